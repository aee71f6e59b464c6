"""Built-in functions and types called at hot sites, with odd arguments and shadowed names."""


class Sized:
    def __len__(self):
        return 3

    def __repr__(self):
        return 'Sized'


class Iter:
    def __iter__(self):
        return iter([3, 1, 2])

    def __repr__(self):
        return 'Iter'


class Int:
    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __float__(self):
        return 9.5

    def __bool__(self):
        return False

    def __abs__(self):
        return 'abs'

    def __str__(self):
        return 'Int str'

    def __repr__(self):
        return 'Int repr'

    def __round__(self, n=0):
        return 'rounded'


def t(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


values = [5, -3, 2.7, 'abc', '12', [3, 1, 2], (2, 1), {'b': 1, 'a': 2}, {5}, None, True, 2 ** 70, b'xy', range(3), Sized(), Iter(), Int(), int, (x for x in (1, 2)), 1j]
for f in (len, abs, int, float, str, bool, list, tuple, sorted, sum, max, min, any, all, repr, iter, type, hash, round, reversed, enumerate, set, dict, ord, chr, callable, bin):
    row = []
    for v in values:
        if hasattr(v, 'send') and f not in (len, abs):
            continue
        r = None
        for _ in range(30):
            r = t(f, v)
        r = type(r).__name__ if type(r).__name__ in ('list_iterator', 'enumerate', 'reversed', 'tuple_iterator', 'str_ascii_iterator', 'str_iterator', 'list_reverseiterator', 'dict_keyiterator', 'dict_reversekeyiterator', 'set_iterator', 'bytes_iterator', 'range_iterator', 'generator') else r
        if f is hash:
            r = isinstance(r, int) or str(r)
        if f in (set,) and isinstance(r, set):
            r = sorted(r, key=str)
        row.append(r)
    print(f.__name__, row)


def isi(o, k):
    return isinstance(o, k)


kinds = [int, str, list, (int, float), dict, type, object, type(None)]
print([''.join('1' if isi(v, k) else '0' for v in values) for k in kinds for _ in range(1)])
print(sum(isi(values[i % 20], kinds[i * 3 % 8]) for i in range(800)))


def lens(xs):
    return [len(x) for x in xs]


print(lens(['a', [1], (), {}, {1}, b'', range(5), Sized(), 'é日', [0] * 100]))


def mm(*a):
    return max(*a), min(*a)


for a in ((1, 2), (2.5, 1), ('a', 'b'), ([1], [2]), (True, 0), (2 ** 70, 1), ((1,), (0, 5))):
    for _ in range(40):
        r = mm(*a)
    print(r, end=' ')
print()


def conv(x):
    return int(x), str(x), float(x), bool(x)


for x in (5, '7', 2.9, True, Int(), ' 8 '):
    for _ in range(40):
        r = conv(x)
    print(r, end=' ')
print()


def pr(o):
    return f'{o}', str(o), repr(o), '%s' % (o,), '{}'.format(o)


for o in (1, 'x', 1.5, None, [1], Int(), (1,), int):
    for _ in range(40):
        r = pr(o)
    print(r)


def order(xs):
    return sorted(xs), sorted(xs, reverse=True), max(xs), min(xs)


for xs in ([3, 1, 2], 'cab', (2.5, 1), {3: 0, 1: 0}, Iter(), [2 ** 70, 1], [[2], [1]]):
    for _ in range(40):
        r = order(xs)
    print(r)


def typ(o):
    return type(o) is int, type(o) == str, o.__class__ is float


print([typ(v) for v in (1, 'a', 1.5, True, None)] * 1)
log = []


def use():
    return abs(-1), len('ab'), isinstance(1, int), str(5)


for i in range(400):
    if i == 100:
        abs = lambda x: 'abs'
        isinstance = lambda *a: 'isinstance'
    if i == 200:
        del abs, isinstance
        str = list
    if i == 250:
        str = lambda x: 'str'
    if i == 300:
        del str
        len = lambda x: "len"
    if i == 350:
        del len
    try:
        r = use()
    except TypeError as e:
        r = f'{e}'
    if not log or log[-1] != r:
        log.append(r)
print(log)
