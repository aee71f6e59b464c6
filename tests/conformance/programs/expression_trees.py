"""Symbolic expressions with operator overloading, visitors and simplification."""


class Expr:
    def __add__(self, o):
        return Add(self, wrap(o))

    def __radd__(self, o):
        return Add(wrap(o), self)

    def __mul__(self, o):
        return Mul(self, wrap(o))

    def __rmul__(self, o):
        return Mul(wrap(o), self)

    def __sub__(self, o):
        return Add(self, Mul(Num(-1), wrap(o)))

    def __rsub__(self, o):
        return Add(wrap(o), Mul(Num(-1), self))

    def __pow__(self, n):
        return Pow(self, n)

    def __neg__(self):
        return Mul(Num(-1), self)

    def __eq__(self, o):
        return type(self) is type(o) and self.__dict__ == o.__dict__

    def __hash__(self):
        return hash(str(self))

    def accept(self, visitor):
        for cls in type(self).__mro__:
            method = getattr(visitor, 'visit_' + cls.__name__.lower(), None)
            if method:
                return method(self)
        return visitor.generic(self)


class Num(Expr):
    def __init__(self, value):
        self.value = value

    def __str__(self):
        return str(self.value)

    def diff(self, x):
        return Num(0)

    def eval(self, env):
        return self.value

    def simplify(self):
        return self


class Var(Expr):
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name

    def diff(self, x):
        return Num(1 if x == self.name else 0)

    def eval(self, env):
        return env[self.name]

    def simplify(self):
        return self


class Bin(Expr):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def __str__(self):
        return f'({self.left} {self.symbol} {self.right})'


class Add(Bin):
    symbol = '+'

    def diff(self, x):
        return self.left.diff(x) + self.right.diff(x)

    def eval(self, env):
        return self.left.eval(env) + self.right.eval(env)

    def simplify(self):
        a, b = self.left.simplify(), self.right.simplify()
        if isinstance(a, Num) and isinstance(b, Num):
            return Num(a.value + b.value)
        if a == Num(0):
            return b
        if b == Num(0):
            return a
        if a == b:
            return (Num(2) * a).simplify()
        return Add(a, b)


class Mul(Bin):
    symbol = '*'

    def diff(self, x):
        return self.left.diff(x) * self.right + self.left * self.right.diff(x)

    def eval(self, env):
        return self.left.eval(env) * self.right.eval(env)

    def simplify(self):
        a, b = self.left.simplify(), self.right.simplify()
        if isinstance(a, Num) and isinstance(b, Num):
            return Num(a.value * b.value)
        if Num(0) in (a, b):
            return Num(0)
        if a == Num(1):
            return b
        if b == Num(1):
            return a
        return Mul(a, b)


class Pow(Expr):
    def __init__(self, base, exponent):
        self.base, self.exponent = base, exponent

    def __str__(self):
        return f'{self.base}^{self.exponent}'

    def diff(self, x):
        return Num(self.exponent) * Pow(self.base, self.exponent - 1) * self.base.diff(x)

    def eval(self, env):
        return self.base.eval(env) ** self.exponent

    def simplify(self):
        base = self.base.simplify()
        if self.exponent == 0:
            return Num(1)
        if self.exponent == 1:
            return base
        return Num(base.value ** self.exponent) if isinstance(base, Num) else Pow(base, self.exponent)


def wrap(v):
    return v if isinstance(v, Expr) else Num(v)


class Counter:
    def __init__(self):
        self.counts = {}

    def note(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def visit_bin(self, e):
        self.note(type(e).__name__)
        e.left.accept(self)
        e.right.accept(self)

    def visit_num(self, e):
        self.note('Num')

    def generic(self, e):
        self.note('other')


x, y = Var('x'), Var('y')
e = 3 * x ** 2 + 2 * x * y - y + (x - x) * 5 + 1
print(e)
print(e.simplify())
print(e.diff('x').simplify())
print(e.diff('y').simplify(), e.diff('z').simplify())
print([e.eval({'x': i, 'y': 2}) for i in range(5)], e.eval({'x': 1.5, 'y': 2 ** 70}))
c = Counter()
e.accept(c)
print(c.counts)
d = e
for i in range(4):
    d = d.diff('x').simplify()
    print(i, d)
total = 0
for i in range(200):
    total += e.simplify().eval({'x': i, 'y': i % 3}) - e.eval({'x': i, 'y': i % 3})
print(total, x + 1 == x + 1, x + 1 == 1 + x, hash(x + 1) == hash(x + 1), len({x, y, Var('x')}), (-x).simplify(), (1 - x).eval({'x': 5}))
try:
    e.eval({'x': 1})
except KeyError as error:
    print('unbound', error)
try:
    x + 'text' + y.missing
except AttributeError as error:
    print(error)
