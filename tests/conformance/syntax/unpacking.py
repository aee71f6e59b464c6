def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


a, b = 1, 2
a, b = b, a
print(a, b)
a, *b = [1, 2, 3]
print(a, b)
*a, b = 'xyz'
print(a, b)
a, *b, c = range(5)
print(a, b, c)
a, *b, c = 1, 2
print(a, b, c)
(a, b), c, [d, *e] = (1, 2), 3, (4, 5, 6)
print(a, b, c, d, e)
[a, [b, [c]]] = 1, (2, [3])
print(a, b, c)
*a, = range(3)
print(a)
a = *range(2), *'ab'
print(a, [*a, *a], {*[1, 1]}, (*a,), {**{'x': 1}, 'y': 2, **{'x': 3}})
for i, (j, *k) in enumerate([(1, 2), (3, 4, 5), 'ab']):
    print(i, j, k)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 'set'
print(i, x)


class Box:
    pass


box = Box()
box.a, box.b, x[0], *box.rest = 1, 2, 3, 4, 5
print(box.a, box.b, x, box.rest)
a = b = c, d = 1, 2
print(a, b, c, d)
d = {'k': 1, 'l': 2}
a, b = d
print(a, b)
(a, b), (c, e) = d.items()
print(a, b, c, e)
a, b, c = (i * i for i in range(3))
print(a, b, c)
a, b = {1, 1} | {2}
print(sorted((a, b)))
() = []
[] = ()


def two():
    a, b = values
    return a, b


def starred():
    a, *b, c = values
    return a, b, c


def three():
    (a, b), c = values
    return a, b, c


for values in ((1,), (1, 2, 3), [], 'abc', 5, None, {1: 2, 3: 4}, 'é日', (1, (2, 3)), ((1, 2), 3),
               ((1,), 2), iter([1, 2, 3]), range(10), b'ab', [1, 2]):
    for function in (two, starred, three):
        attempt(function)


class Iterable:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            print('yield', i, end='; ')
            yield i
        print('end', end='; ')


for n in (1, 2, 3, 5):
    values = Iterable(n)
    attempt(two)


class Sequence:
    def __getitem__(self, i):
        if i > 1:
            raise IndexError
        return i * 10


values = Sequence()
attempt(two)


class Broken:
    def __iter__(self):
        return 5


values = Broken()
attempt(two)
values = object()
attempt(two)
total = 0
for i in range(500):
    values = [(i, 1), [i, 2], 'ab', range(2), {i: 0, 'x': 1}][i % 5]
    p, q = two()
    total += q if isinstance(q, int) else 100
print(total)


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *(4,), x=1, **{'y': 2}, **{}))
attempt(lambda: f(**{'a': 1}, **{'a': 2}))
attempt(lambda: f(*5))
attempt(lambda: f(**5))
attempt(lambda: f(**{1: 2}))
attempt(lambda: [*5])
attempt(lambda: {**5})
attempt(lambda: {*5})
attempt(lambda: (*None,))
print(f(*'ab', *{}, *[[]]), f(*iter([1, 2])))
first, *_, last = 'hello world'
print(first, last, len(_))
