"""Truth tests, containment and unpacking at hot sites, with types that redefine them midway."""


class Flag:
    def __init__(self, on):
        self.on = on

    def __bool__(self):
        return self.on


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Plain:
    pass


def test(x):
    if x:
        return 'T'
    return 'F'


def test_not(x):
    return 'F' if not x else 'T'


def test_and(x):
    return 'T' if x and True else 'F'


def test_while(x):
    n = 0
    while x:
        n += 1
        if n == 2:
            break
    return 'T' if n else 'F'


values = [0, 1, 2 ** 70, 0.0, 0.5, '', 'x', [], [0], (), (0,), {}, {0: 0}, None, True, False, Flag(True), Flag(False), Sized(0), Sized(3), Plain(), set(), {1}, range(0), range(1), b'', b'x', 0j, float('nan'), test, int]
for v in values:
    rs = {f(v) for f in (test, test_not, test_and, test_while) for _ in range(60)}
    print(sorted(rs)[0] if len(rs) == 1 else rs, end='')
print()
print(''.join(test(values[i * 7 % len(values)]) for i in range(200)))
log = []
f, s, p = Flag(True), Sized(1), Plain()
for i in range(700):
    if i == 100:
        Flag.__bool__ = lambda self: not self.on
    if i == 200:
        del Flag.__bool__
    if i == 300:
        Flag.__len__ = lambda self: 0
    if i == 400:
        Sized.__bool__ = lambda self: False
    if i == 500:
        Plain.__len__ = lambda self: 0
    if i == 600:
        p.__bool__ = lambda: True
    r = test(f) + test_not(s) + test_while(p)
    if not log or log[-1] != r:
        log.append(r)
print(log)


class Cont:
    def __init__(self, x):
        self.x = x

    def __contains__(self, v):
        return v == self.x


class It:
    def __iter__(self):
        return iter((1, 2, 3))


class Get:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i


def has(c, v):
    return v in c


def hasnt(c, v):
    return v not in c


containers = [[1, 2], (1, 2), {1, 2}, {1: 'a', 2: 'b'}, range(1, 3), Cont(1), It(), Get(), '12', b'\x01\x02', frozenset([1]), {1: 0}.keys(), {0: 1}.values(), (x for x in [1]), iter([1]), map(int, '1')]
for c in containers:
    v = '1' if isinstance(c, str) else 1
    print(has(c, v), end=' ')
print()
for c in containers[:13]:
    for v in (1, 5, '1', None, 1.0):
        try:
            rs = [(has(c, v), hasnt(c, v)) for _ in range(30)]
            print(int(rs[0][0]), end='' if rs[0] == rs[-1] and rs[0][0] != rs[0][1] else 'BAD')
        except TypeError:
            print('E', end='')
    print(end=' ')
print()
log = []
c = Cont(1)
for i in range(500):
    if i == 100:
        c.x = 9
    if i == 200:
        Cont.__contains__ = lambda self, v: 'truthy'
    if i == 300:
        del Cont.__contains__
        Cont.__iter__ = lambda self: iter([1, 7])
    if i == 400:
        Cont.__contains__ = None
    try:
        r = has(c, 1)
    except TypeError as error:
        r = str(error)
    if not log or log[-1] != r:
        log.append(r)
print(log)


def two(x):
    a, b = x
    return a, b


def three(x):
    a, *b, c = x
    return a, b, c


class U:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n))


class TupleSub(tuple):
    def __iter__(self):
        return iter('ts')


class ListSub(list):
    pass


for x in ((1, 2), [1, 2], 'ab', {1: 0, 2: 0}, range(2), U(2), TupleSub((1, 2)), ListSub([1, 2]), (i for i in 'gh'), {3: 4, 5: 6}.items(), (1, 2, 3), [1], U(1), U(3), 5, None, TupleSub((1, 2, 3))):
    out = []
    for f in (two, three):
        try:
            r = f(x)
            for _ in range(50):
                if not hasattr(x, 'send'):
                    r = f(x)
            out.append(r)
        except (TypeError, ValueError) as error:
            out.append(str(error))
    print(out)
total = 0
for i in range(600):
    a, b = [(1, 2), [3, 4], (5, 6), U(2), 'ab', {7: 1, 8: 1}][i % 6] if i % 6 != 4 else (9, 10)
    total += a * b
print(total)
eqlog = []


class Eq:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        eqlog.append(self.v)
        return self.v == o

    __hash__ = None


print(5 in [Eq(1), Eq(5), Eq(6)], eqlog, [1, 2] == [Eq(1), Eq(2)], eqlog, (1, Eq(2)) == (1, 2), Eq(1) != 1, eqlog)
nan = float('nan')
print(nan in [nan], nan in (nan,), nan == nan, [nan] == [nan], {nan: 1} == {nan: 1}, nan in {nan}, [nan].index(nan), (nan,).count(nan))
