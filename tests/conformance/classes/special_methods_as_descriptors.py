"""Special methods that are descriptors of all kinds: what each operation makes of them.

Above all, an AttributeError from the descriptor's __get__ means "there is no such method" for some
operations and goes out of others.
"""
import itertools
import math
import operator
import sys
from collections.abc import Sized


class Raises:
    """A descriptor whose __get__ raises; quiet on a class, so that class statements can look."""

    def __init__(self, error):
        self.error = error

    def __get__(self, obj, cls=None):
        raise self.error

    def __repr__(self):
        return 'Raises(%r)' % self.error


class Gives:
    """A descriptor whose __get__ gives a function that is called without self."""

    def __get__(self, obj, cls=None):
        return lambda *args, **kw: 'gave'


class Calls:
    """No descriptor, but callable: is called without self."""

    def __call__(self, *args, **kw):
        return ('called', len(args))


class Meta(type):
    pass


KINDS = {
    'AttributeError': lambda: Raises(AttributeError('from get')),
    'subclass': lambda: Raises(type('MyError', (AttributeError,), {})('mine')),
    'ValueError': lambda: Raises(ValueError('from get')),
    'gives': Gives,
    'calls': Calls,
    'None': lambda: None,
    'number': lambda: 5,
    'property': lambda: property(lambda self: lambda *a: ('property', len(a))),
    'classmethod': lambda: classmethod(lambda cls, *a: ('classmethod', len(a))),
    'staticmethod': lambda: staticmethod(lambda *a: ('staticmethod', len(a))),
    'bad arity': lambda: lambda: 0,
    'native': lambda: len,
    'method': lambda: Calls().__call__,
}


def setitem(o):
    o[1] = 2


def delitem(o):
    del o[1]


def setattr_(o):
    o.x = 1


def delattr_(o):
    del o.x


def for_(o):
    for x in o:
        return x
    return 'empty'


def unpack(o):
    a, b = o
    return a, b


def with_(o):
    with o as x:
        pass
    return x


def holder(o):
    return type('Holder', (), {'d': o})


def get(o):
    return holder(o)().d


def get_class(o):
    return holder(o).d


def set_(o):
    holder(o)().d = 1


def delete(o):
    del holder(o)().d


def aug(op):
    def run(o):
        scope = {'o': o}
        exec('o %s 2' % op, scope)
        return scope['o']
    return run


