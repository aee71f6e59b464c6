"""A StopIteration that leaves a callback ends the iteration; what hands it on keeps its value."""
import itertools as it
import math
import operator
import weakref
from collections import deque


class Stops:
    """Gives n items, then StopIteration with a value of its own."""

    def __init__(self, n=2, value='end'):
        self.n = n
        self.value = value

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration(self.value)
        self.n -= 1
        return self.n


def gen(n=2, value='gen'):
    while n:
        n -= 1
        yield n
    return value


class BadIter:
    def __iter__(self):
        raise StopIteration('from __iter__')


class StopsTruth:
    def __bool__(self):
        raise StopIteration('from __bool__')


class StopsAdd:
    def __init__(self, n=0):
        self.n = n

    def __add__(self, other):
        raise StopIteration('from __add__')

    def __eq__(self, other):
        raise StopIteration('from __eq__')


def stop(*args):
    raise StopIteration('callback')


def stop_at_one(*args):
    if args[0] == 1:
        raise StopIteration('callback')
    return args[0]


def native_stop(*args):
    return next(iter(()))


def delegate(iterator):
    value = yield from iterator
    print('   value of the yield from:', repr(value))


def show(label, make):
    """Each way of consuming; `make` gives a fresh iterator."""
    print(label)
    for how in (list, tuple, lambda i: list(delegate(i)), lambda i: [x for x in i],
                lambda i: [*i], loop, unpack, step, step_default, through_zip, through_map):
        try:
            print('  ', how(make()))
        except Exception as e:
            print('  ', type(e).__name__, e.args)


def loop(iterator):
    out = []
    for item in iterator:
        out.append(item)
        if len(out) > 4:
            break
    return out


def unpack(iterator):
    a, b = iterator
    return 'unpacked', a, b


def step(iterator):
    out = []
    for i in range(5):
        try:
            out.append(next(iterator))
        except StopIteration as e:
            out.append(('stop', e.args, e.value))
    return out


def step_default(iterator):
    return [next(iterator, 'none') for i in range(5)]


def through_zip(iterator):
    g = delegate(zip(iterator))
    return list(g)


def through_map(iterator):
    return list(delegate(enumerate(map(lambda x: x, iterator))))


cases = {}


def case(function):
    cases[function.__name__] = function


for source in (Stops, gen):
    s = source.__name__
    cases[s + ' plain'] = source
    cases[s + ' map'] = lambda f=source: map(lambda x: x, f())
    cases[s + ' map 2'] = lambda f=source: map(lambda x, y: x, range(9), f())
    cases[s + ' filter'] = lambda f=source: filter(None, f(3))
    cases[s + ' filter f'] = lambda f=source: filter(lambda x: x, f(3))
    cases[s + ' zip'] = lambda f=source: zip(f())
    cases[s + ' zip 2'] = lambda f=source: zip(range(9), f())
    cases[s + ' zip first'] = lambda f=source: zip(f(), range(9))
    cases[s + ' zip strict'] = lambda f=source: zip(f(), f(), strict=True)
    cases[s + ' zip strict short'] = lambda f=source: zip(f(), f(1), strict=True)
    cases[s + ' zip strict long'] = lambda f=source: zip(f(1), f(2), strict=True)
    cases[s + ' map strict'] = lambda f=source: map(max, f(), f(), strict=True)
    cases[s + ' enumerate'] = lambda f=source: enumerate(f())
    cases[s + ' enumerate pairs'] = lambda f=source: ((a, b) for a, b in enumerate(f()))
    cases[s + ' chain'] = lambda f=source: it.chain(f(), f())
    cases[s + ' chain from'] = lambda f=source: it.chain.from_iterable(map(range, f()))
    cases[s + ' cycle'] = lambda f=source: it.islice(it.cycle(f()), 5)
    cases[s + ' islice'] = lambda f=source: it.islice(f(), 9)
    cases[s + ' islice skip'] = lambda f=source: it.islice(f(), 5, 9)
    cases[s + ' islice stop'] = lambda f=source: it.islice(f(), 1)
    cases[s + ' takewhile'] = lambda f=source: it.takewhile(lambda x: True, f())
    cases[s + ' dropwhile'] = lambda f=source: it.dropwhile(lambda x: False, f())
    cases[s + ' dropwhile all'] = lambda f=source: it.dropwhile(lambda x: True, f())
    cases[s + ' filterfalse'] = lambda f=source: it.filterfalse(lambda x: False, f())
    cases[s + ' starmap'] = lambda f=source: it.starmap(lambda *a: a, zip(f()))
    cases[s + ' accumulate'] = lambda f=source: it.accumulate(f())
    cases[s + ' compress'] = lambda f=source: it.compress(f(), it.repeat(1))
    cases[s + ' compress selectors'] = lambda f=source: it.compress(it.count(), f())
    cases[s + ' pairwise'] = lambda f=source: it.pairwise(f(3))
    cases[s + ' pairwise none'] = lambda f=source: it.pairwise(f(1))
    cases[s + ' zip_longest'] = lambda f=source: it.zip_longest(f(), f(1))
    cases[s + ' groupby'] = lambda f=source: ((k, list(g)) for k, g in it.groupby(f()))
    cases[s + ' groupby itself'] = lambda f=source: map(operator.itemgetter(0), it.groupby(f()))
    cases[s + ' group'] = lambda f=source: next(it.groupby(f(), lambda x: 1))[1]
    cases[s + ' batched'] = lambda f=source: it.batched(f(3), 2)
    cases[s + ' batched even'] = lambda f=source: it.batched(f(2), 2)
    cases[s + ' tee'] = lambda f=source: it.tee(f())[1]
    cases[s + ' proxy'] = lambda f=source: Proxied(f())
    cases[s + ' iter callable'] = lambda f=source: iter(f().__next__, 77)
    cases[s + ' method wrapper'] = lambda f=source: iter(map(int, f()).__next__, 77)


