def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class C:
    def __init__(self):
        self._x = 0

    @property
    def x(self):
        """x docs"""
        return self._x

    @x.setter
    def x(self, value):
        if value < 0:
            raise ValueError('negative')
        self._x = value

    @x.deleter
    def x(self):
        self._x = -1

    @property
    def read_only(self):
        return 'ro'

    write_only = property(None, lambda self, v: setattr(self, '_w', v))
    nothing = property()
    classic = property(lambda self: 'get', lambda self, v: print('set', v), lambda self: print('del'), 'classic doc')


c = C()
c.x = 5
print(c.x)
del c.x
print(c.x, C.x.__doc__, C.classic.__doc__, type(C.x).__name__)
attempt(lambda: setattr(c, 'x', -5))
attempt(lambda: setattr(c, 'read_only', 1))
attempt(lambda: delattr(c, 'read_only'))
attempt(lambda: c.write_only)
c.write_only = 9
print(c._w)
attempt(lambda: c.nothing)
attempt(lambda: setattr(c, 'nothing', 1))
c.classic = 1
del c.classic
print(c.classic, C.x.fget.__name__, C.x.fset.__name__, C.x.fdel.__name__, C.read_only.fset, C.x.__name__)
for i in range(300):
    c.x = i
    assert c.x == i
c.__dict__['x'] = 'hidden'
print(c.x, c.__dict__['x'])


class D(C):
    @property
    def x(self):
        return 'D ' + str(super().x)

    @C.read_only.getter
    def read_only(self):
        return 'D ro'


d = D()
print(d.x, d.read_only)
attempt(lambda: setattr(d, 'x', 1))


class E(C):
    @C.x.getter
    def x(self):
        return 'E get'


e = E()
e.x = 7
print(e.x, e._x)


class Computed:
    def __init__(self, w, h):
        self.w, self.h = w, h

    @property
    def area(self):
        return self.w * self.h

    @property
    def perimeter(self):
        return 2 * (self.w + self.h)

    @property
    def summary(self):
        return f'{self.area}/{self.perimeter}'


shapes = [Computed(i, i + 1) for i in range(200)]
print(sum(s.area for s in shapes), shapes[3].summary, sum(s.perimeter for s in shapes))


class Bad:
    @property
    def raises(self):
        raise KeyError('inside property')

    @property
    def missing(self):
        return self.not_there

    @property
    def recursion(self):
        return self.recursion

    @property
    def takes_two(self, other):
        return 1

    none = property(5)


b = Bad()
attempt(lambda: b.raises)
attempt(lambda: b.missing)
attempt(lambda: b.takes_two)
attempt(lambda: b.none)
attempt(lambda: hasattr(b, 'missing'))
try:
    b.recursion
except RecursionError:
    print('RecursionError')


def read(o):
    try:
        return o.p
    except AttributeError as error:
        return str(error)


class H:
    @property
    def p(self):
        return 'one'


h = H()
log = []
for i in range(600):
    if i == 100:
        H.p = property(lambda self: 'two')
    if i == 200:
        H.p = 'plain'
    if i == 250:
        h.p = 'instance'
    if i == 300:
        H.p = property(lambda self: 'three')
    if i == 400:
        del H.p
    if i == 450:
        del h.__dict__['p']
    if i == 500:
        H.p = property(lambda self: self.q)
    if i == 550:
        H.q = 'q'
    r = read(h)
    if not log or log[-1] != r:
        log.append(r)
print(log)


class CountProp(property):
    calls = 0

    def __get__(self, obj, owner=None):
        CountProp.calls += 1
        return super().__get__(obj, owner)


class UsesSub:
    @CountProp
    def v(self):
        return 5


u = UsesSub()
print(sum(u.v for _ in range(200)), CountProp.calls, type(UsesSub.__dict__['v']).__name__)


class GenProp:
    @property
    def items(self):
        for i in range(3):
            yield i

    @property
    def fn(self):
        return lambda x: x * 2


g = GenProp()
print(list(g.items), [g.fn(i) for i in range(3)])
p = property(lambda self: 1)
print(p.setter(lambda self, v: None) is p, p.fget is p.getter(p.fget).fget, property.__get__(p, None, C) is p)
attempt(lambda: setattr(p, 'fget', 1))
attempt(lambda: property(1, 2, 3, 4, 5))


class Cls:
    _v = 1

    @classmethod
    def get(cls):
        return cls._v

    @staticmethod
    def helper(a, b=2):
        return a + b


class Sub(Cls):
    _v = 2


print(Cls.get(), Sub.get(), Sub().get(), Cls.helper(1), Sub().helper(1, 5), [k.get() for k in (Cls, Sub, Cls(), Sub())] * 2)
log = []
for i in range(300):
    if i == 100:
        Cls.get = classmethod(lambda cls: ('new', cls.__name__))
    if i == 200:
        Sub.get = staticmethod(lambda: 'static')
    r = (Cls.get(), Sub.get(), Sub().get())
    if not log or log[-1] != r:
        log.append(r)
print(log)