OPERATIONS = {
    '__repr__': {'repr': repr, 'str': str, 'format': format, 'f!r': lambda o: f'{o!r}',
                 '%r': lambda o: '%r' % (o,), 'ascii': ascii, 'list': lambda o: repr([o])},
    '__str__': {'str': str, 'f': lambda o: f'{o}', '%s': lambda o: '%s' % (o,),
                'format': lambda o: '{}'.format(o)},
    '__format__': {'format': format, 'f': lambda o: f'{o:x}', '{}': lambda o: '{:x}'.format(o)},
    '__bytes__': {'bytes': bytes},
    '__hash__': {'hash': hash, 'dict': lambda o: {o: 1}, 'set': lambda o: {o}},
    '__bool__': {'bool': bool, 'if': lambda o: 1 if o else 2, 'not': lambda o: not o,
                 'any': lambda o: any([o]), 'and': lambda o: o and 3},
    '__len__': {'len': len, 'bool': bool, 'reversed': reversed, 'Sized': lambda o: isinstance(o, Sized)},
    '__length_hint__': {'hint': operator.length_hint},
    '__getitem__': {'[]': lambda o: o[1], 'iter': lambda o: next(iter(o)),
                    'slice': lambda o: o[1:2], 'getitem': lambda o: operator.getitem(o, 1),
                    'for': for_, 'unpack': unpack},
    '__setitem__': {'[]=': setitem, 'setitem': lambda o: operator.setitem(o, 1, 2)},
    '__delitem__': {'del []': delitem, 'delitem': lambda o: operator.delitem(o, 1)},
    '__contains__': {'in': lambda o: 1 in o, 'not in': lambda o: 1 not in o,
                     'contains': lambda o: operator.contains(o, 1)},
    '__iter__': {'iter': iter, 'for': for_, 'list': list, 'unpack': unpack, 'in': lambda o: 1 in o,
                 'star': lambda o: [*o], 'call': lambda o: max(*o), 'zip': lambda o: zip(o)},
    '__next__': {'next': next, 'default': lambda o: next(o, 5)},
    '__reversed__': {'reversed': reversed},
    '__missing__': {},
    '__call__': {'()': lambda o: o(), '(1)': lambda o: o(1), 'map': lambda o: list(map(o, [1])),
                 'callable': callable, 'star': lambda o: o(*[1], **{})},
    '__getattribute__': {'.x': lambda o: o.x, 'getattr': lambda o: getattr(o, 'x', 5),
                         'hasattr': lambda o: hasattr(o, 'x')},
    '__getattr__': {'.x': lambda o: o.x, 'getattr': lambda o: getattr(o, 'x', 5),
                    'hasattr': lambda o: hasattr(o, 'x')},
    '__setattr__': {'.x=': setattr_, 'setattr': lambda o: setattr(o, 'x', 1)},
    '__delattr__': {'del .x': delattr_},
    '__get__': {'.d': get, 'class': get_class},
    '__set__': {'.d=': set_, 'del': delete, '.d': get},
    '__delete__': {'del': delete, '.d=': set_},
    '__init__': {'call': lambda o: type(o)()},
    '__eq__': {'==': lambda o: o == 1, '!=': lambda o: o != 1, 'r': lambda o: 1 == o,
               'in': lambda o: 1 in [o], 'same': lambda o: o == o, 'index': lambda o: [o].index(1)},
    '__ne__': {'!=': lambda o: o != 1},
    '__lt__': {'<': lambda o: o < 1, 'r': lambda o: 1 > o, 'sort': lambda o: sorted([o, 1])},
    '__ge__': {'>=': lambda o: o >= 1, 'r': lambda o: 1 <= o},
    '__index__': {'index': operator.index, '[]': lambda o: [1, 2][o], 'hex': hex, 'int': int,
                  'range': lambda o: range(o), 'slice': lambda o: [1, 2][o:], 'chr': chr,
                  'mul': lambda o: [1] * o, 'rmul': lambda o: o * 'x', 'complex': complex,
                  'float': float, 'round': lambda o: round(1.5, o)},
    '__int__': {'int': int, '%d': lambda o: '%d' % o, 'trunc': math.trunc},
    '__float__': {'float': float, 'sqrt': math.sqrt, 'complex': complex, '%f': lambda o: '%f' % o},
    '__complex__': {'complex': complex},
    '__trunc__': {'trunc': math.trunc, 'int': int},
    '__floor__': {'floor': math.floor},
    '__ceil__': {'ceil': math.ceil},
    '__round__': {'round': round, 'round 1': lambda o: round(o, 1)},
    '__neg__': {'-': lambda o: -o, 'neg': operator.neg},
    '__pos__': {'+': lambda o: +o},
    '__invert__': {'~': lambda o: ~o},
    '__abs__': {'abs': abs},
    '__pow__': {'**': lambda o: o ** 2, 'pow': lambda o: pow(o, 2), 'pow3': lambda o: pow(o, 2, 3)},
    '__rpow__': {'**': lambda o: 2 ** o, 'pow3': lambda o: pow(2, o, 3)},
    '__ipow__': {'**=': aug('**=')},
    '__divmod__': {'divmod': lambda o: divmod(o, 2)},
    '__rdivmod__': {'divmod': lambda o: divmod(2, o)},
    '__enter__': {'with': with_},
    '__exit__': {'with': with_},
    '__instancecheck__': {'isinstance': lambda o: isinstance(1, o)},
    '__subclasscheck__': {'issubclass': lambda o: issubclass(int, o)},
    '__dir__': {'dir': lambda o: dir(o)[:2]},
    '__sizeof__': {'sizeof': sys.getsizeof},
    '__copy__': {},
    '__reduce_ex__': {},
    '__mro_entries__': {'class': lambda o: type('X', (o,), {}), 'stmt': lambda o: exec(
        'class X(o): pass', {'o': o})},
    '__class_getitem__': {'C[1]': lambda o: type(o)[1]},
    '__init_subclass__': {'class': lambda o: type('X', (type(o),), {}) and 'made'},
    '__set_name__': {'class': lambda o: type('X', (), {'a': o}) and 'made'},
    '__prepare__': {},
    '__del__': {},
    '__fspath__': {'open': open},
    '__class__': {'isinstance': lambda o: isinstance(o, int), 'class': lambda o: o.__class__},
    '__dict__': {'vars': vars, '.x': lambda o: o.x},
    '__bases__': {'issubclass': lambda o: issubclass(o, int)},
    '__isabstractmethod__': {'property': lambda o: property(o).__isabstractmethod__},
}
for name, sign in {'add': '+', 'sub': '-', 'mul': '*', 'matmul': '@', 'truediv': '/',
                   'floordiv': '//', 'mod': '%', 'lshift': '<<', 'rshift': '>>', 'and': '&',
                   'xor': '^', 'or': '|'}.items():
    OPERATIONS['__%s__' % name] = {sign: eval('lambda o: o %s 2' % sign)}
    OPERATIONS['__r%s__' % name] = {sign: eval('lambda o: 2 %s o' % sign)}
    OPERATIONS['__i%s__' % name] = {sign + '=': aug(sign + '=')}


