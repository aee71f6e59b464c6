"""Chains of generators that delegate to each other: values, what is sent and thrown in, returns, tracebacks, limits."""
import sys
import traceback


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__ + ':', error, error.__cause__, error.__context__)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)), sum(tree(9)), [x for x in tree(3)], max(tree(5)), *tree(2))


def echo():
    got = None
    try:
        while True:
            got = yield ('leaf', got)
    except KeyError as error:
        yield ('caught', str(error))
        return 'leaf ended'
    finally:
        print('leaf finally')


def middle():
    result = yield from echo()
    print('middle got', result)
    try:
        yield 'between'
    except ValueError as error:
        print('middle caught', error)
    return result.upper()


def outer():
    try:
        value = yield from middle()
    except ZeroDivisionError as error:
        value = repr(error)
    print('outer got', value)
    yield 'last'
    return 'done'


g = outer()
print(next(g), g.send(1), g.send(2), g.throw(KeyError('k')), next(g), g.throw(ValueError('v')))
try:
    next(g)
except StopIteration as stop:
    print('value', stop.value)
g = outer()
print(next(g), g.throw(ZeroDivisionError('zero')), list(g))
g = outer()
next(g)
print(g.gi_yieldfrom.__name__, g.gi_yieldfrom.gi_yieldfrom.__name__, g.gi_running, g.gi_suspended)
g.close()
print(g.gi_frame, g.gi_yieldfrom)


def fails(n):
    if n:
        yield from fails(n - 1)
    else:
        yield 'before'
        raise RuntimeError('at the leaf')


def drive(how):
    g = fails(3)
    if how == 'for':
        for x in g:
            print(x)
    elif how == 'list':
        return list(g)
    else:
        while True:
            print(next(g))


for how in ('for', 'list', 'next'):
    try:
        drive(how)
    except RuntimeError as error:
        print(how, [(e.name, e.lineno) for e in traceback.extract_tb(error.__traceback__)])


def stops():
    yield 1
    raise StopIteration('no')


def delegates():
    yield from stops()


attempt(lambda: list(delegates()))


def handled():
    try:
        raise LookupError('outside')
    except LookupError:
        yield from names()
    yield sys.exception()


def names():
    yield sys.exception()
    try:
        raise OSError('inside')
    except OSError:
        yield sys.exception()
    yield sys.exception()


print([repr(x) for x in handled()])
for x in handled():
    try:
        raise IndexError
    except IndexError:
        print(repr(x), repr(sys.exception()))


def itself():
    yield from me


me = itself()
attempt(lambda: next(me))


def started():
    inner = names()
    next(inner)
    yield from inner


print([repr(x) for x in started()])


def finished():
    inner = names()
    list(inner)
    print((yield from inner))
    yield 'after'


print(list(finished()))


def endless(n):
    yield n
    yield from endless(n + 1)


count = 0
try:
    for x in endless(0):
        count += 1
except RecursionError as error:
    print('RecursionError', error, count > 100)
print(sum(1 for _ in zip(range(200), endless(0))))


def depth(n):
    return (yield from depth(n - 1)) if n else (yield len(traceback.extract_stack()))


for n in (0, 5):
    for size in depth(n):
        print(size - len(traceback.extract_stack()))


class Iterator:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            raise StopIteration('from the iterator')
        return self.n

    def send(self, value):
        return ('sent', value)

    def throw(self, error):
        return ('thrown', repr(error))


def foreign():
    return (yield from wrapped())


def wrapped():
    result = yield from Iterator()
    print('wrapped', result)
    return result


g = foreign()
print(next(g), g.send('x'), g.throw(OSError('o')), next(g))
attempt(lambda: next(g))
for function in (tree, endless):
    partly = function(3)
    for x in partly:
        break
    print(x, next(partly), [a for a, b in zip(partly, 'ab')])


def changing():
    # The same site delegates to generators, lists and iterators in turn.
    for source in (tree(2), [1, 2], Iterator(), iter('ab'), tree(1), range(2)):
        print('->', (yield from source))


print(list(changing()), list(changing()))
