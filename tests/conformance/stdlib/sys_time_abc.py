import abc
import sys
import time

print(sys.version_info[0], sys.version_info >= (3, 14), sys.version_info.major, sys.maxsize, sys.byteorder, sys.getrecursionlimit())
print(type(sys.argv).__name__, len(sys.argv), 'sys' in sys.modules, sys.modules['sys'] is sys, type(sys.path).__name__)
print(sys.intern('abc') == 'abc', sys.exc_info())
sys.stdout.write('written\n')
print(sys.stdout.write('x\n'))
sys.stdout.flush()
print('to stdout', file=sys.stdout)
t = time.time()
p = time.perf_counter()
m = time.monotonic()
print(type(t).__name__, t > 1e9, time.perf_counter() >= p, time.monotonic() >= m, type(time.perf_counter_ns()).__name__, type(time.time_ns()).__name__)
time.sleep(0)
time.sleep(0.001)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)


class Base(abc.ABC):
    @abc.abstractmethod
    def go(self):
        return 'base go'


class Impl(Base):
    def go(self):
        return super().go() + ' impl'


print(Impl().go(), abc.ABC.__name__, type(Base).__name__, type(Base) is abc.ABCMeta)
try:
    Base()
except TypeError as error:
    print(error)


class Out:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)


out = Out()
print('a', 1, None, sep='-', end='.\n', file=out)
print(out.parts)
saved = sys.stdout
sys.stdout = out
print('captured')
sys.stdout = saved
print(''.join(out.parts))
try:
    print('x', file=5)
except AttributeError as error:
    print(error)
try:
    sys.exit('never shown')
except SystemExit as error:
    print(repr(error), error.code)
for code in (None, 0, 3, 'text', (1, 2)):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(error.code, error.args)
sys.stderr.write('')
