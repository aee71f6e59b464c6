"""Hot sites of natives, modules' functions, methods with defaults, slices, pairs and in-place operators; each is fed with
what its form was made for, then with what must make it give up, then with the first again."""
import math
import random


def repeat(function, *arguments):
    for _ in range(40):
        result = function(*arguments)
    return result


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


# ---- bound natives, unbound methods, varargs natives, built-in classes

def fill(items):
    push = items.append
    for i in range(30):
        push(i)
    return len(items)


print(repeat(fill, []), fill([1]))


def drain(items):
    take = items.pop
    return [take() for _ in range(3)] + [take(0)]


print([drain(list(range(10))) for _ in range(4)])


def shout(f, text):
    return f(text)


for _ in range(10):
    for f in (str.upper, str.lower, len, str.title, repr, str):
        last = shout(f, 'aBc')
print(last, shout(str.upper, 'x'), attempt(shout, str.upper, 5), attempt(shout, str.upper, []), shout(str.swapcase, 'aB'))


class Text(str):
    def __str__(self):
        return 'Text!'


print(shout(str.upper, Text('sub')), shout(str, Text('sub')), attempt(shout, int, 'no'), shout(int, '12'))


def least(a, b):
    return min(a, b), max(a, b)


print(repeat(least, 3, 4), least('a', 'b'), attempt(least, 1, 'x'), attempt(least, None, None))


def convert(kind, value):
    return kind(value)


for _ in range(20):
    converted = [convert(kind, 7) for kind in (int, float, str, bool, complex)]
print(converted, attempt(convert, int, None), attempt(convert, float, 'x'), convert(list, 'ab'), convert(dict, [(1, 2)]))

# ---- functions of modules


def root(x):
    return math.sqrt(x)


print(repeat(root, 16), attempt(root, -1), attempt(root, 'x'), root(4))
math.sqrt, kept = (lambda x: ('replaced', x)), math.sqrt
print(root(16), repeat(root, 1))
math.sqrt = kept
print(root(16), math.log(1), math.log(8, 2), attempt(lambda: math.nothing(1)))


def gap(value, digits):
    return math.isclose(value, 1.0), math.gcd(value, digits), math.hypot(value, digits)


print(repeat(gap, 4, 3), gap(1, 5))
random.seed(5)
print([random.randint(1, 6) for _ in range(30)])

# ---- methods with defaults


class Counter:
    def __init__(self):
        self.total = 0

    def add(self, amount=1, scale=2):
        self.total += amount * scale
        return self.total


counter = Counter()


def count(counter):
    return counter.add(), counter.add(5), counter.add(1, 1)


print(repeat(count, counter))
Counter.add.__defaults__ = (10, 10)
print(count(counter))
Counter.add.__defaults__ = (3,)
print(attempt(count, counter), counter.total)
Counter.add.__defaults__ = None
print(attempt(count, counter))
Counter.add = lambda self, *a: ('star', a)
print(repeat(count, counter))
counter.add = lambda *a: ('own', a)
print(count(counter), count(Counter()))

# ---- slices


class Echo:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        self.stored = key, value


def cut(x, a, b, c):
    return x[a:b:c], x[a:], x[:b], x[::c], x[:]


for _ in range(10):
    for x in ([0, 1, 2, 3, 4], (0, 1, 2, 3), 'abcdef', b'abcdef', range(9), bytearray(b'xyz')):
        cuts = cut(x, 1, 4, 2)
    print(cuts, cut(Echo(), 1, None, 'x')) if _ == 9 else None
print(cut([1, 2, 3, 4], -3, 10**30, -1), cut('abc', None, True, None), cut('äöü', 0, 2, 1))
print(attempt(cut, [1], 'a', 2, 1), attempt(cut, [1], 1, 2, 0), attempt(cut, 5, 1, 2, 3), attempt(cut, 'abc', 1.5, 2, 1))


def patch(x, a, b, value):
    x[a:b] = value
    x[a:b:1] = value
    return x


