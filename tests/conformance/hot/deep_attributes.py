"""Chains of attributes, attributes in every statement position, and evaluation order."""
log = []


class Node:
    def __init__(self, name, **kw):
        object.__setattr__(self, 'name', name)
        self.__dict__.update(kw)

    def __repr__(self):
        return self.name


class Traced:
    def __init__(self, name):
        object.__setattr__(self, '_n', name)

    def __getattribute__(self, n):
        if n.startswith('_'):
            return object.__getattribute__(self, n)
        log.append('get ' + self._n + '.' + n)
        return Traced(self._n + '.' + n)

    def __setattr__(self, n, v):
        log.append('set ' + self._n + '.' + n)

    def __delattr__(self, n):
        log.append('del ' + self._n + '.' + n)

    def __call__(self, *a, **k):
        log.append('call ' + self._n)
        return self

    def __getitem__(self, k):
        log.append('item ' + self._n)
        return self

    def __setitem__(self, k, v):
        log.append('setitem ' + self._n)

    def __add__(self, o):
        log.append('add')
        return self

    def __iadd__(self, o):
        log.append('iadd')
        return self

    def __iter__(self):
        log.append('iter')
        return iter([1, 2])


def flush():
    print(', '.join(log))
    log.clear()


a, b = Traced('a'), Traced('b')
a.x.y.z
flush()
a.x.y = b.p.q
flush()
a.x[b.k] = b.v
flush()
a.x += b.y
flush()
a.f(b.g, k=b.h).i
flush()
a.x, b.y = b.p, a.q
flush()
a.x.y[b.z].w += a.v + b.u
flush()
del a.x.y, b.z
flush()
for a.i in b.items:
    pass
flush()
[b.t for _ in a.src]
flush()
(a.m, *b.rest) = a.values
flush()
a.f(*b.args)
flush()
x = a.c if b.cond else a.other
flush()
{a.k1: b.v1, a.k2: b.v2}
flush()
f'{a.name!s:.0}{b.name!s:.0}'
flush()


def fn(p=a.default, *, q=b.kwdefault):
    return a.ret


flush()
fn()
flush()


class K(object):
    v = a.body
    w = v.deeper


flush()
root = Node('root', child=Node('child', child=Node('grand', value=5)))


def chain(n):
    return n.child.child.value


total = 0
for i in range(400):
    if i == 100:
        root.child.child = Node('new grand', value=50)
    if i == 200:
        root.child = Node('new child', child=Node('x', value=500))
    if i == 300:
        Node.value = property(lambda self: 1)
        del root.child.child.__dict__['value']
    total += chain(root)
print(total)
del Node.value
try:
    chain(root)
except AttributeError as error:
    print(error)
root.child = None
try:
    chain(root)
except AttributeError as error:
    print(error)


class Linked:
    def __init__(self, v, next=None):
        self.v = v
        self.next = next


head = None
for i in range(200):
    head = Linked(i, head)


def walk(n):
    s = 0
    while n:
        s += n.v
        n = n.next
    return s


print(walk(head), walk(None), walk(head.next.next))


class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def dot(self, o):
        return self.x * o.x + self.y * o.y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)


vs = [Vec(i, i / 2) if i % 3 else Vec(float(i), 2 ** 60) for i in range(200)]
acc = Vec(0, 0)
d = 0
for v in vs:
    acc = acc + v
    d += v.dot(acc)
print(acc.x, acc.y, d)


class Cfg:
    class Inner:
        deep = {'k': [1, 2, 3]}

        @staticmethod
        def f(x):
            return x * 2


print([Cfg.Inner.deep['k'][i % 3] + Cfg.Inner.f(i) for i in range(60)][-1])
o = Node('o')
o.o = o
for _ in range(100):
    r = o.o.o.o.o.o.o.name
print(r)
