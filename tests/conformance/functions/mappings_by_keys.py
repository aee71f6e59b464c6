"""Mappings by their keys(): f(**x), {**x}, dict(x), dict.update(x), and in which order it is all done."""


def attempt(label, f):
    try:
        print(label, f())
    except BaseException as e:
        print(label, type(e).__name__, e, e.__cause__, e.__context__)


five, none = 5, None


def show(*args, **kwargs):
    return args, kwargs


class OnInstance:
    def __init__(self):
        self.keys = lambda: ['a', 'b']

    def __getitem__(self, key):
        return key * 2


class ByGetattr:
    def __getattr__(self, name):
        print('  getattr', name)
        if name == 'keys':
            return lambda: iter(['x'])
        raise AttributeError(name)

    def __getitem__(self, key):
        print('  getitem', key)
        return key * 2


class NoKeys:
    def __getitem__(self, key):
        return key


class OnlyKeys:
    def keys(self):
        return ['a']


class OnlyKeysEmpty:
    def keys(self):
        return []


class KeysRaise:
    def __init__(self, error):
        self.error = error

    def keys(self):
        raise self.error

    def __getitem__(self, key):
        return key


class KeysProperty:
    @property
    def keys(self):
        raise AttributeError('property')

    def __getitem__(self, key):
        return key


class KeysPropertyOther(KeysProperty):
    @property
    def keys(self):
        raise ValueError('property')


class KeysNotIterable(OnlyKeys):
    def keys(self):
        return 5

    def __getitem__(self, key):
        return key


class KeysNotCallable(KeysNotIterable):
    keys = 7


class KeysNone(KeysNotIterable):
    keys = None


class ItemsRaise:
    def __init__(self, error, keys=('a', 'b')):
        self.error = error
        self._keys = keys

    def keys(self):
        return self._keys

    def __getitem__(self, key):
        if key == 'b':
            raise self.error
        return key


class IntKeys:
    def keys(self):
        return ['a', 5]

    def __getitem__(self, key):
        return key


class StrSub(str):
    pass


class OddKeys(IntKeys):
    def keys(self):
        return [StrSub('a'), 'b']


class Unhashable(IntKeys):
    def keys(self):
        return [[]]


class Doubled(IntKeys):
    def keys(self):
        return ['a', 'a']


class DictSub(dict):
    def keys(self):
        print('  keys of the subclass')
        return ['own']

    def __getitem__(self, key):
        return 'item ' + key

    def __iter__(self):
        return iter(['iterated'])


class DictSubPlain(dict):
    pass


class GeneratorKeys:
    def keys(self):
        print('  first')
        yield 'a'
        print('  second')
        yield 'b'

    def __getitem__(self, key):
        print('  item', key)
        return key


class Pairs:
    def __iter__(self):
        return iter([('a', 1), ('b', 2)])