print(repeat(patch, [1, 2, 3, 4], 1, 3, (8, 9)), patch([1, 2, 3], 0, 1, 'xyz'), patch(bytearray(b'abc'), 0, 1, b'z'))
echo = patch(Echo(), 1, 2, 'v')
print(echo.stored, attempt(patch, [1], 0, 1, 5), attempt(patch, (1,), 0, 1, (5,)), attempt(patch, 'abc', 0, 1, 'x'))


class Index:
    def __index__(self):
        return 2


print(cut([1, 2, 3, 4], Index(), Index(), Index()))

# ---- pairs


def pairs(source):
    result = []
    for a, b in source:
        result.append((b, a))
    return result


for _ in range(8):
    for make in (lambda: enumerate('xy', 5), lambda: zip([1, 2], 'ab'), lambda: {1: 'p', 2: 'q'}.items(), lambda: [(1, 2), [3, 4]]):
        got = pairs(make())
print(got, pairs(enumerate([])), pairs(zip('ab', [1])), pairs({}.items()), pairs(zip()))
print(attempt(pairs, zip('ab', 'cd', 'ef')), attempt(pairs, zip('ab')), attempt(pairs, [1]), pairs(['ab', 'cd']))
print(attempt(pairs, zip('abc', 'd', strict=True)), attempt(pairs, enumerate(5 for _ in [1 / 1])))


def growing():
    table = {1: 2, 3: 4}
    for key, value in table.items():
        table[key + 10] = value


def failing():
    for number, item in enumerate(1 // (2 - i) for i in range(5)):
        last = number, item
    return last


def keeping():
    number = item = None
    try:
        for number, item in enumerate(1 // (2 - i) for i in range(5)):
            pass
    except ZeroDivisionError:
        return number, item


print(repeat(attempt, growing), repeat(attempt, failing), repeat(keeping))


class Odd(enumerate):
    def __next__(self):
        number, item = super().__next__()
        return item, number, 'odd'


print(attempt(pairs, Odd('ab')), [pair for pair in enumerate('ab')], [(p, q) for p in enumerate('a') for q in zip('b', 'c')])

# ---- in-place operators


class Place:
    def __init__(self, name):
        self.name = name

    def __iadd__(self, other):
        return Place(f'{self.name}+={other}')

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return Place(f'{self.name}-{other}')

    def __rmul__(self, other):
        return Place(f'{other}*{self.name}')

    def __repr__(self):
        return self.name


def steps(x, y):
    x += y
    x -= y
    x *= y
    return x


def small_steps(x):
    x += 1
    x -= 3
    return x


def bits(x, y):
    x |= y
    x ^= 5
    x &= 0xFFFF
    x <<= 3
    x >>= y
    x //= 3
    x %= 7
    return x


for _ in range(10):
    for x, y in ((1, 2), (1.5, 2.0), (2, 0.5), (2**60, 3), (2**47, 2**47), (True, False)):
        print(steps(x, y), small_steps(x)) if _ == 9 else steps(x, y)
print(attempt(steps, 'a', 'b'), attempt(steps, [1], [2]), attempt(steps, 1, Place('p')), attempt(steps, 1, None))
print(small_steps(Place('q')), attempt(small_steps, 'text'), attempt(small_steps, None), small_steps(1j), small_steps(2**48 - 1))
print(repeat(bits, 1000, 3), bits(-1000, 3), bits(2**70, 3), bits(10, 50), attempt(bits, 1, -1), attempt(bits, 1.5, 1))
print([repeat(lambda a, b: (a / b, ~b), x, y) for x, y in ((7, 2), (2**47, 3), (-9, 4), (True, 2))], attempt(lambda a: a / 0, 5))
print([repeat(lambda a, b: (a // b, a % b), x, y) for x, y in ((2**40, 7), (-2**40, 7), (2**33, 2**32), (7, 2**31), (-1, 2**48 - 1), (5, -3))])
shared = alias = [1]
shared += (2,)
alias *= 2
print(alias, shared is alias)
print(['x' in 'text', 'q' not in 'text', '' in 'abc', 'ä' in 'bär', 'b' in ('a', 'b'), 2.0 in {1, 2}, attempt(lambda: 1 in 'abc'), attempt(lambda: [] in {1})])
