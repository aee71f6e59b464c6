def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


print(abs(-5), abs(5.5), abs(-True), abs(3 + 4j), abs(-2 ** 70))
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 10), pow(2, 10, 1000), pow(2, -1), pow(2.0, 3), pow(5, 3, -7))
print(round(2.5), round(3.567, 2), round(-2.5), round(1234, -2), round(2.5, None), type(round(2.0)).__name__, type(round(2.0, 0)).__name__)
print(bin(5), oct(8), hex(255), bin(-5), hex(-1), ascii('é'), repr('é'), chr(65), ord('A'), format(3.14159, '.2f'))
print(callable(len), callable(5), callable(int), callable(lambda: 0), callable(type('C', (), {'__call__': 1})()), callable(type('D', (), {})()))
print(isinstance(1, int), isinstance(True, int), isinstance('a', (int, str)), issubclass(bool, int), issubclass(int, (str, object)))
print(type(5), type('a').__name__, type(type).__name__, type(None), type(...), type(NotImplemented), type(len), type(print).__name__)
print(id(None) == id(None), hash('a') == hash('a'), hash(1) == hash(1.0) == hash(True), hash(None) == hash(None), hash((1, 2)) == hash((1, 2)))
print(len([1, 2]), sum([1, 2]), min(1, 2), max([3, 4]), sorted([2, 1]), list(reversed([1, 2])), any([1]), all([]))
print(bool([]), int('5'), float('1.5'), complex('1j'), str(5), bytes([1]), bytearray(2), list('ab'), tuple('ab'), dict(a=1), set([1]), frozenset([1]), range(3), slice(1), object() is not None)
print(getattr('a', 'upper')(), hasattr('a', 'nope'), getattr(5, 'nope', 'dflt'), vars(type('V', (), {'x': 1}))['x'], dir(type('E', (), {'zz': 1}))[-1])
print(list(map(str, [1])), list(filter(None, [0, 1])), list(zip([1], [2])), list(enumerate('a')), next(iter([1])))
print(globals() is globals(), 'attempt' in globals(), locals() is globals())
for f in (lambda: abs('a'), lambda: abs(), lambda: abs(1, 2), lambda: divmod(1, 'a'), lambda: divmod(1), lambda: pow('a', 1), lambda: pow(1), lambda: pow(2, 1.5, 2), lambda: round('a'), lambda: round(1, 'a'), lambda: round(1.5, 1.5), lambda: bin('a'), lambda: hex(1.5), lambda: chr('a'), lambda: ord(5), lambda: ord('ab'), lambda: len(5), lambda: len(None), lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: iter(5), lambda: next(5), lambda: isinstance(5), lambda: isinstance(5, 'int'), lambda: issubclass('a', int), lambda: callable(), lambda: type(), lambda: type(1, 2), lambda: id(), lambda: sum('ab'), lambda: min(), lambda: sorted(5), lambda: reversed(5), lambda: getattr(5), lambda: vars(5), lambda: int('a'), lambda: int([]), lambda: float('a'), lambda: str(1, 2, 3, 4), lambda: list(5), lambda: tuple(5), lambda: dict(5), lambda: set(5), lambda: bytes('a'), lambda: range('a'), lambda: slice(), lambda: zip(5), lambda: map(str), lambda: enumerate(5), lambda: print(sep=5), lambda: print(1, end=5), lambda: print(nope=1), lambda: format(1, 2), lambda: object(1), lambda: super(), lambda: property(1, 2, 3, 4, 5), lambda: staticmethod(), lambda: bool(1, 2), lambda: complex('a'), lambda: int(1, 2), lambda: round(), lambda: round(1, 2, 3), lambda: all(5), lambda: any(5), lambda: filter(None), lambda: next(), lambda: delattr(5, 'a'), lambda: setattr(5, 'a', 1), lambda: hasattr(5, 5), lambda: dir(1, 2), lambda: globals(1), lambda: ascii(), lambda: oct('a')):
    attempt(f)
print(1, 2, 3, sep='-', end='!\n')
print()
print('a', 'b', sep='')
print('a', 'b', sep=None, end=None)
print(*[1, 2], *'ab', sep=', ')
print(None, True, 1.0, 'str', b'b', [None], flush=True)
print(print('inner'), end='\n\n')
print('no newline', end='')
print('', 'x', '', sep='|')


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


for n in (0, 5, -1, 1.5, 'a', None, 2 ** 70, True):
    attempt(lambda: len(Sized(n)))


class Abs:
    def __abs__(self):
        return 'abs'

    def __round__(self, n='none'):
        return 'round', n

    def __divmod__(self, o):
        return 'divmod', o

    def __hash__(self):
        return 2 ** 70

    def __index__(self):
        return 10

    def __dir__(self):
        return ['b', 'a']

    def __format__(self, s):
        return 'fmt:' + s

    def __reversed__(self):
        return 'rev'

    def __repr__(self):
        return 'repré'

    def __sizeof__(self):
        return 1


a = Abs()
print(abs(a), round(a), round(a, 2), round(a, None), divmod(a, 1), hash(a) == hash(2 ** 70), bin(a), hex(a), dir(a), format(a, 'x'), reversed(a), ascii(a), repr(a), chr(Abs()) == '\n')


class BadHash:
    def __hash__(self):
        return 1.5


class Unhashable:
    __hash__ = None


attempt(lambda: hash(BadHash()))
attempt(lambda: hash(Unhashable()))
attempt(lambda: {Unhashable(): 1})


class Custom:
    def __getattr__(self, n):
        if n == 'value':
            return 'dynamic'
        raise AttributeError(n)


c = Custom()
print(getattr(c, 'value'), hasattr(c, 'value'), hasattr(c, 'x'), getattr(c, 'x', 0), [getattr(c, 'value') for _ in range(100)][-1])
for i in range(120):
    setattr(c, f'f{i % 4}', i)
    assert getattr(c, f'f{i % 4}') == i and hasattr(c, 'f0')
    if i % 4 == 3:
        delattr(c, 'f3')
print(vars(c), sorted(vars(c)))


def local_vars(a, b=2):
    c = a + b
    return sorted(locals().items())


print(local_vars(1), (lambda x: locals())(5))
import builtins
print(builtins.len is len, builtins.__name__, hasattr(builtins, 'print'), builtins.__dict__['abs'] is abs)
