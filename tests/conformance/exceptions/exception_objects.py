def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__ + ':', error)


for e in (Exception(), Exception('a'), Exception('a', 1), ValueError(None), KeyError('k'), KeyError(), KeyError(1, 2), KeyError('it\'s'), IndexError('i'), StopIteration(), StopIteration(1, 2), SystemExit(3), OSError(2, 'msg'), OSError(2, 'msg', 'file'), OSError('only'), ZeroDivisionError(), NameError('n'), UnboundLocalError('u'), ImportError('i', name='mod'), UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'reason'), SyntaxError('bad'), ArithmeticError('x'), AssertionError('a'), NotImplementedError(), RuntimeError(['list']), OverflowError((1, 2))):
    print(type(e).__name__, repr(e), str(e), e.args)
print(KeyError('k').args, StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code, OSError(2, 'm').errno, OSError(2, 'm').strerror, OSError(2, 'm', 'f').filename, type(OSError(2, 'm')).__name__, type(OSError(13, 'm')).__name__, ImportError('x', name='n', path='p').name, NameError('x', name='y').name)
for c in (BaseException, Exception, ArithmeticError, ZeroDivisionError, OverflowError, FloatingPointError, LookupError, KeyError, IndexError, ValueError, UnicodeError, UnicodeDecodeError, TypeError, NameError, UnboundLocalError, AttributeError, RuntimeError, RecursionError, NotImplementedError, StopIteration, GeneratorExit, KeyboardInterrupt, SystemExit, OSError, FileNotFoundError, ImportError, ModuleNotFoundError, AssertionError, MemoryError, EOFError, BufferError, SyntaxError, IndentationError, Warning, UserWarning, DeprecationWarning, StopAsyncIteration, PermissionError, TimeoutError):
    print(c.__name__, [b.__name__ for b in c.__mro__[1:-1]])
print(IOError is OSError, EnvironmentError is OSError)


class MyError(Exception):
    pass


class Coded(Exception):
    def __init__(self, code, message='default'):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f'[{self.code}] {super().__str__()}'


class Multi(KeyError, ValueError):
    pass


class NoSuper(Exception):
    def __init__(self, x):
        self.x = x


print(MyError('m'), repr(MyError('m', 1)), Coded(5), repr(Coded(5, 'x')), Coded(7).args, repr(NoSuper(1)), NoSuper(2).args, str(NoSuper(3)), Multi('q'), isinstance(Multi(), LookupError))
for c in (MyError, Coded, Multi, NoSuper):
    try:
        raise c(1)
    except KeyError as e:
        print('KeyError', type(e).__name__)
    except Exception as e:
        print('Exception', type(e).__name__, e.args)
attempt(lambda: Coded())
attempt(lambda: MyError(bad=1))
attempt(lambda: Exception(k=1))
e = ValueError('orig')
e.extra = 1
e.args = ('changed', 2)
print(e, repr(e), e.extra, e.__dict__, e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__)
attempt(lambda: setattr(e, 'args', 5))
attempt(lambda: setattr(e, '__traceback__', 5))
attempt(lambda: setattr(e, '__cause__', 5))
attempt(lambda: setattr(e, '__context__', 'x'))
attempt(lambda: delattr(e, 'args'))
e.__cause__ = KeyError('c')
print(repr(e.__cause__), e.__suppress_context__)
e.__cause__ = None
e.add_note('note one')
e.add_note('note two')
print(e.__notes__)
attempt(lambda: e.add_note(5))
print(e.with_traceback(None) is e, ValueError('a') == ValueError('a'), hash(e) == hash(e), e == e)
attempt(lambda: e.with_traceback(5))


def thrower():
    raise e


try:
    thrower()
except ValueError as caught:
    print(caught is e, caught.__traceback__ is not None, caught.__traceback__.tb_lineno > 0, caught.__traceback__.tb_next is not None, caught.__traceback__.tb_frame.f_code.co_name)
names = []
tb = e.__traceback__
while tb:
    names.append(tb.tb_frame.f_code.co_name)
    tb = tb.tb_next
print(names)
e.__traceback__ = None
print(e.__traceback__)
try:
    try:
        raise ValueError('a')
    except ValueError as a:
        a.__context__ = None
        raise a
except ValueError as b:
    print(b.__context__)
import sys
print(sys.exc_info())
try:
    raise MyError('x')
except MyError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb is value.__traceback__, sys.exception() is value)
print(sys.exc_info(), sys.exception())


def handled():
    try:
        raise KeyError('in function')
    except KeyError:
        return sys.exception()


try:
    raise ValueError('outer')
except ValueError:
    print(repr(handled()), repr(sys.exception()))


def gen():
    try:
        yield 1
    except ValueError:
        yield repr(sys.exception())
    yield repr(sys.exception())


g = gen()
try:
    raise TypeError('caller')
except TypeError:
    next(g)
    print(g.throw(ValueError('t')), repr(sys.exception()), next(g))
print(BaseException.__doc__ is not None, Exception.__module__, MyError.__module__, MyError.__qualname__)


class StrFails(Exception):
    def __str__(self):
        raise RuntimeError('str failed')


attempt(lambda: str(StrFails()))
eg = ValueError()
eg.self_ref = eg
print(len(eg.__dict__))
print([type(x).__name__ for x in (OSError(2, 'a'), OSError(17, 'a'), OSError(1, 'a'), OSError(99999, 'a'), FileNotFoundError('x'))])
