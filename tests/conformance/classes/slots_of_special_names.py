"""Slots (in the sense of __slots__) with the names of special methods."""


def attempt(label, f, *args):
    try:
        print(label, f(*args))
    except BaseException as e:
        print(label, type(e).__name__, str(e).partition(' at 0x')[0])


NAMES = {
    '__add__': lambda o: o + 1, '__radd__': lambda o: 1 + o, '__iadd__': lambda o: exec('o += 1', {'o': o}),
    '__len__': len, '__getitem__': lambda o: o[0], '__setitem__': lambda o: exec('o[0] = 1', {'o': o}),
    '__iter__': lambda o: list(o), '__next__': next, '__call__': lambda o: o(1), '__bool__': bool,
    '__repr__': lambda o: repr(o).partition(' at 0x')[0], '__str__': lambda o: str(o).partition(' at 0x')[0],
    '__hash__': lambda o: hash(o) and 'hashed', '__eq__': lambda o: o == 1, '__lt__': lambda o: o < 1,
    '__contains__': lambda o: 1 in o, '__neg__': lambda o: -o, '__int__': int, '__index__': lambda o: [1, 2][o],
    '__float__': float, '__getattr__': lambda o: o.missing, '__enter__': lambda o: exec('with o: pass', {'o': o}),
    '__format__': lambda o: format(o, ''), '__reversed__': reversed, '__round__': round, '__dir__': dir,
    '__get__': lambda o: type('H', (), {'d': o})().d, '__set__': lambda o: setattr(type('H', (), {'d': o})(), 'd', 1),
    '__delete__': lambda o: delattr(type('H', (), {'d': o})(), 'd'), '__length_hint__': lambda o: __import__(
        'operator').length_hint(o), '__set_name__': lambda o: type('H', (), {'d': o}) and 'made',
    '__getstate__': lambda o: o.__getstate__(), '__missing__': lambda o: 'unused',
    '__fspath__': open, '__sizeof__': lambda o: __import__('sys').getsizeof(o), '__instancecheck__': lambda o: isinstance(1, o),
    '__mro_entries__': lambda o: exec('class X(o): pass', {'o': o}),
}
for name, operation in NAMES.items():
    C = type('C', (), {'__slots__': (name,)})
    attempt(name + ' class', lambda: type(C.__dict__[name]).__name__)
    o = C()
    for label, value in (('unset', None), ('function', lambda *args: ('called', len(args))), ('number', 5), ('deleted', None)):
        if label == 'deleted':
            attempt('  delete', lambda: object.__delattr__(o, name))
        elif label != 'unset':
            attempt('  set', lambda: object.__setattr__(o, name, value))
        for i in range(3):
            attempt('  %s %s' % (name, label), operation, o)
    D = type('D', (C,), {})
    d = D()
    attempt('  sub unset', operation, d)
    object.__setattr__(d, name, lambda *args: ('sub', len(args)))
    attempt('  sub set', operation, d)
for name in ('__init__', '__new__', '__getattribute__', '__setattr__', '__delattr__', '__init_subclass__',
             '__class__', '__doc__', '__qualname__', '__slots__', '__dict__', '__weakref__', '__name__',
             '__subclasshook__', '__class_getitem__', '__prepare__', '__mangled', '__call'):
    def make():
        C = type('C', (), {'__slots__': (name,)})
        return type(C.__dict__.get(name)).__name__
    attempt(name, make)
    attempt(name + ' instance', lambda: type(type('C', (), {'__slots__': (name,)})()).__name__)
    attempt(name + ' subclass', lambda: type('D', (type('C', (), {'__slots__': (name,)}),), {})().__class__.__name__)
