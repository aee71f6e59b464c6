def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class S:
    __slots__ = ('a', 'b')

    def __init__(self, a=None):
        if a is not None:
            self.a = a


s = S(1)
s.b = 2
print(s.a, s.b, S.__slots__, hasattr(s, '__dict__'), hasattr(s, '__weakref__'))
attempt(lambda: setattr(s, 'c', 1))
attempt(lambda: S().a)
attempt(lambda: delattr(S(), 'a'))
del s.a
attempt(lambda: s.a)
s.a = 'again'
print(s.a)


class One:
    __slots__ = 'single'


class Empty:
    __slots__ = ()


class ListSlots:
    __slots__ = ['x', 'y']


class DictSlots:
    __slots__ = {'x': 'doc for x', 'y': None}


o = One()
o.single = 1
print(o.single, One.__slots__)
attempt(lambda: setattr(Empty(), 'x', 1))
l = ListSlots()
l.x = 5
print(l.x, DictSlots.__slots__, DictSlots.x.__doc__)


class Child(S):
    __slots__ = ('c',)


c = Child(1)
c.b, c.c = 2, 3
print(c.a, c.b, c.c, Child.__slots__, hasattr(c, '__dict__'))
attempt(lambda: setattr(c, 'd', 4))


class WithDict(S):
    pass


w = WithDict(1)
w.b, w.z = 2, 3
print(w.a, w.b, w.z, w.__dict__)


class Redeclare(S):
    __slots__ = ('a',)


r = Redeclare()
r.a = 'new slot'
attempt(lambda: S.a.__get__(r))
S.a.__set__(r, 'base slot')
print(r.a, S.a.__get__(r), Redeclare.a.__get__(r))


def conflict():
    class K:
        __slots__ = ('a',)
        a = 1


def twice_dict():
    class K(WithDict):
        __slots__ = ('__dict__',)


def bad_name():
    class K:
        __slots__ = ('1x',)


def bad_type():
    class K:
        __slots__ = (5,)


def int_slots():
    class K(int):
        __slots__ = ('a',)


def multiple():
    class L1:
        __slots__ = ('a',)

    class L2:
        __slots__ = ('b',)

    class K(L1, L2):
        pass


for f in (conflict, twice_dict, bad_name, bad_type, int_slots, multiple):
    attempt(f)


class EmptyBase:
    __slots__ = ()


class Multi(S, EmptyBase):
    __slots__ = ('m',)


m = Multi(1)
m.m = 2
print(m.a, m.m)


class Private:
    __slots__ = ('__hidden', '_ok')

    def __init__(self):
        self.__hidden = 'h'
        self._ok = 'o'

    def get(self):
        return self.__hidden


p = Private()
print(p.get(), p._Private__hidden, sorted(n for n in Private.__dict__ if 'hidden' in n))


class Both:
    __slots__ = ('x', '__dict__', '__weakref__')


b = Both()
b.x, b.y = 1, 2
b.__dict__['x'] = 'dict x'
print(b.x, b.y, b.__dict__, hasattr(b, '__weakref__'))
del b.x
attempt(lambda: b.x)


class Default:
    __slots__ = ('v',)

    def __getattr__(self, name):
        return 'getattr ' + name


d = Default()
print(d.v, d.w)
d.v = 1
print(d.v)


def read(o):
    return o.a


def write(o, v):
    o.a = v


class Plain:
    def __init__(self):
        self.a = 0


class Prop:
    @property
    def a(self):
        return 'prop'

    @a.setter
    def a(self, v):
        self.stored = v


objects = [S(0), Child(0), WithDict(0), Plain(), Prop()]
for i in range(500):
    o = objects[i % 5]
    write(o, i)
print([read(o) for o in objects], objects[4].stored)
total = 0
for i in range(300):
    o = S(i)
    total += read(o)
    if i % 3 == 0:
        del o.a
        try:
            read(o)
        except AttributeError:
            total += 1000
print(total)
print(S.a, type(S.a).__name__, S.a.__name__, S.a.__objclass__.__name__, S.a.__qualname__)
attempt(lambda: S.a.__get__(Plain()))
attempt(lambda: S.a.__set__(Plain(), 1))
attempt(lambda: S.a.__get__(None))
print(S.a.__get__(None, S) is S.a)
x, y = S(1), S(2)
x.__class__ = type('Same', (), {'__slots__': ('a', 'b')})
print(type(x).__name__, x.a)
attempt(lambda: setattr(y, '__class__', Plain))
attempt(lambda: setattr(y, '__class__', One))
attempt(lambda: setattr(Plain(), '__class__', S))


class Cell:
    __slots__ = ('value', 'next')

    def __init__(self, value, next=None):
        self.value, self.next = value, next


head = None
for i in range(300):
    head = Cell(i, head)
n, count, total = head, 0, 0
while n is not None:
    count += 1
    total += n.value
    n = n.next
print(count, total)
S.a = 'class attribute over slot'
print(y.a)
attempt(lambda: setattr(y, 'a', 1))
