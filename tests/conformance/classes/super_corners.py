"""super() and the cell of __class__ in unusual states."""

import types


def fresh(function):
    """The same with code that has not run yet (CPython's specialized super() treats None otherwise)."""
    return types.FunctionType(function.__code__.replace(), globals(), function.__name__, None,
                              function.__closure__)


def attempt(label, f, *args):
    try:
        result = f(*args)
        print(label, result if not callable(result) else type(result).__name__)
    except BaseException as e:
        print(label, type(e).__name__, e)


class Base:
    x = 'base'

    def who(self):
        return 'base'


class First(Base):
    def none(self):
        return super().who()

    def rebound_self(self):
        self = None
        return super().who()

    def deleted_self(self):
        del self
        return super().who()

    def other_self(self):
        self = 5
        return super().who()

    def deleted_cell_self(self):
        def inner():
            return self
        del self
        return super().who()

    def cell_self(self):
        def inner():
            return self
        return super().who()

    def star(*args):
        return super().who()

    def no_arguments():
        return super().who()

    def keyword(*, self):
        return super().who()

    def in_lambda(self):
        return (lambda: super().who())()

    def in_list(self):
        return [super().who() for i in range(1)]

    def attribute(self):
        return super().x

    def missing(self):
        return super().missing

    def assign(self):
        super().x = 5

    def object_(self):
        return super()


f = First()
for name in ('none', 'rebound_self', 'deleted_self', 'other_self', 'deleted_cell_self', 'cell_self',
             'star', 'keyword', 'in_lambda', 'in_list', 'attribute', 'missing',
             'assign'):
    function = First.__dict__[name]
    attempt(name, fresh(function), f)
    attempt(name + ' with None', fresh(function), None)
    attempt(name + ' with 5', fresh(function), 5)
    attempt(name + ' with class', fresh(function), First)
    attempt(name + ' with object', fresh(function), object())
attempt('none without', First.none)
attempt('no_arguments', First.no_arguments)
attempt('star without', First.star)
attempt('keyword given', lambda: First.keyword(self=f))

attempt('super(type, None)', lambda: super(First, None))
attempt('super(type, None).x', lambda: super(First, None).x)
attempt('super(None)', lambda: super(None))
attempt('super(None, None)', lambda: super(None, None))
attempt('super(5, 5)', lambda: super(5, 5))
attempt('super()', lambda: super())
attempt('super(type)', lambda: super(First).x)
attempt('super too many', lambda: super(First, f, 3))
attempt('super keyword', lambda: super(First, obj=f))
attempt('super(First, Base())', lambda: super(First, Base()))
attempt('super(type, class)', lambda: super(First, First).x)
attempt('unbound get', lambda: super(First).__get__(f).x)
attempt('unbound get None', lambda: super(First).__get__(None).__self__)
attempt('unbound get wrong', lambda: super(First).__get__(5))


class Rebinds(Base):
    def before(self):
        return super().who()

    def rebind(self, value):
        nonlocal __class__
        __class__ = value

    def delete(self):
        nonlocal __class__
        del __class__

    def read(self):
        return __class__

    def x_of(self):
        return super().x

    def plain(self):
        return super()


def kinds(r):
    for name in ('before', 'read', 'x_of'):
        attempt('  ' + name, getattr(r, name))


r = Rebinds()
print('first')
kinds(r)
for value in (Base, int, 5, None, 'text', Rebinds):
    print('rebound to', value)
    r.rebind(value)
    kinds(r)
print('deleted')
r.delete()
kinds(r)
attempt('  again', r.delete)
r.rebind(Rebinds)
kinds(r)


class LocalClass(Base):
    def f(self):
        __class__ = Base
        return super().who()

    def g(self, __class__):
        return super().who()

    def h(self):
        global __class__
        return super().who()


attempt('local __class__', LocalClass().f)
attempt('parameter __class__', LocalClass().g, LocalClass)
attempt('global __class__', LocalClass().h)


def no_class(self):
    return super().who()


attempt('function outside', no_class, f)


class Early(type):
    def __new__(meta, name, bases, body):
        for key, value in body.items():
            if key == 'early':
                attempt('before the class exists', value, 5)
        return super().__new__(meta, name, bases, body)


class UsesEarly(Base, metaclass=Early):
    def early(self):
        return super().who()


class MetaSuper(type):
    def f(cls):
        return super().mro()


class WithMeta(metaclass=MetaSuper):
    pass


attempt('meta', lambda: [c.__name__ for c in WithMeta.f()])


class CellSet(Base):
    def f(self):
        return super().who()


cell = CellSet.f.__closure__[0]
for value in (int, 5, Base):
    cell.cell_contents = value
    attempt('cell set to %s' % value, CellSet().f)
del cell.cell_contents
attempt('cell emptied', CellSet().f)