class Proxied:
    """An iterator through a weak proxy that is kept alive."""

    def __init__(self, target):
        self.target = target
        self.proxy = weakref.proxy(target)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.proxy)


for name, f in (('stop', stop), ('stop_at_one', stop_at_one), ('native', native_stop)):
    cases['callback map ' + name] = lambda f=f: map(f, [0, 1, 2])
    cases['callback filter ' + name] = lambda f=f: filter(f, [0, 1, 2])
    cases['callback filterfalse ' + name] = lambda f=f: it.filterfalse(f, [0, 1, 2])
    cases['callback takewhile ' + name] = lambda f=f: it.takewhile(f, [2, 1, 0])
    cases['callback dropwhile ' + name] = lambda f=f: it.dropwhile(f, [2, 1, 0])
    cases['callback starmap ' + name] = lambda f=f: it.starmap(f, [(0,), (1,), (2,)])
    cases['callback accumulate ' + name] = lambda f=f: it.accumulate([0, 1, 2], f)
    cases['callback groupby ' + name] = lambda f=f: map(operator.itemgetter(0),
                                                        it.groupby([0, 1, 2], f))
    cases['callback group ' + name] = lambda f=f: next(
        it.groupby([0, 0, 1], lambda x: 0 if f is not stop_at_one else f(x)))[1]
    cases['callback iter ' + name] = lambda f=f: iter(lambda: f(1), 3)
    cases['callback zip map ' + name] = lambda f=f: zip([5, 6, 7], map(f, [0, 1, 2]))
    cases['callback chain map ' + name] = lambda f=f: it.chain(map(f, [0, 1, 2]), 'x')
    cases['callback zip_longest map ' + name] = lambda f=f: it.zip_longest(map(f, [0, 1, 2]), 'xy')

cases['iter of chain'] = lambda: it.chain([1], BadIter(), [2])
cases['iter of starmap'] = lambda: it.starmap(print, [BadIter()])
cases['truth filter'] = lambda: filter(None, [1, StopsTruth(), 2])
cases['truth takewhile'] = lambda: it.takewhile(lambda x: StopsTruth(), [1])
cases['truth compress'] = lambda: it.compress('ab', [1, StopsTruth()])
cases['add accumulate'] = lambda: map(type, it.accumulate([StopsAdd(), 1]))
cases['eq iter'] = lambda: iter(StopsAdd, 3)
cases['eq groupby'] = lambda: map(type, it.groupby([StopsAdd(), StopsAdd()]))
cases['getitem'] = lambda: iter(type('S', (), {'__getitem__': lambda s, i: stop_at_one(i)})())
cases['reversed'] = lambda: reversed(
    type('S', (), {'__getitem__': lambda s, i: stop_at_one(i), '__len__': lambda s: 4})())


