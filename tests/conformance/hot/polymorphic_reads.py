"""One read site that sees one, two, four, five and fifty types, in runs and interleaved."""


class A:
    def __init__(self):
        self.x = 'A'


class B:
    def __init__(self):
        self.pad = 0
        self.x = 'B'


class C:
    __slots__ = ('x',)

    def __init__(self):
        self.x = 'C'


class D:
    x = 'D'


class E:
    @property
    def x(self):
        return 'E'


class F:
    def __getattr__(self, name):
        return 'F'


class G:
    def __getattribute__(self, name):
        return 'G'


class H(A):
    pass


class I:
    def x(self):
        return 'I'


class J:
    def __init__(self):
        self.__dict__ = {'q': 1, 'x': 'J'}


class K:
    @staticmethod
    def x():
        return 'K'


class L:
    @classmethod
    def x(cls):
        return 'L'


kinds = [A, B, C, D, E, F, G, H, I, J, K, L]
objects = [k() for k in kinds]


def read2(o):
    return o.x


def read4(o):
    return o.x


def read_all(o):
    return o.x


def show(v):
    return v() if callable(v) else v


for i in range(300):
    r = read2(objects[i % 2])
    assert r == 'AB'[i % 2]
for i in range(300):
    r = read4(objects[i % 4])
    assert r == 'ABCD'[i % 4]
counts = {}
for i in range(1200):
    r = show(read_all(objects[i % 12]))
    counts[r] = counts.get(r, 0) + 1
print(counts)
for n in (1, 2, 3, 4, 5, 6, 8, 12):
    def site(o):
        return o.x
    result = ''.join(show(site(objects[i % n])) for i in range(n * 50))
    print(n, result[:12], result == ''.join(show(site(objects[k % n])) for k in range(n * 50)))
many = [type(f'M{i}', (), {'x': i} if i % 2 else {'__init__': lambda self, i=i: setattr(self, 'x', i)})() for i in range(50)]
print(sum(read_all(m) for _ in range(20) for m in many))
for i, m in enumerate(many):
    type(m).x = property(lambda self, i=i: i * 10)
print(sum(read_all(m) for _ in range(20) for m in many))


def write(o, v):
    o.y = v


def delete(o):
    del o.y


for i in range(600):
    o = objects[i % 12]
    try:
        write(o, i)
        if i % 5 == 0:
            delete(o)
    except AttributeError as error:
        if i < 12:
            print(error)
print([getattr(o, 'y', 'none') for o in objects[:5]])


def call(o):
    return o.m(1)


methods = [type(f'C{i}', (), {'m': (lambda i: lambda self, v: (i, v))(i)})() for i in range(8)]
methods[3].m = lambda v: ('instance', v)
type(methods[4]).m = staticmethod(lambda v: ('static', v))
type(methods[5]).m = classmethod(lambda cls, v: (cls.__name__, v))
type(methods[6]).m = property(lambda self: lambda v: ('property', v))
type(methods[7]).__getattr__ = lambda self, n: lambda v: ('getattr', n, v)
del type(methods[7]).m
for n in range(1, 9):
    def site(o):
        return o.m(1)
    for _ in range(80):
        out = [site(o) for o in methods[:n]]
    print(out[-1])
total = {}
for i in range(800):
    r = str(call(methods[i * 3 % 8])[0])
    total[r] = total.get(r, 0) + 1
print(total)
