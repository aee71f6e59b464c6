def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class A:
    def __new__(cls, *args, **kw):
        print('new', cls.__name__, args, kw)
        return super().__new__(cls)

    def __init__(self, *args, **kw):
        print('init', args, kw)


A(1, k=2)


class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print('never')


print(Other())


class SubReturn:
    def __new__(cls, make_sub):
        return super().__new__(Sub if make_sub else cls)

    def __init__(self, make_sub):
        self.made = type(self).__name__


class Sub(SubReturn):
    def __init__(self, *args):
        self.made = 'Sub init'


print(SubReturn(False).made, SubReturn(True).made)


class Cached:
    cache = {}

    def __new__(cls, key):
        if key not in cls.cache:
            cls.cache[key] = super().__new__(cls)
        return cls.cache[key]

    def __init__(self, key):
        self.key = key
        self.inits = getattr(self, 'inits', 0) + 1


print(Cached(1) is Cached(1), Cached(1).inits, Cached(2).inits)
for i in range(200):
    Cached(i % 3)
print(Cached.cache[0].inits)


class Temp(float):
    def __new__(cls, v, unit):
        self = super().__new__(cls, v)
        self.unit = unit
        return self

    def __repr__(self):
        return f'{float(self)}{self.unit}'


print(Temp(1.5, 'C'), Temp(2, 'F') + 1, [Temp(i, 'K') for i in range(2)])


class Tup(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)


print(Tup(1, 2, 3), len(Tup()), type(Tup(1)).__name__)


class Str(str):
    def __new__(cls, s):
        return super().__new__(cls, s.upper())

    def __init__(self, s):
        self.original = s


print(Str('abc'), Str('abc').original)


class Lst(list):
    def __init__(self, n):
        super().__init__(range(n))
        self.n = n


print(Lst(3), Lst(3).n)


class Dct(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self['extra'] = 1


print(Dct(a=2), Dct([('k', 'v')]))


class NoneInit:
    def __init__(self):
        return None


class BadInit:
    def __init__(self, bad):
        return bad


print(type(NoneInit()).__name__)
for bad in (1, '', [], NotImplemented):
    attempt(lambda: BadInit(bad))


class GenInit:
    def __init__(self):
        yield 1


attempt(GenInit)


class RaiseInit:
    def __init__(self, n):
        self.n = n
        if n < 0:
            raise ValueError('negative')


attempt(lambda: RaiseInit(-1))
attempt(lambda: RaiseInit(1).n)


class Hot:
    def __init__(self, x):
        self.x = x


def make(cls, v):
    return cls(v)


class Hot2(Hot):
    def __init__(self, x):
        super().__init__(x * 2)


class Hot3:
    __slots__ = ('x',)

    def __init__(self, x):
        self.x = -x


class Hot4:
    def __new__(cls, x):
        o = object.__new__(cls)
        o.x = x + 0.5
        return o


total = 0
for i in range(400):
    total += make((Hot, Hot2, Hot3, Hot4)[i // 100], i).x
print(total)
for i in range(400):
    total += make((Hot, Hot2, Hot3, Hot4)[i % 4], i).x
print(total)
log = []
for i in range(500):
    if i == 100:
        Hot.__init__ = lambda self, x: setattr(self, 'x', ('patched', x))
    if i == 200:
        Hot.__new__ = lambda cls, x: 'from new'
    if i == 300:
        Hot.__new__ = staticmethod(lambda cls, x: object.__new__(cls))
    if i == 400:
        del Hot.__init__
    try:
        o = make(Hot, 'v')
        r = o if isinstance(o, str) else o.__dict__
    except TypeError as error:
        r = str(error)
    if not log or log[-1] != r:
        log.append(r)
print(log)
Hot.__init__ = lambda self, a, b: None
attempt(lambda: make(Hot, 1))


class Defaults:
    def __init__(self, a, b=2, *c, d=4, **e):
        self.all = (a, b, c, d, e)


print([Defaults(1).all, Defaults(1, 5).all, Defaults(1, 2, 3, 4).all, Defaults(1, d=9, z=1).all, Defaults(b=1, a=0).all])
print([Defaults(i, d=i).all for i in range(100)][-1])


class InheritInit(Hot2):
    pass


attempt(lambda: InheritInit())


class Counter:
    made = 0

    def __init__(self):
        Counter.made += 1
        self.id = Counter.made


cs = [Counter() for _ in range(300)]
print(cs[-1].id, Counter.made, sum(c.id for c in cs))


class Call:
    def __init__(self):
        self.f = self.method
        self.bound = [self.method for _ in range(2)]

    def method(self, x=1):
        return x


c = Call()
print(c.f(5), c.bound[1](6), Call().f())
A.__new__ = object.__new__
attempt(lambda: type(A()).__name__)