SUBJECTS = {
    'OnInstance': OnInstance, 'ByGetattr': ByGetattr, 'NoKeys': NoKeys, 'OnlyKeys': OnlyKeys,
    'OnlyKeysEmpty': OnlyKeysEmpty,
    'KeysRaise TypeError': lambda: KeysRaise(TypeError('keys')),
    'KeysRaise AttributeError': lambda: KeysRaise(AttributeError('keys')),
    'KeysRaise KeyError': lambda: KeysRaise(KeyError('keys')),
    'KeysRaise empty KeyError': lambda: KeysRaise(KeyError()),
    'KeysProperty': KeysProperty, 'KeysPropertyOther': KeysPropertyOther,
    'KeysNotIterable': KeysNotIterable, 'KeysNotCallable': KeysNotCallable, 'KeysNone': KeysNone,
    'ItemsRaise ValueError': lambda: ItemsRaise(ValueError('item')),
    'ItemsRaise KeyError': lambda: ItemsRaise(KeyError('item')),
    'ItemsRaise KeyError int': lambda: ItemsRaise(KeyError(3)),
    'ItemsRaise empty KeyError': lambda: ItemsRaise(KeyError()),
    'ItemsRaise two KeyError': lambda: ItemsRaise(KeyError('p', 'q')),
    'ItemsRaise AttributeError': lambda: ItemsRaise(AttributeError('item')),
    'ItemsRaise TypeError': lambda: ItemsRaise(TypeError('item')),
    'ItemsRaise StopIteration': lambda: ItemsRaise(StopIteration('item')),
    'IntKeys': IntKeys, 'OddKeys': OddKeys, 'Unhashable': Unhashable, 'Doubled': Doubled,
    'DictSub': lambda: DictSub(real=1), 'DictSubPlain': lambda: DictSubPlain(real=1),
    'GeneratorKeys': GeneratorKeys, 'Pairs': Pairs,
    'int': lambda: 5, 'None': lambda: None, 'list': lambda: [('a', 1)], 'str': lambda: 'ab',
    'short': lambda: [('a',)], 'not pairs': lambda: [5], 'class': lambda: OnlyKeys,
    'empty list': list, 'int keys': lambda: {5: 6}, 'mixed': lambda: {'a': 1, 5: 6},
}
ACTIONS = {
    'f(**x)': lambda x: show(**x),
    'f(a=1, **x)': lambda x: show(a=1, **x),
    'f(**{a}, **x)': lambda x: show(**{'a': 0}, **x),
    'f(**x, **{b})': lambda x: show(**x, **{'b': 0}),
    'f(**x, b=0)': lambda x: show(**x, b=0),
    'f(*[1], **x)': lambda x: show(*[1], **x),
    'method(**x)': lambda x: str.format('', **x),
    'dict(**x)': lambda x: dict(**x),
    'int(**x)': lambda x: int(**x),
    '{**x}': lambda x: {**x},
    '{a: 1, **x}': lambda x: {'a': 1, **x, 'z': 2},
    'dict(x)': lambda x: dict(x),
    'update': lambda x: (lambda d: (d.update(x), d))({}),
    'update, keyword': lambda x: (lambda d: (d.update(x, k=1), d))({}),
    '|=': lambda x: (lambda d: exec('d |= x', {'d': d, 'x': x}) or d)({}),
    '|': lambda x: {} | x,
    'class': lambda x: type('C', (), **x),
    'class statement': lambda x: exec('class C(**x): pass', {'x': x}),
}
for name, make in SUBJECTS.items():
    for label, action in ACTIONS.items():
        attempt(name + ' ' + label, lambda: action(make()))


# Order of evaluation.
def trace(label, value=None):
    print('  eval', label)
    return value


class Traced:
    def __init__(self, name, *keys):
        self.name = name
        self._keys = keys

    def keys(self):
        print('  keys', self.name)
        return self._keys

    def __getitem__(self, key):
        print('  item', self.name, key)
        return key


attempt('order', lambda: trace('f', show)(trace('a'), *trace('b', (1, 2)), x=trace('x'),
                                          **trace('m', Traced('m', 'k')), y=trace('y'),
                                          **trace('n', Traced('n', 'l'))))
attempt('order twice', lambda: show(**trace('m', Traced('m', 'k')), **trace('n', Traced('n', 'k', 'l'))))
attempt('order bad', lambda: show(**trace('m', Traced('m', 'k')), **trace('n', 5), z=trace('z')))
attempt('order dict', lambda: {trace('k1', 1): trace('v1'), **trace('m', Traced('m', 'k')),
                               trace('k2', 2): trace('v2')})
attempt('not callable', lambda: five(**trace('m', Traced('m', 'k'))))
attempt('not callable bad', lambda: five(**trace('m', 5)))
attempt('none', lambda: none(*trace('m', 5)))


class C:
    def method(self, **kwargs):
        return kwargs

    def __call__(self, **kwargs):
        return kwargs


attempt('method', lambda: C().method(**5))
attempt('bound', lambda: C.method(C(), **5))
attempt('callable int key', lambda: C()(**{5: 1}))
attempt('class', lambda: C(**5))
attempt('lambda', lambda: (lambda **k: k)(**5))
attempt('native', lambda: print(**5))
attempt('native method', lambda: [].sort(**5))
attempt('type', lambda: dict(**5))
attempt('nested', lambda: (lambda: (lambda **k: k)(**{1: 2}))())
attempt('partial doubled', lambda: C().method(a=1, **{'a': 2}))
attempt('star not iterable', lambda: C().method(*5))
attempt('star native', lambda: print(*5))
