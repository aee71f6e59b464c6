"""Hundreds of classes through the same sites: cached lookups must never answer for another class."""


def read(o):
    return o.attr


def call(o, n):
    return o.method(n)


def make(i):
    ns = {}
    if i % 3 == 0:
        ns['attr'] = ('class', i)
    elif i % 3 == 1:
        ns['attr'] = property(lambda self, i=i: ('prop', i))
    ns['method'] = lambda self, n, i=i: i * n
    if i % 7 == 0:
        ns['__slots__'] = ('s',)
    cls = type(f'C{i}', (bases[i % len(bases)],) if i % 2 and i % 7 else (), ns)
    return cls


class Base:
    attr = 'base attr'

    def method(self, n):
        return 'base'


class Base2(Base):
    attr = 'base2 attr'


bases = [Base, Base2]
classes = [make(i) for i in range(400)]
objects = []
for i, c in enumerate(classes):
    o = c()
    if i % 3 == 2 and i % 7:
        o.attr = ('instance', i)
    objects.append(o)


def expected(i):
    if i % 3 == 0:
        return ('class', i)
    if i % 3 == 1:
        return ('prop', i)
    if i % 7:
        return ('instance', i)
    return None


bad = 0
for round_ in range(5):
    for i, o in enumerate(objects):
        try:
            r = read(o)
        except AttributeError as error:
            r = None
        if r != expected(i):
            bad += 1
        if call(o, round_) != i * round_:
            bad += 1
print(bad)
for i in range(0, 400, 5):
    classes[i].attr = ('changed', i)
    classes[i].method = lambda self, n, i=i: ('changed', i)
errors = 0
for i, o in enumerate(objects):
    if i % 5 == 0:
        want = ('instance', i) if i % 3 == 2 and i % 7 else ('changed', i)
        if read(o) != want or call(o, 1) != ('changed', i):
            errors += 1
    else:
        try:
            if read(o) != expected(i):
                errors += 1
        except AttributeError:
            if expected(i) is not None:
                errors += 1
print(errors)
names = [f'name{i}' for i in range(300)]


class Wide:
    pass


w = Wide()
for i, n in enumerate(names):
    if i % 2:
        setattr(w, n, i)
    else:
        setattr(Wide, n, -i)
print(sum(getattr(w, n) for n in names))
for i, n in enumerate(names):
    if i % 3 == 0:
        setattr(Wide, n, 1000)
print(sum(getattr(w, n) for n in names), sum(getattr(Wide, n, 5) for n in names))
for n in names:
    if n in Wide.__dict__:
        delattr(Wide, n)
print(sum(getattr(w, n, 1) for n in names))
generations = []
for g in range(50):
    class Temp(Base):
        def method(self, n):
            return g, n
    t = Temp()
    generations.append(call(t, g))
    if g % 10 == 9:
        Base.attr = f'base at {g}'
    generations.append(read(t))
print(generations[:4], generations[-2:], generations[41])
chain = Base
for i in range(60):
    chain = type(f'D{i}', (chain,), {})
deep = chain()
print(read(deep), call(deep, 0), len(chain.__mro__))
Base.attr = 'changed at root'
print(read(deep))
chain.__mro__[30].attr = 'changed in the middle'
print(read(deep))
del chain.__mro__[30].attr
print(read(deep))
tags = {}
for i in range(3000):
    o = objects[i * 37 % 400]
    try:
        k = read(o)[0]
    except AttributeError:
        k = 'missing'
    tags[k] = tags.get(k, 0) + 1
print(tags)
