"""generator.throw() with unusual arguments, and exception groups."""


def attempt(label, f, *args):
    try:
        print(label, f(*args))
    except BaseException as e:
        print(label, type(e).__name__, e, repr(e.__cause__), repr(e.__context__))


def gen():
    try:
        yield 1
    except GeneratorExit:
        raise
    except BaseException as e:
        print('   caught', type(e).__name__, e.args, e.__traceback__ is not None)
        yield 2


def started():
    g = gen()
    next(g)
    return g


try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__


class NoInstance(Exception):
    def __new__(cls, *args):
        return 5


class RaisesInInit(Exception):
    def __init__(self, *args):
        raise KeyError('init')


class TakesTwo(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)


CASES = [
    (), (5,), (None,), ('text',), (int,), (object(),) and (ValueError,), (ValueError('v'),),
    (ValueError, 'v'), (ValueError, None), (ValueError, (1, 2)), (ValueError, ()),
    (ValueError, KeyError('k')), (ValueError, ValueError('own')), (Exception, ValueError('sub')),
    (ValueError('v'), 'x'), (ValueError('v'), None), (ValueError, 'v', None), (ValueError, 'v', tb),
    (ValueError, 'v', 5), (ValueError, None, 5), (ValueError('v'), None, 5),
    (ValueError('v'), None, tb), (5, None, 5), (5, 5, tb), (ValueError, 'v', tb, 4), (int, 5, None),
    (NoInstance,), (NoInstance, 1), (RaisesInInit,), (TakesTwo,), (TakesTwo, 1), (TakesTwo, (1, 2)),
    (StopIteration, 3), (GeneratorExit,), (BaseException, 'b'), (None, None, None),
    (ValueError, [1, 2]), (ExceptionGroup, ('g', [ValueError(1)])),
]
for case in CASES:
    print(case if not any(c is tb for c in case) else len(case))
    attempt('  started', lambda: started().throw(*case))
    attempt('  fresh', lambda: gen().throw(*case))

    def finished():
        g = gen()
        list(g)
        return g.throw(*case)
    attempt('  finished', finished)

    def delegating():
        def outer():
            yield from gen()
        g = outer()
        next(g)
        return g.throw(*case)
    attempt('  delegating', delegating)

    def after():
        g = started()
        try:
            g.throw(*case)
        except BaseException:
            pass
        return list(g)
    attempt('  after', after)
attempt('keyword', lambda: started().throw(typ=ValueError))


class Sub(ExceptionGroup):
    def __init__(self, message, errors, extra=None):
        self.extra = extra


class Derives(ExceptionGroup):
    def derive(self, errors):
        print('   derive', [type(e).__name__ for e in errors])
        return Derives(self.message + '!', errors)


class DerivesBadly(ExceptionGroup):
    result = 5

    def derive(self, errors):
        return self.result


class DerivesRaising(ExceptionGroup):
    def derive(self, errors):
        raise KeyError('derive')


class OtherSignature(ExceptionGroup):
    def __new__(cls, errors, code):
        self = super().__new__(cls, 'code %d' % code, errors)
        self.code = code
        return self


def tree(e):
    if isinstance(e, BaseExceptionGroup):
        return '%s(%s)[%s]' % (type(e).__name__, e.message, ', '.join(tree(x) for x in e.exceptions))
    return repr(e)


def details(e):
    if e is None:
        return None
    return (tree(e), e.args and e.args[0], len(e.args), getattr(e, '__notes__', None),
            repr(e.__cause__), repr(e.__context__), e.__suppress_context__,
            e.__traceback__ is not None)


def make(cls=ExceptionGroup):
    inner = cls('inner', [TypeError(2), ValueError(3)])
    inner.add_note('inner note')
    group = cls('outer', [ValueError(1), inner, OSError(4)])
    group.add_note('note')
    group.__cause__ = KeyError('cause')
    try:
        try:
            raise IndexError('context')
        except IndexError:
            raise group
    except cls as e:
        return e


