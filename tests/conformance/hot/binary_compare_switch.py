"""Arithmetic and comparison sites that meet new operand types after long monomorphic runs."""


def run_phases(f, phases, times=80):
    out = []
    for args in phases:
        r = None
        for _ in range(times):
            try:
                r = f(*args)
            except Exception as error:
                r = f'{type(error).__name__}: {error}'
        out.append(r)
    return out


class Num:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f'Num({self.v})'

    def __add__(self, o):
        return ('Num+', self.v)

    def __radd__(self, o):
        return ('+Num', self.v)

    def __lt__(self, o):
        return 'Num<'

    def __eq__(self, o):
        return 'Num=='

    def __neg__(self):
        return '-Num'

    def __bool__(self):
        return self.v > 0

    def __contains__(self, o):
        return o == self.v

    def __getitem__(self, k):
        return ('item', k)

    __hash__ = None


big = 2 ** 80
phases = [(1, 2), (1.5, 2.5), ('a', 'b'), (1, 2.5), (big, 1), ([1], [2]), (Num(1), 2), (2, Num(1)), (None, 1), (True, False), ('a', 1), (1, 2), ((1,), (2,)), ({1}, {2}), (1j, 2), (2 ** 48, 2 ** 48), (2 ** 62, 2 ** 62), (-2 ** 63, -1), (0.0, -0.0), (float('nan'), float('nan'))]
for name, f in (('+', lambda a, b: a + b), ('-', lambda a, b: a - b), ('*', lambda a, b: a * b), ('<', lambda a, b: a < b), ('<=', lambda a, b: a <= b), ('==', lambda a, b: a == b), ('!=', lambda a, b: a != b), ('>', lambda a, b: a > b), ('&', lambda a, b: a & b), ('|', lambda a, b: a | b), ('//', lambda a, b: a // b), ('%', lambda a, b: a % b), ('/', lambda a, b: a / b), ('in', lambda a, b: a in b), ('is', lambda a, b: a is None), ('and', lambda a, b: a and b), ('if', lambda a, b: 'T' if a else 'F'), ('not', lambda a, b: not a), ('neg', lambda a, b: -a), ('if<', lambda a, b: 'lt' if a < b else 'ge'), ('ifeq', lambda a, b: 'eq' if a == b else 'ne'), ('[]', lambda a, b: a[0])):
    print(name, run_phases(f, phases))


def loop_sum(items):
    t = items[0]
    for x in items[1:]:
        t = t + x
    return t


for items in ([1, 2, 3] * 50, [1.5] * 100, ['a'] * 50, [1] * 99 + [0.5], [0.5] + [1] * 99, [2 ** 47] * 10, [[1]] * 20, [1] * 50 + [2 ** 70] + [1] * 50):
    r = loop_sum(items)
    print(r if len(str(r)) < 60 else len(str(r)))
try:
    loop_sum([1] * 100 + ['x'])
except TypeError as error:
    print(error)
try:
    loop_sum(['x'] * 100 + [1])
except TypeError as error:
    print(error)


def count_below(items, limit):
    n = 0
    for x in items:
        if x < limit:
            n += 1
    return n


print(count_below(range(200), 100), count_below([i / 2 for i in range(200)], 50), count_below('hello world' * 20, 'm'), count_below([big - i for i in range(100)], big - 50), count_below([1, 2.5, True, big] * 50, 2), count_below([(i, 0) for i in range(100)], (50,)))


def mix(a, b):
    c = a * b
    d = c - a
    e = d // (b or 1) if b else d
    return e


print([mix(i, i % 5) for i in range(10)], mix(2.5, 2), mix(big, 3), mix(True, 2), [mix(2 ** 31 + i, 2 ** 31 - i) for i in range(3)])
s = 0
for i in range(500):
    s += i if i < 200 else i / 2 if i < 300 else -i
    if s > 10 ** 4 and isinstance(s, int):
        s = float(s)
print(s)
x = 1
for i in range(300):
    x = x * 2 if i < 100 else x - 1 if i < 200 else x // 3
print(x)
flags = 0
for i in range(300):
    flags ^= 1 << (i % 70)
    flags |= i
    flags &= ~(1 << (i % 13))
print(flags)
t = ''
for i in range(300):
    t = t + ('x' if i % 2 else 'é')
    if len(t) > 50:
        t = t[-10:]
print(t)
r = []
for i in range(120):
    v = i - 60
    r.append((v // 7, v % 7, -v // 7, v // -7, v % -7, v >> 1, v << 2, ~v, v & 15, abs(v)))
print(r[0], r[59], r[61], r[119], sum(sum(q) for q in r))
