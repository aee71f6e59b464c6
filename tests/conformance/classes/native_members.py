"""Which attributes of built-in types are members and which are computed; native __new__ in classes; odd mro()s."""
import types


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


def function():
    yield


generator = function()
PLACES = [
    (types.FunctionType, '__globals__ __closure__ __builtins__ __code__ __defaults__ __doc__ __name__'),
    (types.MethodType, '__func__ __self__'), (types.CodeType, 'co_name co_flags co_consts co_varnames co_freevars'),
    (type, '__base__ __basicsize__ __dictoffset__ __flags__ __mro__ __dict__ __bases__ __name__'),
    (slice, 'start stop step'), (range, 'start stop step'), (complex, 'real imag'), (int, 'real imag'),
    (property, 'fget fset fdel __doc__ __isabstractmethod__'), (super, '__self__ __thisclass__ __self_class__'),
    (staticmethod, '__func__ __wrapped__ __isabstractmethod__'), (classmethod, '__func__ __wrapped__'),
    (BaseException, '__suppress_context__ __cause__ args __traceback__'), (StopIteration, 'value'),
    (AttributeError, 'name obj'), (SyntaxError, 'msg lineno text'), (OSError, 'errno strerror'), (SystemExit, 'code'),
    (types.ModuleType, '__dict__ __annotations__'), (types.TracebackType, 'tb_frame tb_lasti tb_lineno tb_next'),
    (type(int.__add__), '__objclass__ __name__ __qualname__'), (types.GetSetDescriptorType, '__objclass__ __name__'),
    (types.GenericAlias, '__origin__ __args__ __parameters__'),
]
for cls, names in PLACES:
    print(cls.__name__, [(name, type(cls.__dict__[name]).__name__) for name in names.split()])
member = types.FunctionType.__globals__
print(type(member) is types.MemberDescriptorType, type(member), member, member.__name__, member.__qualname__,
      member.__objclass__)
print(member.__get__(function) is globals(), member.__get__(None, types.FunctionType) is member)
attempt(lambda: member.__set__(function, {}))
attempt(lambda: member.__get__(5))
attempt(lambda: setattr(function, '__closure__', ()))
attempt(lambda: setattr(slice(1), 'start', 2))
attempt(lambda: delattr(type, '__base__'))
error = AttributeError('text', name='n')
error.name = 'other'
print(error.name, AttributeError.name.__get__(error), AttributeError.name)


class Slotted:
    __slots__ = ('a',)


print(type(Slotted.a) is type(member), Slotted.a, isinstance(Slotted.__dict__['a'], types.MemberDescriptorType))


class Borrowed:
    __new__ = list.__new__


class Safe(list):
    __new__ = object.__new__


class Number:
    __new__ = int.__new__


class Own:
    def __new__(cls):
        print('Own.__new__', cls.__name__)
        return object.__new__(cls)


class Back(Own):
    __new__ = object.__new__


print(type(Borrowed()), Safe(), Safe([1, 2]), type(Number()), type(Own()), type(Back()))
attempt(lambda: object.__new__(list))
attempt(lambda: list.__new__(object))
attempt(lambda: list.__new__(Borrowed))


class WithoutItself(type):
    def mro(cls):
        return (object,)


def make():
    class Odd(metaclass=WithoutItself):
        pass


attempt(make)


def second(self):
    """the getter's"""


p = property(second)
p.__doc__ = 'given'
print(p.__doc__, p.getter(second).__doc__, property(None, doc='own').getter(second).__doc__)
