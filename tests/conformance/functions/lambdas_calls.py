print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: x + y)(1), (lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda a, /, b, *, c: (a, b, c))(1, 2, c=3))
print((lambda x: (yield_ := x * 2))(4), [f(3) for f in (lambda x: x, lambda x: -x)], sorted([3, 1, 2], key=lambda v: -v), (lambda: None)(), (lambda: (1, 2))())
print((lambda f, n: f(f, n))(lambda f, n: 1 if n < 2 else n * f(f, n - 1), 10))


def f(*args, **kwargs):
    return args, kwargs


print(f(), f(1), f(*()), f(**{}), f(1, *[2, 3], 4, *(5,), x=1, **{'y': 2}, z=3, **{'w': 4}))
order = []


def n(x):
    order.append(x)
    return x


f(n(1), *[n(2)], n(3), a=n(4), **{'b': n(5)}, c=n(6))
print(order)
order.clear()
n(f)(n(1), n(2))
print([o if isinstance(o, int) else 'f' for o in order])


class Callable:
    def __init__(self, tag):
        self.tag = tag

    def __call__(self, *args, **kwargs):
        return self.tag, args, kwargs


c = Callable('c')
print(c(), c(1, k=2), c(*[1], **{'a': 2}))
c.__call__ = lambda: 'instance attribute is not used'
print(c(9))


def call(g, *args):
    return g(*args)


def direct(g, x):
    return g(x)


class K:
    def __init__(self, x):
        self.x = x

    def m(self, x):
        return 'm', x

    @classmethod
    def cm(cls, x):
        return 'cm', x

    @staticmethod
    def sm(x):
        return 'sm', x

    def __repr__(self):
        return f'K({self.x})'


class Slots:
    __slots__ = ('x',)

    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f'Slots({self.x})'


class WithNew:
    def __new__(cls, x):
        return ('new', x)


class Plain:
    def __new__(cls, x):
        self = super().__new__(cls)
        self.made = x
        return self

    def __repr__(self):
        return f'Plain({self.made})'


callables = [lambda x: x, len, str, int, K, K(1).m, K.cm, K.sm, K(2).cm, c, [].append, 'abc'.find, Slots, WithNew, Plain, list, dict, type, repr, bool, f, (lambda x: None), 'x'.join, {}.get, tuple]
for g in callables:
    for _ in range(60):
        try:
            r = direct(g, '5')
        except Exception as error:
            r = f'{type(error).__name__}: {error}'
    print(r)
totals = {}
for i in range(1000):
    g = callables[i % len(callables)]
    try:
        key = type(direct(g, '7')).__name__
    except Exception as error:
        key = str(error)
    totals[key] = totals.get(key, 0) + 1
print(totals)


def rebind():
    return 'first'


log = []
for i in range(300):
    if i == 100:
        def rebind():
            return 'second'
    if i == 150:
        rebind = lambda: 'lambda'
    if i == 200:
        rebind = Callable('callable')
    if i == 250:
        rebind = dict
    r = rebind()
    if not log or log[-1] != r:
        log.append(r)
print(log)
print(call(max, 1, 5, 3), call(print), call(f, *range(300))[0][-1], len(call(f, *range(300))[0]))
wide = f(*range(20), **{f'k{i}': i for i in range(20)})
print(len(wide[0]), wide[1]['k19'])


def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t):
    return a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t


print(many(*range(20)), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, t=20, s=19), sum(many(*[i] * 20) for i in range(100)))


def rec(n, *rest, depth=0):
    return (depth, rest) if n == 0 else rec(n - 1, n, *rest[:2], depth=depth + 1)


print(rec(50))
def returns_nothing():
    pass
def returns_bare():
    return
print(returns_nothing(), returns_bare(), [returns_nothing() for _ in range(2)])
