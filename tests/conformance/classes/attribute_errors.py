"""Messages of attribute errors, for all kinds of owners, and suggestions for misspelt names."""
import math


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class C:
    class_attr = 1

    def method(self):
        pass

    @property
    def prop(self):
        return 1


class S:
    __slots__ = ('slot',)


c, s = C(), S()
for f in (lambda: c.nope, lambda: C.nope, lambda: s.slot, lambda: s.nope, lambda: c.method.nope, lambda: C.method.nope, lambda: (5).nope, lambda: 'a'.nope, lambda: [].nope, lambda: {}.nope, lambda: None.nope, lambda: True.nope, lambda: (1.5).nope, lambda: ().nope, lambda: len.nope, lambda: [].append.nope, lambda: math.nope, lambda: int.nope, lambda: type.nope, lambda: (lambda: 0).nope, lambda: (x for x in []).nope, lambda: range(3).nope, lambda: ValueError().nope, lambda: ValueError.nope, lambda: {1}.nope, lambda: b''.nope, lambda: 1j.nope, lambda: super(C, c).nope, lambda: ....nope, lambda: NotImplemented.nope, lambda: slice(1).nope, lambda: C.prop.nope, lambda: object().nope, lambda: iter([]).nope, lambda: {}.keys().nope, lambda: C.__dict__.nope):
    attempt(f)


def setter(o, n):
    def run():
        setattr(o, n, 1)
    return run


for o in (c, C, s, 5, 'a', [], {}, None, 1.5, (), len, [].append, math, int, type, lambda: 0, range(3), object(), c.method, ValueError(), iter([]), (x for x in [])):
    label = type(o).__name__
    print(label, end=' ')
    attempt(setter(o, 'nope'))
for o, n in ((c, 'prop'), (c, '__class__'), (5, 'real'), ([], '__class__'), (len, '__name__'), (C, '__dict__'), (C, '__mro__'), (range(3), 'start'), (c.method, '__self__'), (c.method, '__func__'), (slice(1), 'stop'), (C.prop, 'fget'), (1j, 'imag'), ((lambda: 0), '__closure__'), (C, '__name__'), (object, 'x'), (c, '__dict__')):
    print(type(o).__name__, n, end=' ')
    attempt(setter(o, n))
for o, n in ((c, 'nope'), (C, 'nope'), (s, 'slot'), (s, 'nope'), (5, 'real'), (5, 'nope'), (c, 'prop'), (c, 'method'), (c, 'class_attr'), ([], 'append'), (int, 'real'), (math, 'nope'), (len, '__name__'), (None, 'x'), (C, '__name__'), (C, '__module__' + 'x'), (lambda: 0, '__name__'), (c, '__class__'), (lambda: 0, 'nope')):
    print(type(o).__name__, n, end=' ')
    attempt(lambda: delattr(o, n))
for f in (lambda: getattr(c), lambda: getattr(c, 'a', 'b', 'c'), lambda: getattr(c, 1), lambda: setattr(c, 'a'), lambda: setattr(c, 1, 2), lambda: delattr(c, 1), lambda: hasattr(c), lambda: hasattr(c, 1), lambda: getattr(c, 'nope', None), lambda: getattr(c, 'class_attr', None), lambda: hasattr(c, 'class_attr'), lambda: hasattr(c, 'nope'), lambda: vars(5), lambda: vars(s), lambda: vars(c, 1)):
    attempt(f)
try:
    c.nope
except AttributeError as error:
    print(error.name, error.obj is c, error.args)
try:
    raise AttributeError('message', name='n', obj=5)
except AttributeError as error:
    print(error, error.name, error.obj)
try:
    raise AttributeError
except AttributeError as error:
    print(repr(error), error.name, error.obj, error.args)


def loop(o):
    return o.varying


class Varying:
    pass


v = Varying()
texts = {}
for i in range(400):
    if i == 100:
        v.varying = 1
    if i == 200:
        del v.varying
    if i == 300:
        v = S()
    try:
        t = loop(v)
    except AttributeError as error:
        t = str(error)
    texts[t] = texts.get(t, 0) + 1
print(texts)
import abc
for f in (lambda: c.class_atr, lambda: math.sqr, lambda: [].appendd):
    attempt(f)
