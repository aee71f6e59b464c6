"""Attributes of functions, methods, code, modules, built-in types and their relations."""
import math


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


def f(a, b=2, /, c=3, *args, d, e=5, **kw) -> int:
    """doc"""
    x = a
    return x


code = f.__code__
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__, f.__dict__, f.__globals__ is globals())
print(code.co_name, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_nlocals, code.co_firstlineno, code.co_freevars, code.co_cellvars, code.co_qualname, type(code).__name__)


class C:
    def m(self):
        return self

    @classmethod
    def cm(cls):
        return cls

    @staticmethod
    def sm():
        return 'sm'


c = C()
m = c.m
print(m.__name__, m.__qualname__, m.__self__ is c, m.__func__ is C.m, m.__doc__, m == c.m, m is c.m, m.__call__() is c, C.cm.__self__ is C, C.cm.__func__.__name__, C.sm.__name__, type(m).__name__, type(C.m).__name__, type(C.cm).__name__, type(C.sm).__name__)
b = [].append
print(b.__name__, b.__self__, b.__qualname__, type(b).__name__, len.__name__, len.__module__, len.__self__.__name__, str.upper.__name__, str.upper.__qualname__, str.upper.__objclass__, type(str.upper).__name__, type(int.__add__).__name__, type((1).__add__).__name__, int.__add__.__name__, math.sqrt.__name__, math.sqrt.__module__)
for t in (int, str, list, dict, tuple, set, float, bool, bytes, type, object, range, complex, frozenset, property, classmethod, staticmethod, super, slice, enumerate, zip, map, filter, reversed, type(None), type(...), type(NotImplemented), type(f), type(m), type(len), type(c for c in []), type(math), type(C.__dict__), BaseException):
    print(t.__name__, t.__qualname__, t.__module__, t.__base__.__name__ if t.__base__ else None, t.__bases__ == ((t.__base__,) if t.__base__ else ()), len(t.__mro__), t.__class__.__name__, isinstance(t, type), t.__flags__ >= 0)
print(bool.__mro__, bool.__base__, IndexError.__mro__)
print(isinstance(int, type), isinstance(type, type), issubclass(type, object), type(type) is type, type(object) is type, object.__base__, type.__base__)
attempt(lambda: type(None)())
attempt(lambda: type(...)())
attempt(lambda: type(NotImplemented)())
attempt(lambda: type(f)())
attempt(lambda: type(len)())
attempt(lambda: type(c for c in [])())
attempt(lambda: type(m)(5, 1))
attempt(lambda: type(m)(f, c).__name__)
attempt(lambda: type(m)(f, None))
attempt(lambda: type('x', (type(None),), {}))
attempt(lambda: type('x', (type(f),), {}))
attempt(lambda: type('x', (slice,), {}))
attempt(lambda: type('x', (type(m),), {}))
ModuleType = type(math)
mod = ModuleType('made', 'made doc')
mod.x = 1
print(mod.__name__, mod.__doc__, mod.x, repr(mod), vars(mod)['x'])
attempt(lambda: mod.y)
attempt(lambda: ModuleType())
bound = type(m)(lambda self, x: (type(self).__name__, x), c)
print(bound(5), [bound(i) for i in range(100)][-1])
FunctionType = type(f)
g = FunctionType(f.__code__, {'__name__': 'other'}, 'made', (10, 20))
g.__kwdefaults__ = {'d': 1, 'e': 2}
print(g.__name__, g(1), g.__defaults__, g.__module__)
print((5).__class__, ''.__class__, [].__class__.__class__, None.__class__, (5).__class__('7'), c.__class__().m().__class__ is C)
print(int.__name__, int.__doc__[:3] != '', (5).__doc__ == int.__doc__, c.__doc__, C.__doc__, C.m.__doc__)
print(str.maketrans('a', 'b'), dict.fromkeys('a'), float.fromhex('0x1p3'), bytes.fromhex('00'))
print(sorted(n for n in dir(object) if n not in ('__getstate__',)))
for t, names in ((int, ('bit_length', 'real', '__add__')), (str, ('join', '__mod__')), (list, ('append', '__iadd__', 'sort')), (dict, ('get', '__or__', 'fromkeys')), (tuple, ('index', '__getitem__')), (set, ('add', '__and__')), (float, ('hex', 'is_integer')), (type, ('mro', '__subclasses__')), (object, ('__reduce__', '__init_subclass__'))):
    print(t.__name__, [hasattr(t, n) for n in names], [n in dir(t) for n in names], ['__call__' in dir(getattr(t, n)) for n in names if callable(getattr(t, n))])
print(object.__eq__(1, 1), object.__eq__(1, 2), object.__ne__(1, 1), object.__hash__(c) == hash(c), object.__repr__(c)[:20], object.__str__(5), object.__lt__(1, 2), object.__init__(c), object.__format__(5, ''), object.__sizeof__ is not None, object.__dir__(c) is not None, object.__class__)
print(type.__call__(list, 'ab'), type.__repr__(int), type.__instancecheck__(int, 5), type.__subclasscheck__(int, bool), int.__subclasscheck__(bool) if hasattr(int, '__subclasscheck__') else '', int.mro(), type.mro(bool))
print(str.__len__('abc'), list.__getitem__([1, 2], 0), dict.__contains__({1: 2}, 1), int.__bool__(0), tuple.__iter__((1,)).__next__(), str.__str__('a'), list.__repr__([1]), int.__eq__(1, 1), int.__eq__(1, 'a'), int.__lt__(1, 1.5), float.__eq__(1.0, 1), str.__eq__('a', 1), list.__eq__([1], (1,)), dict.__eq__({}, []), bool.__and__(True, False), type(None).__bool__(None))
