"""Special methods are looked up on the type, through descriptors, and change while hot."""


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class C:
    pass


c = C()
for name, f in (('__len__', lambda: len(c)), ('__getitem__', lambda: c[1]), ('__call__', lambda: c()), ('__iter__', lambda: list(c)), ('__contains__', lambda: 1 in c), ('__bool__', lambda: bool(c)), ('__str__', lambda: str(c)[:9]), ('__hash__', lambda: hash(c) == hash(c)), ('__eq__', lambda: c == 5), ('__enter__', lambda: c.__enter__()), ('__format__', lambda: f'{c:x}'), ('__index__', lambda: [1][c]), ('__int__', lambda: int(c)), ('__reversed__', lambda: list(reversed(c))), ('__next__', lambda: next(c)), ('__abs__', lambda: abs(c))):
    setattr(c, name, lambda *a: 'on instance')
    attempt(f)


class Desc:
    def __get__(self, obj, owner):
        print('descriptor asked', type(obj).__name__, owner.__name__)
        return lambda *a: 7


class D:
    __len__ = Desc()
    __getitem__ = Desc()
    __call__ = Desc()
    __add__ = Desc()
    __hash__ = Desc()
    __contains__ = Desc()


d = D()
print(len(d), d[0], d(1, 2), d + 1, hash(d), 5 in d)


class Static:
    __len__ = staticmethod(lambda: 3)
    __getitem__ = classmethod(lambda cls, k: (cls.__name__, k))
    __call__ = staticmethod(lambda *a: a)
    __add__ = staticmethod(lambda o: ('static add', o))
    __iter__ = staticmethod(lambda: iter('static'))
    __contains__ = property(lambda self: lambda x: x == 1)


s = Static()
print(len(s), s[5], s(1, 2), s + 1, list(s), 1 in s, 2 in s)


class Callables:
    __len__ = int
    __str__ = 'abc'.upper
    __getitem__ = dict(a=1).get
    __bool__ = lambda self: True
    __call__ = print


k = Callables()
print(len(k), str(k), k['a'], k['b'], bool(k))
k('printed')


class Bare:
    def __getattr__(self, name):
        print('getattr', name)
        return lambda *a: 1

    def __getattribute__(self, name):
        print('getattribute', name)
        return object.__getattribute__(self, name)


b = Bare()
for f in (lambda: len(b), lambda: b + 1, lambda: b[0], lambda: b(), lambda: list(b), lambda: str(b)[:9], lambda: hash(b) == hash(b), lambda: bool(b), lambda: b == 1):
    attempt(f)
print(b.__len__())


class M(type):
    def __len__(cls):
        return 5

    def __call__(cls, *a):
        return ('called', a)

    def __getitem__(cls, k):
        return k


class K(metaclass=M):
    def __len__(self):
        return 1

    def __class_getitem__(cls, k):
        return 'class_getitem', k


print(len(K), K(1), K['k'])


class Generic:
    def __class_getitem__(cls, k):
        return cls.__name__, k

    def __init_subclass__(cls, **kw):
        cls.kw = kw


print(Generic[int], Generic[1, 2])


class GSub(Generic, a=1):
    pass


print(GSub.kw, GSub['x'])
attempt(lambda: C[int])
attempt(lambda: Generic()[0])
attempt(lambda: type('T', (Generic,), {}, b=2).kw)


class Grow:
    pass


def probe(o):
    out = []
    for f in (lambda: len(o), lambda: o[0], lambda: o(), lambda: [*o], lambda: 3 in o, lambda: not o, lambda: o == 3, lambda: str(o) == 'S', lambda: o < 1, lambda: -o, lambda: 1 + o):
        try:
            out.append(f())
        except (TypeError, AttributeError) as error:
            out.append('!')
    return out


g = Grow()
log = []
steps = [('__len__', lambda self: 0), ('__getitem__', lambda self, i: [10, 3][i]), ('__call__', lambda self: 'call'), ('__iter__', lambda self: iter((1, 2))), ('__contains__', lambda self, x: True), ('__bool__', lambda self: True), ('__eq__', lambda self, o: 'eq'), ('__str__', lambda self: 'S'), ('__lt__', lambda self, o: 'lt'), ('__neg__', lambda self: 'neg'), ('__radd__', lambda self, o: 'radd')]
for name, value in steps + [(n, None) for n, _ in reversed(steps)]:
    if value is None:
        delattr(Grow, name)
    else:
        setattr(Grow, name, value)
    answers = [probe(g) for _ in range(40)]
    assert all(a == answers[0] for a in answers)
    print(name, answers[0])


class Base:
    pass


class Child(Base):
    pass


ch = Child()
print(probe(ch))
for name, value in steps:
    setattr(Base, name, value)
print(probe(ch))
for name, value in steps[:6]:
    setattr(Child, name, None)
print(probe(ch))
for name, value in steps[:6]:
    delattr(Child, name)
print(probe(ch))
