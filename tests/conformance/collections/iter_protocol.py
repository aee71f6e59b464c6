def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__ + ':', error)


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        self.i = 0
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


print(list(Count(3)), tuple(Count(2)), sum(Count(4)), [*Count(2)], max(Count(3)), sorted(Count(3), reverse=True), 2 in Count(3), 5 in Count(3), dict.fromkeys(Count(2)), list(zip(Count(3), 'ab')), list(map(str, Count(2))), list(enumerate(Count(2))), ','.join(map(str, Count(3))))
a, b = Count(2)
print(a, b)


class OldStyle:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError('end')
        return i * i


print(list(OldStyle()), 4 in OldStyle(), 9 in OldStyle(), [x for x in OldStyle()], iter(OldStyle()).__class__.__name__, max(OldStyle()), list(zip(OldStyle(), 'xyz')))


class Gen:
    def __iter__(self):
        yield 'a'
        yield 'b'


print(list(Gen()), list(Gen()), [(x, y) for x in Gen() for y in Gen()])


class NotIter:
    def __iter__(self):
        return 5


class NoneIter:
    __iter__ = None

    def __getitem__(self, i):
        return i


class NoNext:
    def __iter__(self):
        return self


class RaisingIter:
    def __iter__(self):
        raise ValueError('in iter')


class RaisingNext:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError('in next')


for c in (NotIter, NoneIter, NoNext, RaisingIter, RaisingNext, object):
    attempt(lambda: list(c()))
    attempt(lambda: [x for x in c()])
    attempt(lambda: type(iter(c())).__name__)
attempt(lambda: next(5))
attempt(lambda: next([]))
attempt(lambda: next(iter([])))
attempt(lambda: next(iter([]), 'default'))
attempt(lambda: next())
attempt(lambda: iter())
attempt(lambda: iter(5))
attempt(lambda: iter([], 5))
attempt(lambda: iter(1, 2))
attempt(lambda: list(iter(5)))
values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)), list(values))
it = iter([1, 2, 3])
print(iter(it) is it, next(it), list(it), list(it))
lst = [1, 2]
it = iter(lst)
next(it), next(it)
print(next(it, 'exhausted'))
lst.append(3)
print(next(it, 'stays exhausted'))
lst = [1]
it = iter(lst)
next(it)
lst.append(2)
print(next(it), next(it, 'end'))


def consume(obj):
    out = []
    for x in obj:
        out.append(x)
        if len(out) > 5:
            break
    return out


for obj in ([1, 2], (1, 2), 'ab', range(2), {1: 2}, Count(2), OldStyle(), Gen(), iter([9]), (i for i in 'xy'), b'z', bytearray(b'q'), {5}, frozenset([6]), zip('a', 'b'), map(abs, [-1]), filter(None, [0, 1]), reversed([1, 2]), enumerate('a'), {'k': 'v'}.items()):
    for _ in range(3):
        result = consume(obj)
    print(type(obj).__name__, result)
counts = {}
for i in range(400):
    obj = [[1, 2], (1,), 'abc', range(4), Count(2), Gen()][i % 6]
    key = len(consume(obj))
    counts[key] = counts.get(key, 0) + 1
print(counts)
log = []
c = Count(3)
for i in range(300):
    if i == 100:
        Count.__next__ = lambda self: (_ for _ in ()).throw(StopIteration) if self.i else setattr(self, 'i', 1) or 'patched'
    if i == 200:
        Count.__iter__ = lambda self: iter('replaced')
    try:
        r = consume(c)
    except RuntimeError as error:
        r = str(error)
    if not log or log[-1] != r:
        log.append(r)
print(log)
del Count.__iter__
attempt(lambda: list(Count(1)))
s = 0
for x in iter(range(5)):
    for y in iter([x]):
        s += y
print(s, list(reversed(range(3))), list(reversed('abc')), list(reversed((1, 2))), list(reversed({'a': 1, 'b': 2})))


class Rev:
    def __reversed__(self):
        return iter('reversed!')


class RevSeq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i * 10


print(''.join(reversed(Rev())), list(reversed(RevSeq())))
attempt(lambda: reversed(5))
attempt(lambda: reversed({1}))
attempt(lambda: reversed(x for x in 'a'))
