"""What native functions, methods and classes say of themselves, and that the functions of modules do not bind."""
import collections
import gc
import itertools
import math
import operator
import random
import sys
import time
import types
import weakref


# Those that are there in both.
KNOWN = {
    'operator': '''
        __abs__ __add__ __and__ __call__ __concat__ __contains__ __delitem__ __eq__
        __floordiv__ __ge__ __getitem__ __gt__ __iadd__ __iand__ __iconcat__ __ifloordiv__
        __ilshift__ __imatmul__ __imod__ __imul__ __index__ __inv__ __invert__ __ior__ __ipow__
        __irshift__ __isub__ __itruediv__ __ixor__ __le__ __lshift__ __lt__ __matmul__ __mod__
        __mul__ __ne__ __neg__ __not__ __or__ __pos__ __pow__ __rshift__ __setitem__ __sub__
        __truediv__ __xor__ abs add and_ attrgetter call concat contains countOf delitem eq
        floordiv ge getitem gt iadd iand iconcat ifloordiv ilshift imatmul imod imul index
        indexOf inv invert ior ipow irshift is_ is_none is_not is_not_none isub itemgetter
        itruediv ixor le length_hint lshift lt matmul methodcaller mod mul ne neg not_ or_ pos
        pow rshift setitem sub truediv truth xor'''.split(),
    'math': '''
        acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist
        erf erfc exp exp2 expm1 fabs factorial floor fma fmod frexp fsum gamma gcd hypot
        isclose isfinite isinf isnan isqrt lcm ldexp lgamma log log10 log1p log2 modf nextafter
        perm pow prod radians remainder sin sinh sqrt sumprod tan tanh trunc ulp'''.split(),
    'itertools': '''
        _grouper _tee accumulate batched chain combinations combinations_with_replacement
        compress count cycle dropwhile filterfalse groupby islice pairwise permutations product
        repeat starmap takewhile tee zip_longest'''.split(),
    'time': '''
        asctime clock_getres clock_gettime clock_gettime_ns ctime get_clock_info gmtime
        localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time
        process_time_ns sleep strftime struct_time thread_time thread_time_ns time time_ns
        tzset'''.split(),
    'sys': '''
        _getframe _getframemodulename breakpointhook displayhook exc_info excepthook exception
        exit get_int_max_str_digits getallocatedblocks getdefaultencoding
        getfilesystemencodeerrors getfilesystemencoding getprofile getrecursionlimit getsizeof
        getswitchinterval gettrace intern is_finalizing set_int_max_str_digits setprofile
        setrecursionlimit settrace unraisablehook'''.split(),
    'gc': '''
        collect disable enable freeze get_count get_debug get_freeze_count get_objects
        get_referents get_referrers get_stats get_threshold is_finalized is_tracked isenabled
        set_debug set_threshold unfreeze'''.split(),
    'builtins': '''
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
        BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
        ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
        DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup
        FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit
        IOError ImportError ImportWarning IndentationError IndexError InterruptedError
        IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
        ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError
        OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
        RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
        StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
        TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
        UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning
        ZeroDivisionError abs all any ascii bin bool breakpoint bytearray bytes callable chr
        classmethod compile complex delattr dict dir divmod enumerate eval exec filter float
        format frozenset getattr globals hasattr hash hex id input int isinstance issubclass
        iter len list locals map max min next object oct ord pow print property range repr
        reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip'''.split(),
}


class C:
    add = operator.add
    size = len
    root = math.sqrt
    maximum = max
    appended = [].append
    upper = str.upper
    pair = staticmethod(operator.add)
    now = dict.fromkeys
    getter = operator.itemgetter(0)
    show = print
    sleep = time.sleep
    Counter = collections.Counter
    namedtuple = collections.namedtuple
    chain = itertools.chain


c = C()
print(c.add(1, 2), c.size('abc'), c.root(4.0), c.maximum(1, 2), c.pair(1, 2), c.getter([5]))
print(type(c.add).__name__, type(c.size).__name__, type(c.show).__name__)
print(c.add is operator.add, c.size is len, c.show is print, C.add is operator.add)
for i in range(50):
    assert c.add(i, 1) == i + 1 and c.size([i]) == 1
try:
    c.upper()
except TypeError as e:
    print(e)


def describe(label, o):
    out = []
    for name in ('__module__', '__name__', '__qualname__', '__self__', '__objclass__'):
        try:
            value = getattr(o, name)
        except AttributeError:
            value = '-'
        if isinstance(value, types.ModuleType):
            value = 'module ' + value.__name__
        elif isinstance(value, type):
            value = 'class ' + value.__name__
        elif not isinstance(value, (str, type(None))):
            value = 'instance of ' + type(value).__name__
        out.append(value)
    print(label, type(o).__name__, out)


for module in (operator, math, itertools, time, sys, gc, __import__('builtins')):
    for name in sorted(vars(module)):
        value = vars(module)[name]
        if type(value) in (types.BuiltinFunctionType, type) and name in KNOWN.get(module.__name__, ()):
            describe(module.__name__ + '.' + name, value)
for label, o in {
    'namedtuple': collections.namedtuple, 'Counter': collections.Counter,
    'OrderedDict': collections.OrderedDict, 'deque': collections.deque,
    'defaultdict': collections.defaultdict, 'Counter.update': collections.Counter.update,
    'ref': weakref.ref, 'proxy': weakref.proxy, 'SimpleNamespace': types.SimpleNamespace,
    'Random': random.Random, 'random': random.random, 'itemgetter': operator.itemgetter,
    'attrgetter': operator.attrgetter, 'str.upper': str.upper, 'bound': 'x'.upper,
    'fromkeys': dict.fromkeys, 'maketrans': str.maketrans, 'append': [].append, 'len': len,
    'int.__add__': int.__add__, 'bound __add__': (5).__add__, 'int.__new__': int.__new__,
    'object.__init_subclass__': object.__init_subclass__, 'type.mro': type.mro,
    'int.real': int.real, 'from_bytes': int.from_bytes, 'GeneratorType.send':
    types.GeneratorType.send, 'func.__get__': describe.__get__, 'code': describe.__code__.replace,
    'function type': types.FunctionType, 'method': C().__init__, '__subclasshook__':
    object.__subclasshook__, 'dict.get': {}.get, 'chain.from_iterable': itertools.chain.from_iterable,
    'contextless': types.MappingProxyType, 'alias': list[int],
    'member': types.FunctionType.__code__, 'member2': types.FunctionType.__globals__,
    'stdout.write': sys.stdout.write, 'TextIOWrapper': type(sys.stdout), 'exception': ValueError,
    'with_traceback': ValueError().with_traceback, 'build_class': __build_class__,
    '__import__': __import__, 'object.__new__': object.__new__, 'type.__call__': type.__call__,
    'slice.indices': slice(1).indices, 'ellipsis': type(...), 'cell': types.CellType,
    'traceback': types.TracebackType, 'frame': types.FrameType,
}.items():
    describe(label, o)
