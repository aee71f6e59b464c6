"""Assigning __class__ and __bases__, also in loops that read and call through warm sites."""


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class A:
    name = 'A'

    def __init__(self):
        self.v = 1

    def who(self):
        return 'A.who'

    @property
    def prop(self):
        return 'A.prop'


class B:
    name = 'B'

    def who(self):
        return 'B.who'

    @property
    def prop(self):
        return 'B.prop'

    def only_b(self):
        return self.v


def use(o):
    return o.name, o.who(), o.prop, o.v


o = A()
results = []
for i in range(600):
    if i % 100 == 50:
        o.__class__ = B if isinstance(o, A) else A
    r = use(o)
    if not results or results[-1] != r:
        results.append(r)
print(results)
o.__class__ = B
print(o.only_b(), type(o).__name__, isinstance(o, A), isinstance(o, B))


class Sloted:
    __slots__ = ('v',)


class Int(int):
    pass


class Int2(int):
    pass


i = Int(5)
i.__class__ = Int2
print(type(i).__name__, i + 1)
attempt(lambda: setattr(o, '__class__', Sloted))
attempt(lambda: setattr(o, '__class__', 5))
attempt(lambda: setattr(o, '__class__', int))
attempt(lambda: setattr(5, '__class__', Int))
attempt(lambda: setattr(i, '__class__', A))
attempt(lambda: delattr(o, '__class__'))
attempt(lambda: setattr([], '__class__', list))


class SelfChange:
    def become(self):
        self.__class__ = B
        return self.who()

    def who(self):
        return 'before'


s = SelfChange()
s.v = 9
print(s.who(), s.become(), s.only_b())


class State:
    def step(self):
        self.__class__ = Other
        return 'State'


class Other:
    def step(self):
        self.__class__ = State
        return 'Other'


m = State()
counts = {}
for _ in range(300):
    r = m.step()
    counts[r] = counts.get(r, 0) + 1
print(counts)


class Base1:
    tag = 'base1'

    def f(self):
        return 'f1'


class Base2:
    tag = 'base2'

    def f(self):
        return 'f2'

    def __len__(self):
        return 22

    def __getattr__(self, n):
        return 'getattr2 ' + n


class Derived(Base1):
    pass


class Leaf(Derived):
    pass


leaf = Leaf()
log = []
for n in range(500):
    if n == 100:
        Derived.__bases__ = (Base2,)
    if n == 200:
        Derived.__bases__ = (Base1, Base2)
    if n == 300:
        Derived.__bases__ = (Base2, Base1)
    if n == 400:
        Derived.__bases__ = (Base1,)
    try:
        extra = leaf.extra
    except AttributeError as error:
        extra = str(error)
    try:
        length = len(leaf)
    except TypeError as error:
        length = str(error)
    r = (leaf.tag, leaf.f(), extra, length, Leaf.tag)
    if not log or log[-1] != r:
        log.append(r)
for line in log:
    print(line)
print(Leaf.__mro__, Base2.__subclasses__())
attempt(lambda: setattr(Derived, '__bases__', (object, Base1)))
attempt(lambda: setattr(Derived, '__bases__', (Leaf,)))
attempt(lambda: setattr(Derived, '__bases__', (5,)))
attempt(lambda: setattr(int, '__bases__', (object,)))
attempt(lambda: delattr(Derived, '__bases__'))
attempt(lambda: setattr(Derived, '__mro__', ()))
attempt(lambda: setattr(Derived, '__base__', Base1))
print(Derived.__bases__)


class Meta(type):
    def mro(cls):
        return [cls] + ([extra_base] if extra_base else []) + [object]


extra_base = None


class Custom(metaclass=Meta):
    pass


c = Custom()
attempt(lambda: c.tag)
extra_base = Base1
Custom.__bases__ = Custom.__bases__
print(c.tag, c.f(), [k.__name__ for k in Custom.__mro__])
objects = [A() for _ in range(50)]
for k, obj in enumerate(objects):
    if k % 2:
        obj.__class__ = B
total = {}
for _ in range(10):
    for obj in objects:
        key = obj.who()
        total[key] = total.get(key, 0) + obj.v
print(total)


class Wide:
    def __init__(self):
        for k in range(40):
            setattr(self, f'a{k}', k)


class Narrow:
    def get(self):
        return self.a39


w = Wide()
w.__class__ = Narrow
print(w.get(), w.a0, len(w.__dict__))
n = Narrow()
n.z = 1
n.__class__ = Wide
n.a0 = 'new'
print(n.__dict__)
