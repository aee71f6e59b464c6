"""Every binary, reflected and in-place operator, with NotImplemented and subclass priority."""
ops = {'add': '+', 'sub': '-', 'mul': '*', 'truediv': '/', 'floordiv': '//', 'mod': '%', 'pow': '**', 'lshift': '<<', 'rshift': '>>', 'and': '&', 'or': '|', 'xor': '^', 'matmul': '@'}


def make(name, **extra):
    ns = {'__init__': lambda self, tag=name: setattr(self, 'tag', tag), '__repr__': lambda self: self.tag}
    ns.update(extra)
    return type(name, (), ns)


forward = {f'__{o}__': (lambda s: lambda self, other: f'{self}{s}{other}')(sym) for o, sym in ops.items()}
reflected = {f'__r{o}__': (lambda s: lambda self, other: f'r({other}{s}{self})')(sym) for o, sym in ops.items()}
inplace = {f'__i{o}__': (lambda s: lambda self, other: f'i({self}{s}={other})')(sym) for o, sym in ops.items()}
refuse = {k: lambda self, other: NotImplemented for k in list(forward) + list(reflected) + list(inplace)}
F = make('F', **forward)
R = make('R', **reflected)
I = make('I', **inplace)
N = make('N', **refuse)
P = make('P')
binary = [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, lambda a, b: a ** b, lambda a, b: a << b, lambda a, b: a >> b, lambda a, b: a & b, lambda a, b: a | b, lambda a, b: a ^ b, lambda a, b: a @ b]


def iadd(a, b):
    a += b
    return a


def isub(a, b):
    a -= b
    return a


def imul(a, b):
    a *= b
    return a


def itruediv(a, b):
    a /= b
    return a


def ifloordiv(a, b):
    a //= b
    return a


def imod(a, b):
    a %= b
    return a


def ipow(a, b):
    a **= b
    return a


def ilshift(a, b):
    a <<= b
    return a


def irshift(a, b):
    a >>= b
    return a


def iand(a, b):
    a &= b
    return a


def ior(a, b):
    a |= b
    return a


def ixor(a, b):
    a ^= b
    return a


def imatmul(a, b):
    a @= b
    return a


inplace_ops = [iadd, isub, imul, itruediv, ifloordiv, imod, ipow, ilshift, irshift, iand, ior, ixor, imatmul]


def run(f, a, b):
    try:
        return f(a, b)
    except TypeError as error:
        return str(error)


for f in binary + inplace_ops:
    print([run(f, a, b) for a in (F(), N(), 3) for b in (R(), P(), N(), 2)])
for f in binary[:4] + inplace_ops:
    print([run(f, a, b) for a in (I(), P(), 'str', [1], 1.5) for b in (F(), 2, R())])


class Base:
    def __repr__(self):
        return type(self).__name__

    def __add__(self, other):
        return 'Base add'

    def __radd__(self, other):
        return 'Base radd'


class Derived(Base):
    def __radd__(self, other):
        return 'Derived radd'


class Same(Base):
    pass


print(Base() + Derived(), Derived() + Base(), Base() + Same(), Same() + Base(), Base() + Base(), 1 + Derived(), Derived() + 1)


class Cmp:
    def __init__(self, r):
        self.r = r

    def __lt__(self, o):
        return ('lt', self.r)

    def __gt__(self, o):
        return ('gt', self.r)

    def __le__(self, o):
        return NotImplemented

    def __ge__(self, o):
        return ('ge', self.r)

    def __eq__(self, o):
        return ('eq', self.r)

    def __ne__(self, o):
        return ('ne', self.r)

    __hash__ = None


class SubCmp(Cmp):
    pass


a, b, s = Cmp('a'), Cmp('b'), SubCmp('s')
print(a < b, a > b, a <= b, a >= b, a == b, a != b, a < 1, 1 < a, 1 <= a, 1 == a, a < s, s > a, a == s, a <= s)
print(run(lambda x, y: x <= y, a, P()), run(lambda x, y: x < y, P(), a), run(lambda x, y: x <= y, P(), P()))


class EqOnly:
    def __eq__(self, o):
        return True


print(EqOnly() == 1, EqOnly() != 1, 1 == EqOnly(), EqOnly() in [5], [EqOnly()] == [9])
try:
    hash(EqOnly())
except TypeError as error:
    print(error)


def hot(x, y):
    return x + y


values = [1, 2.5, 'a', [1], (1,), F(), R(), N(), P(), Base(), Derived(), True, 2 ** 70, None]
seen = {}
for i in range(2000):
    x, y = values[i % 14], values[i * 5 % 13]
    r = str(run(hot, x, y))
    seen[r] = seen.get(r, 0) + 1
for r in list(seen)[:40]:
    print(r, seen[r])
print(len(seen))
p = P()
log = []
for i in range(500):
    if i == 100:
        P.__add__ = lambda self, o: 'added later'
    if i == 200:
        P.__add__ = lambda self, o: NotImplemented
    if i == 300:
        P.__radd__ = lambda self, o: 'radd later'
    if i == 400:
        del P.__add__, P.__radd__
    r = (run(hot, p, 1), run(hot, 1, p))
    if not log or log[-1] != r:
        log.append(r)
for line in log:
    print(line)
p.__add__ = lambda o: 'instance dunder is ignored'
print(run(hot, p, 1))


class Unary:
    def __neg__(self):
        return 'neg'

    def __pos__(self):
        return 'pos'

    def __invert__(self):
        return 'inv'

    def __abs__(self):
        return 'abs'


u = Unary()
print(-u, +u, ~u, abs(u))
for f in (lambda: -p, lambda: +p, lambda: ~p, lambda: abs(p), lambda: p(), lambda: p[0], lambda: len(p), lambda: next(p), lambda: hash(p) is not None, lambda: divmod(p, 1), lambda: pow(p, 1), lambda: round(p), lambda: p @ 1):
    try:
        print(f())
    except TypeError as error:
        print(error)


class NoneDunder:
    __add__ = None
    __len__ = None
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __call__ = None
    __getitem__ = None
    __bool__ = None
    __eq__ = None
    __radd__ = None


n = NoneDunder()
for f in (lambda: n + 1, lambda: 1 + n, lambda: len(n), lambda: list(n), lambda: 1 in n, lambda: hash(n), lambda: n(), lambda: n[0], lambda: bool(n), lambda: n == 1):
    try:
        print(f())
    except TypeError as error:
        print(error)