for label, make in cases.items():
    show(label, make)

# After an error an islice, a pairwise and a batched are over; others go on.


class Fails:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n in (2, 4):
            raise ValueError(self.n)
        return self.n


for label, make in {
    'islice': lambda: it.islice(Fails(), 9), 'islice skip': lambda: it.islice(Fails(), 3, 9),
    'pairwise': lambda: it.pairwise(Fails()), 'batched': lambda: it.batched(Fails(), 3),
    'chain': lambda: it.chain(Fails(), 'x'), 'zip': lambda: zip(Fails()),
    'zip_longest': lambda: it.zip_longest(Fails(), 'abc'), 'cycle': lambda: it.cycle(Fails()),
    'enumerate': lambda: enumerate(Fails()), 'map': lambda: map(str, Fails()),
    'accumulate': lambda: it.accumulate(Fails()), 'tee': lambda: it.tee(Fails())[0],
    'groupby': lambda: it.groupby(Fails()), 'takewhile': lambda: it.takewhile(bool, Fails()),
    'iter': lambda: iter(Fails().__next__, 9),
}.items():
    out = []
    i = make()
    for _ in range(7):
        try:
            value = next(i)
            out.append(value[0] if label == 'groupby' else value)
        except Exception as e:
            out.append((type(e).__name__, *e.args))
    print(label, out)

# Consumers: an exception of the iteration ends it, one of the consumer's own work goes out.


def consume(label, function):
    try:
        print(label, function())
    except BaseException as e:
        print(label, type(e).__name__, e.args)


consume('sum', lambda: sum(map(stop_at_one, [0, 1, 2])))
consume('sum add', lambda: sum([StopsAdd(), 1], StopsAdd()))
consume('any', lambda: any([StopsTruth()]))
consume('all', lambda: all([StopsTruth()]))
consume('sorted', lambda: sorted([1, 2], key=stop))
consume('min', lambda: min([1, 2], key=stop))
consume('max', lambda: max(map(stop_at_one, [0, 1])))
consume('dict', lambda: dict(map(stop, [1])))
consume('set', lambda: set(map(stop_at_one, [0, 1])))
consume('deque', lambda: list(deque(map(stop_at_one, [0, 1]))))
consume('join', lambda: ''.join(map(stop, 'ab')))
consume('bytes', lambda: bytes(map(stop_at_one, [0, 1])))
consume('extend', lambda: [].extend(map(stop, 'ab')))
consume('iadd', lambda: operator.iadd([1], map(stop_at_one, [0, 1])))
consume('slice', lambda: exec('x = [1]; x[:] = map(stop, [1]); print(x)', {'stop': stop}))
consume('in', lambda: 3 in map(stop, [1]))
consume('in eq', lambda: 3 in [StopsAdd()])
consume('index', lambda: operator.indexOf(map(stop, [1]), 3))
consume('count', lambda: operator.countOf(map(stop, [1]), 3))
consume('fsum', lambda: math.fsum(map(stop_at_one, [0, 1])))
consume('prod', lambda: math.prod(map(stop_at_one, [0, 1])))
consume('sumprod', lambda: math.sumprod(map(stop_at_one, [0, 1]), [2]))
consume('starred', lambda: print(*map(stop_at_one, [0, 1])))
consume('set ops', lambda: {1, 2} & set(map(stop_at_one, [2, 1])))
consume('update', lambda: {1}.update(map(stop, [2])))
consume('iter()', lambda: list(BadIter()))
consume('len()', lambda: list(type('L', (), {'__len__': stop, '__iter__': Stops})()))


def in_generator():
    yield next(iter(()))


consume('generator', lambda: list(in_generator()))
consume('generator map', lambda: list(map(next, [iter([1]), iter(()), iter([2])])))

# A generator's value, for all ways to exhaust it.
g = gen(1, (1, 2))
print(next(g))
consume('tuple value', lambda: next(g))
consume('finished', lambda: next(g))
consume('default', lambda: next(gen(0), 'default'))
consume('__next__', lambda: gen(0, [3]).__next__())
consume('send', lambda: gen(0, [3]).send(None))
consume('None value', lambda: next(gen(0, None)))
consume('wrapped', lambda: map(int, gen(0, 4)).__next__())
consume('exception value', lambda: next(gen(0, StopIteration(7))))