def shape(value):
    """A result without addresses."""
    if isinstance(value, (str, int, tuple, float, type(None), list)):
        return repr(value).partition(' at 0x')[0]
    return type(value).__name__


def attempt(operation, o):
    try:
        return shape(operation(o))
    except BaseException as e:
        chain = ''
        if e.__cause__ is not None:
            chain = ' from ' + repr(e.__cause__)
        elif e.__context__ is not None and not e.__suppress_context__:
            chain = ' during ' + repr(e.__context__)
        return '%s: %s%s' % (type(e).__name__, str(e).partition(' at 0x')[0], chain)


def build(kind, name, base=object, bare=False):
    body = {name: KINDS[kind]()}
    if not bare and name == '__exit__':
        body['__enter__'] = lambda self: 'entered'
    return type('C', (base,), body)


SKIP = {
    # Instances could not even be made or shown.
    ('__class__', 'AttributeError'),
}

for name, operations in OPERATIONS.items():
    print(name)
    for kind in KINDS:
        if (name, kind) in SKIP:
            continue
        results = {}
        for label, operation in operations.items():
            try:
                o = object.__new__(build(kind, name))
            except BaseException as e:
                results[label] = 'class: %s: %s' % (type(e).__name__, e)
                continue
            first = attempt(operation, o)
            again = [attempt(operation, o) for i in range(3)]
            results[label] = first if again == [first] * 3 else (first, again)
        print('  ', kind)
        for label, result in results.items():
            print('     ', label, '->', result)



class Both:
    __bool__ = Raises(AttributeError('bool'))

    def __len__(self):
        return 0


class Neither:
    __bool__ = __len__ = Raises(AttributeError('both'))


class ByItem:
    __iter__ = __contains__ = Raises(AttributeError('iter'))

    def __getitem__(self, i):
        return 'abc'[i]


class FromInstance:
    def __init__(self):
        self.__repr__ = self.__eq__ = self.__add__ = self.__iter__ = self.__bool__ = None

    def __repr__(self):
        return 'of the class'


class BinaryAndInplace:
    __iadd__ = Raises(AttributeError('iadd'))
    __add__ = lambda self, other: 'add'
    __radd__ = lambda self, other: 'radd'


class Left:
    __add__ = Raises(AttributeError('add'))


class Right(Left):
    def __radd__(self, other):
        return 'radd'


class RightToo(Left):
    __radd__ = Raises(AttributeError('radd'))


print(bool(Both()), bool(Neither()), list(ByItem()), 'b' in ByItem(), 'd' in ByItem())
print(repr(FromInstance()), FromInstance() == 1, bool(FromInstance()))
print(attempt(OPERATIONS['__iadd__']['+='], BinaryAndInplace()), BinaryAndInplace() + 1,
      [] + BinaryAndInplace(), attempt(OPERATIONS['__iadd__']['+='], []))
print(Left() + Right(), Right() + Left() if False else attempt(lambda o: Right() + o, Left()),
      attempt(lambda o: o + RightToo(), Left()))


def getter(self, obj, cls):
    return ('getter', type(self).__name__, type(obj).__name__, cls.__name__)


for get in (getter, staticmethod(getter), classmethod(getter), property(getter), Calls(),
            Calls().__call__):
    Descriptor = type('Descriptor', (), {'__get__': get})
    Owner = type('Owner', (), {'d': Descriptor(), '__len__': Descriptor()})
    print(type(get).__name__, [attempt(lambda o: o.d, Owner()) for i in range(3)],
          attempt(lambda o: Owner.d, None), attempt(len, Owner()),
          attempt(lambda o: super(type('Sub', (Owner,), {}), o).d, type('Sub', (Owner,), {})()),
          attempt(lambda o: getattr(o, 'd', 'default'), Owner()))

# The same in subclasses of built-in types, which have the operation natively.
for base, names in {
    int: '__add__ __radd__ __index__ __bool__ __eq__ __hash__ __repr__ __neg__ __int__',
    list: '__len__ __getitem__ __iter__ __contains__ __add__ __iadd__ __setitem__ __delitem__ '
          '__reversed__ __eq__ __bool__',
    # (Not __iter__: there CPython ends in a SystemError.)
    dict: '__getitem__ __missing__ __contains__ __len__ __or__ __ior__',
    str: '__str__ __format__ __len__ __add__ __hash__ __mod__ __contains__',
}.items():
    for name in names.split():
        operations = dict(OPERATIONS[name])
        if name == '__missing__':
            operations = {'[]': lambda o: o['missing']}
        print(base.__name__, name)
        for kind in ('AttributeError', 'ValueError', 'gives', 'None', 'property'):
            for label, operation in operations.items():
                print('     ', kind, label, '->', attempt(operation, base.__new__(build(kind, name, base))))
