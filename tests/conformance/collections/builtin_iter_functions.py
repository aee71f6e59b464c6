def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


print(list(map(abs, [-1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(map(str, range(3))), list(map(pow, (2, 3), (3, 2))), list(map(int, '12')))
print(list(filter(None, [0, 1, '', 'a', None])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isalpha, 'a1b')), list(filter(bool, ())))
print(list(zip()), list(zip('ab')), list(zip('abc', [1, 2])), list(zip('ab', 'cd', strict=True)), dict(zip('ab', range(9))), list(zip(*[(1, 2), (3, 4)])), next(zip('a', 'b')))
print(list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', start=-1)), list(enumerate([], 3)), next(enumerate('x', 2 ** 70)))
print(sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum((), 7), sum([1, 2], start=10), sum([True, True]), sum([0.1] * 3), sum(i for i in range(5)), sum([2 ** 62, 2 ** 62]), sum([1, 2.5, 3]), sum([1j, 1]), sum({1: 'a', 2: 'b'}))
print(max(1, 2), max([1, 5, 3]), max('hello'), max([], default=None), max([1, -5], key=abs), max('a', 'B', key=str.lower), max((1, 2), (1, 3)), min(3, 1, 2), min('hello'), min([], default='d'), min([-3, 2], key=abs), max([1, 1.0]), min(True, 1), max(x for x in (1, 2)), max({'a': 1, 'b': 0}, key={'a': 1, 'b': 0}.get))
print(any([]), any([0, '']), any([0, 1]), all([]), all([1, 0]), all([1, 2]), any(x > 2 for x in range(4)), all(x < 4 for x in range(4)), any('a'), all(['']))
print(sorted([3, 1]), list(reversed([1, 2])), len('abc'), len({1: 2}), len(range(5)), len(b'ab'), list(iter('ab')), next(iter('x')))
attempt(lambda: list(zip('ab', 'c', strict=True)))
attempt(lambda: list(zip('a', 'bc', strict=True)))
attempt(lambda: list(zip('ab', 'cd', 'e', strict=True)))
attempt(lambda: zip(5))
attempt(lambda: zip('a', 5))
attempt(lambda: map(5))
attempt(lambda: map())
attempt(lambda: list(map(5, [1])))
attempt(lambda: list(map(lambda: 0, [1])))
attempt(lambda: map(str, 5))
attempt(lambda: filter(None))
attempt(lambda: filter(None, 5))
attempt(lambda: list(filter(5, [1])))
attempt(lambda: enumerate(5))
attempt(lambda: enumerate())
attempt(lambda: enumerate('a', 'b'))
attempt(lambda: sum(5))
attempt(lambda: sum(['a']))
attempt(lambda: sum(['a'], ''))
attempt(lambda: sum([b'a'], b''))
attempt(lambda: sum([[1], 'a'], []))
attempt(lambda: sum())
attempt(lambda: sum([1], 2, 3))
attempt(lambda: max([]))
attempt(lambda: max())
attempt(lambda: max(5))
attempt(lambda: max(1, 'a'))
attempt(lambda: max(1, 2, default=3))
attempt(lambda: max([1], key=5))
attempt(lambda: min(()))
attempt(lambda: max([1], foo=1))
attempt(lambda: any(5))
attempt(lambda: all())
attempt(lambda: len(5))
attempt(lambda: len())
attempt(lambda: len([], []))
attempt(lambda: len(x for x in []))
attempt(lambda: zip('a', foo=1))
print(type(map(abs, [])).__name__, type(zip()).__name__, type(filter(None, [])).__name__, type(enumerate([])).__name__, type(reversed([])).__name__)
m = map(lambda x: print('called', x) or x, [1, 2])
print('lazy')
print(next(m), list(m), list(m))
z = zip(iter([1, 2, 3]), iter('ab'))
print(list(z), iter(z) is z)
shared = iter(range(6))
print(list(zip(shared, shared)), list(zip(*[iter('abcdef')] * 3)))


def boom(x):
    if x == 2:
        raise ValueError('boom')
    return x


m = map(boom, [1, 2, 3])
print(next(m))
attempt(lambda: next(m))
print(list(m))
total = 0
for i in range(100):
    total += sum(map(int, str(i))) + len(list(filter(lambda d: d > '4', str(i)))) + max(map(int, str(i))) + sum(a * b for a, b in zip(range(i % 5), range(5)))
for i, (a, b) in enumerate(zip('abc', range(3))):
    total += i * b
for i, c in enumerate('xyz', 1):
    total += i
print(total)
grid = [list(map(int, row)) for row in ('123', '456')]
print(grid, list(map(list, zip(*grid))), list(map(sum, grid)), [sum(c) for c in zip(*grid)])
