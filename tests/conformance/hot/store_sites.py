"""Attribute stores at hot sites: new, existing, over class defaults, slots, properties, hooks."""


class P:
    default = 'd'

    def __init__(self):
        self.a = 0


class Slot:
    __slots__ = ('a', 'v')


class Prop:
    @property
    def v(self):
        return self._v

    @v.setter
    def v(self, x):
        self._v = ('set', x)


class Hook:
    def __setattr__(self, n, x):
        object.__setattr__(self, n, ('hook', x))


class RO:
    @property
    def v(self):
        return 'ro'


class Desc:
    def __get__(self, o, k):
        return o.__dict__.get('desc')

    def __set__(self, o, x):
        o.__dict__['desc'] = ('desc', x)


class WithDesc:
    v = Desc()


class Default:
    v = 'class default'


class Sub(P):
    pass


def store(o, x):
    o.v = x


def load(o):
    return o.v


makers = [P, Slot, Prop, Hook, RO, WithDesc, Default, Sub]
for m in makers:
    o = m()
    for i in range(80):
        try:
            store(o, i)
            r = load(o)
        except AttributeError as error:
            r = str(error)
    print(m.__name__, r, getattr(o, '__dict__', 'no dict'))
objects = [m() for m in makers]
errors = 0
for i in range(1600):
    try:
        store(objects[i * 5 % 8], i)
    except AttributeError:
        errors += 1
print(errors, [getattr(o, 'v', None) for o in objects])
fresh = []
for i in range(300):
    o = P()
    store(o, i)
    o.b = i
    fresh.append(o)
print(fresh[0].__dict__, fresh[-1].__dict__, sum(load(o) for o in fresh))
orders = set()
for i in range(200):
    o = P()
    if i % 2:
        o.b = 1
    store(o, 2)
    if i % 3:
        o.c = 3
    orders.add(tuple(o.__dict__))
print(sorted(orders))
log = []
o = P()
for i in range(900):
    if i == 100:
        P.v = 'class attr'
    if i == 200:
        P.v = property(lambda s: 'prop', lambda s, x: s.__dict__.__setitem__('hidden', x))
    if i == 300:
        del P.v
    if i == 400:
        P.__setattr__ = lambda s, n, x: s.__dict__.__setitem__(n, ('hooked', x))
    if i == 500:
        del P.__setattr__
    if i == 600:
        o.__dict__ = {'z': 1}
    if i == 700:
        P.v = Desc()
    if i == 800:
        del Desc.__set__
    store(o, i)
    if i % 100 == 99:
        log.append(dict(o.__dict__))
for line in log:
    print(line)


def delete(o):
    del o.v


outcomes = {}
for i in range(800):
    o = objects[i % 8]
    try:
        delete(o)
        r = 'deleted'
    except AttributeError as error:
        r = str(error)
    key = (type(o).__name__, r)
    outcomes[key] = outcomes.get(key, 0) + 1
    if i % 3 == 0:
        try:
            store(o, i)
        except AttributeError:
            pass
for key in sorted(outcomes):
    print(key, outcomes[key])


class Grow:
    pass


g = Grow()
for i in range(500):
    setattr(g, f'n{i % 120}', i)
    g.last = i
    if i % 50 == 0:
        del g.last
print(len(g.__dict__), g.n0, g.last, list(g.__dict__)[:4])


class Pair:
    def __init__(self, a, b):
        self.a = a
        self.b = b

    def swap(self):
        self.a, self.b = self.b, self.a
        return self


pairs = [Pair(i, str(i)) for i in range(200)]
for p in pairs:
    p.swap().swap().swap()
print(pairs[5].__dict__, pairs[-1].a)


def aug(o):
    o.n += 1


class N:
    n = 100


class NS:
    __slots__ = 'n'

    def __init__(self):
        self.n = 0


class NP:
    def __init__(self):
        self.k = 0

    @property
    def n(self):
        return self.k

    @n.setter
    def n(self, v):
        self.k = v * 2 if v < 50 else 0


ns = [N(), NS(), NP(), N()]
for i in range(400):
    aug(ns[i % 4])
print([x.n for x in ns], N.n, ns[0].__dict__)
N.n = 'text'
x = N()
try:
    aug(x)
except TypeError as error:
    print(error, x.__dict__)


def store_module(m, v):
    m.stored_here = v


import sys
main = sys.modules['__main__']
for i in range(200):
    store_module(main, i)
    assert stored_here == i
print(stored_here)


def store_class(k, v):
    k.cv = v


for i in range(200):
    store_class(Grow, i)
    assert g.cv == i and Grow.cv == i
print(g.cv)


def store_func(f, v):
    f.tag = v


for i in range(200):
    store_func(store_class, i)
print(store_class.tag, store_class.__dict__)
bad = {}
for i in range(300):
    try:
        store([5, 'a', None, (), len, 1.5][i % 6], 1)
    except AttributeError as error:
        bad[str(error)] = bad.get(str(error), 0) + 1
print(bad)
