def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Empty:
    pass


class A:
    """Doc of A."""
    x = 1
    y = x + 1

    def __init__(self, v=0):
        self.v = v

    def get(self):
        return self.v

    def set(self, v):
        self.v = v
        return self


a = A(5)
print(a.x, a.y, a.v, a.get(), a.set(7).get(), A.get(a), A.x, A.__name__, A.__qualname__, A.__module__, A.__doc__, a.__class__ is A, type(a) is A, type(A) is type)
print(isinstance(a, A), isinstance(a, object), issubclass(A, object), issubclass(A, (int, A)), isinstance(5, (str, int)), A.__bases__, A.__base__, A.__dict__['x'])
attempt(lambda: a.missing)
attempt(lambda: A.missing)
attempt(lambda: a.get(1))
attempt(lambda: A(1, 2))
attempt(lambda: A.get())
attempt(lambda: a())
attempt(lambda: a[0])
attempt(lambda: len(a))
attempt(lambda: a + 1)
attempt(lambda: iter(a))
attempt(lambda: a < a)
attempt(lambda: 1 in a)
attempt(lambda: -a)
attempt(lambda: int(a))
attempt(lambda: hash(a) == hash(a))
attempt(lambda: a == A(7))
attempt(lambda: delattr(a, 'nope'))
attempt(lambda: delattr(A, 'nope'))
attempt(lambda: delattr(a, 'x'))
attempt(lambda: setattr(a, 5, 1))
attempt(lambda: getattr(a, 5))
attempt(lambda: getattr(a, 'q', 'dflt'))
attempt(lambda: hasattr(a, 5))
attempt(lambda: isinstance(a, 5))
attempt(lambda: issubclass(5, A))
attempt(lambda: issubclass(A, 5))
attempt(lambda: isinstance(a, (A, 5)))
attempt(lambda: A.__init__(5))
attempt(lambda: object.__init__(a, 1))
attempt(lambda: object.__new__(A, 1, 2).v)
attempt(lambda: object.__new__(5))
attempt(lambda: object.__new__())
attempt(lambda: object.__new__(int))
attempt(lambda: int.__new__(A))
attempt(lambda: Empty(1))


class BadInit:
    def __init__(self):
        return 5


attempt(BadInit)


class NotBase(A):
    def __init__(self):
        pass


attempt(lambda: NotBase().v)


def bases_error(*bases):
    return type('Bad', bases, {})


attempt(lambda: bases_error(5))
attempt(lambda: bases_error(A, A))
attempt(lambda: bases_error(object, A))
attempt(lambda: bases_error(bool))
attempt(lambda: bases_error(int, str))
attempt(lambda: bases_error(type(None)))
attempt(lambda: bases_error(type(len)))
attempt(lambda: bases_error(range))
attempt(lambda: type('X'))
attempt(lambda: type('X', ()))
attempt(lambda: type(5, (), {}))
attempt(lambda: type('X', 5, {}))
attempt(lambda: type('X', (), 5))
attempt(lambda: type('X\0Y', (), {}))
T = type('T', (A,), {'extra': 'e', 'm': lambda self: self.v * 2})
t = T(4)
print(t.m(), T.extra, T.__name__, T.__bases__, T.__module__, isinstance(t, A), repr(T))
A.new_attr = 'added'
print(a.new_attr, t.new_attr)
A.method = lambda self, k: (self.v, k)
print(a.method(1), t.method(2))
a.func = lambda k: k
print(a.func(3))
del A.new_attr
attempt(lambda: a.new_attr)
A.__name__ = 'Renamed'
A.__qualname__ = 'Q.Renamed'
print(A, A.__name__, repr(a)[:24])
attempt(lambda: a.missing)
attempt(lambda: setattr(A, '__name__', 5))
A.__doc__ = 'new doc'
print(A.__doc__, a.__doc__)
print([k for k in vars(a)], dir(Empty()) == sorted(dir(Empty())), 'get' in dir(a), [n for n in dir(t) if not n.startswith('__')])
x = 'global x'


class Body:
    print('in body')
    for i in range(3):
        pass
    if i == 2:
        flag = True
    try:
        1 / 0
    except ZeroDivisionError as error:
        caught = str(error)
    z = x
    x = x + ' copied'
    del flag
    locals_names = sorted(n for n in locals() if not n.startswith('__'))


print(Body.i, Body.caught, Body.x, Body.z, Body.locals_names, hasattr(Body, 'flag'))
print(Empty().__class__.__name__, Empty.__dict__.get('__doc__', 'none'), object.__doc__ is not None, Empty() == Empty(), Empty() != Empty(), not Empty())


class Outer:
    class Inner:
        class Deep:
            v = 'deep'

        def m(self):
            return Outer.Inner.Deep.v

    inner = Inner()


print(Outer.Inner.Deep.v, Outer.inner.m(), Outer.Inner.Deep.__qualname__, Outer().Inner().m())