CONDITIONS = {
    'ValueError': ValueError, 'tuple': (ValueError, TypeError), 'none': KeyError,
    'all': Exception, 'function': lambda e: isinstance(e, TypeError), 'group': ExceptionGroup,
    'function all': lambda e: True, 'function none': lambda e: False, 'truthy': lambda e: 'x',
    'base': BaseException, 'int': 5, 'int class': int, 'list': [ValueError], 'empty': (),
    'bad tuple': (ValueError, int), 'None': None, 'raising': lambda e: 1 / 0, 'arity': lambda: 1,
    'subgroup only': lambda e: not isinstance(e, ExceptionGroup) and isinstance(e, ValueError),
    'nested': lambda e: getattr(e, 'message', '') == 'inner', 'callable class': Sub,
}
for cls in (ExceptionGroup, BaseExceptionGroup, Sub, Derives, DerivesBadly, DerivesRaising):
    for label, condition in CONDITIONS.items():
        group = make(cls)
        attempt(cls.__name__ + ' subgroup ' + label, lambda: details(group.subgroup(condition)))
        attempt(cls.__name__ + ' split ' + label,
                lambda: [details(x) for x in group.split(condition)])
plain = ExceptionGroup('p', [ValueError(1), KeyError(2)])
print(details(plain.split(ValueError)[0]), details(plain.split(ValueError)[1]))
group = make()
print(group.subgroup(Exception) is group, group.split(lambda e: True)[0] is group,
      group.split(KeyError)[1] is group, group.subgroup(ExceptionGroup) is group)
print(group.split(ValueError)[0].__notes__ is group.__notes__,
      group.split(ValueError)[0].__traceback__ is group.__traceback__)
attempt('no argument', group.split)
attempt('two arguments', group.subgroup, 1, 2)
attempt('derive', lambda: details(group.derive([KeyError(1)])))
attempt('derive base', lambda: details(group.derive([KeyboardInterrupt()])))
attempt('derive empty', lambda: group.derive([]))
attempt('derive wrong', lambda: group.derive([5]))
attempt('derive not a sequence', lambda: group.derive(5))
attempt('derive sub', lambda: type(make(Sub).derive([KeyError(1)])))
attempt('other signature', lambda: details(OtherSignature([ValueError(1), TypeError(2)], 7).subgroup(ValueError)))
for result in (None, ValueError('x'), ExceptionGroup('y', [KeyError()]), 'text', ExceptionGroup):
    DerivesBadly.result = result
    attempt('derive gives %r' % (result,), lambda: details(make(DerivesBadly).subgroup(ValueError)))

for args in [(), ('m',), ('m', []), ('m', [5]), ('m', [ValueError]), (5, [ValueError()]), ('m', 5),
             ('m', (ValueError(1), KeyError(2))), ('m', [ValueError()], 3), ('m', {1: 2}),
             ('m', [KeyboardInterrupt()]), ('m', iter([ValueError()])), (None, [ValueError()]),
             ('m', 'text'), ('m', {ValueError()}), ('m', [ExceptionGroup('n', [ValueError()])])]:
    for cls in (ExceptionGroup, BaseExceptionGroup, Sub):
        attempt('%s %r' % (cls.__name__, args) if not args[1:] or 'iterator' not in repr(args[1]) else cls.__name__,
                lambda: (type(cls(*args)).__name__, str(cls(*args)), repr(cls(*args)), cls(*args).args == args))


class BaseSub(BaseExceptionGroup):
    pass


class Mixed(BaseExceptionGroup, ValueError):
    pass


attempt('base of exceptions', lambda: type(BaseExceptionGroup('m', [ValueError()])).__mro__[1])
attempt('subclass keeps', lambda: type(BaseSub('m', [ValueError()])).__name__)
attempt('mixed', lambda: Mixed('m', [KeyboardInterrupt()]))
attempt('mixed fine', lambda: tree(Mixed('m', [ValueError()])))
attempt('keyword', lambda: ExceptionGroup('m', exceptions=[ValueError()]))
errors = [ValueError(1)]
group = ExceptionGroup('m', errors)
errors.append(KeyError(2))
print(group, repr(group), group.exceptions, len(group.args[1]))
attempt('set message', lambda: setattr(group, 'message', 'x'))
attempt('set exceptions', lambda: setattr(group, 'exceptions', ()))
attempt('class getitem', lambda: ExceptionGroup[int])
attempt('many', lambda: str(ExceptionGroup('m', [ValueError(i) for i in range(3)])))
attempt('matches', lambda: isinstance(group, Exception))
group.__notes__ = 5
attempt('bad notes', lambda: details(group.subgroup(lambda e: isinstance(e, ValueError) and not hasattr(e, 'exceptions'))))
