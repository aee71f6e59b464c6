"""Order, sharing, replacement and mutation of instance dicts."""


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y


p = P(1, 2)
print(p.__dict__, list(vars(p)))
q = P.__new__(P)
q.y = 'first'
q.x = 'second'
print(q.__dict__)
del p.x
p.x = 'moved'
print(p.__dict__)
p.z = 3
del p.y
p.y = 'end'
print(p.__dict__)
r = P(1, 2)
d = r.__dict__
r.w = 5
d['v'] = 6
print(r.v, d, d is r.__dict__)
del d['x']
attempt(lambda: r.x)
d.clear()
print(r.__dict__, vars(r) is d)
d['x'] = 'dict x'
r.y = 'attr y'
print(r.x, d)
for key in (1, None, (1, 2), 'normal', 'with space', 'class', ''):
    d[key] = key
print(d, getattr(r, 'with space'), getattr(r, 'class'), getattr(r, ''))
attempt(lambda: getattr(r, 1))
setattr(r, 'odd name!', 1)
print('odd name!' in d)
del r
print(d['y'])


class Many:
    pass


m = Many()
for i in range(200):
    setattr(m, f'f{i}', i)
print(len(m.__dict__), m.f0, m.f199, list(m.__dict__)[:3], sum(m.__dict__.values()))
for i in range(0, 200, 2):
    delattr(m, f'f{i}')
print(len(m.__dict__), m.f1, hasattr(m, 'f2'), list(m.__dict__)[:3])
for i in range(0, 200, 2):
    setattr(m, f'f{i}', -i)
print(list(m.__dict__)[99:103], m.f2)
objs = []
for i in range(100):
    o = Many()
    names = ['a', 'b', 'c', 'd', 'e']
    for k in range(5):
        setattr(o, names[(i * 3 + k * (i % 4 + 1)) % 5], k)
    objs.append(o)
print([list(o.__dict__) for o in objs[:6]], sum(len(o.__dict__) for o in objs))


def total(o):
    t = 0
    for n in ('a', 'b', 'c', 'd', 'e'):
        t += getattr(o, n, 0)
    return t


print([total(o) for o in objs[:10]], sum(getattr(o, 'a', 100) for o in objs))


def reader(o):
    return o.x


log = []
o = P('x', 'y')
for i in range(600):
    if i == 50:
        o.__dict__['x'] = 'via dict'
    if i == 100:
        o.__dict__ = {'x': 'replaced'}
    if i == 150:
        o.__dict__.update(x='updated', n=1)
    if i == 200:
        del o.__dict__['x']
        o.__dict__['x'] = 'moved'
    if i == 250:
        o.__dict__ = {k: v for k, v in zip('abcdefghijklmnop', range(16))} | {'x': 'big'}
    if i == 300:
        shared = o.__dict__
        other = P(0, 0)
        other.__dict__ = shared
        other.x = 'shared write'
    if i == 350:
        o.__dict__ = {}
        P.x = 'class'
    if i == 400:
        o.x = 'own again'
    if i == 450:
        o.__dict__.pop('x')
    if i == 500:
        del P.x
    if i == 550:
        o.__dict__ |= {'x': 'ior'}
    try:
        v = reader(o)
    except AttributeError as error:
        v = str(error)
    if not log or log[-1] != v:
        log.append(v)
print(log)
print(sorted(other.__dict__)[:3], other.x)


class Dup:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __eq__(self, o):
        return self.__dict__ == o.__dict__

    def copy(self):
        new = Dup.__new__(Dup)
        new.__dict__ = self.__dict__.copy()
        return new

    def __repr__(self):
        return 'Dup(' + ', '.join(f'{k}={v!r}' for k, v in self.__dict__.items()) + ')'


a = Dup(x=1, y='z')
b = a.copy()
print(a == b, a is b, b)
b.x = 2
print(a == b, a, b)
copies = [a.copy() for _ in range(100)]
for i, c in enumerate(copies):
    c.x = i
print(sum(c.x for c in copies), a)


class Popper:
    def __init__(self):
        self.a, self.b = 1, 2
        for k in list(self.__dict__):
            setattr(self, k + '2', self.__dict__.pop(k))


print(Popper().__dict__)
it = P(1, 2)
try:
    for k in it.__dict__:
        setattr(it, k + 'x', 1)
except RuntimeError as error:
    print(error)
for k, v in list(it.__dict__.items()):
    it.__dict__[k] = v * 10
print(it.__dict__)


class Base:
    def __init__(self):
        self.base = 1


class Child(Base):
    def __init__(self):
        self.child = 0
        super().__init__()
        self.last = 2


class Child2(Base):
    def __init__(self):
        super().__init__()
        self.child = 0


print(Child().__dict__, Child2().__dict__, [list(k().__dict__) for k in (Child, Child2, Child)])


class Cond:
    def __init__(self, n):
        if n % 2:
            self.odd = n
        self.n = n
        if n % 3 == 0:
            self.three = n


cs = [Cond(i) for i in range(60)]
print([list(c.__dict__) for c in cs[:7]], sum(c.n for c in cs), sum(getattr(c, 'odd', 0) for c in cs), sum(c.three for c in cs if hasattr(c, 'three')))
