def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Setter:
    def __init__(self):
        self.x = 1

    def __setattr__(self, name, value):
        object.__setattr__(self, name, ('via', value))


s = Setter()
s.y = 2
print(s.x, s.y, s.__dict__)
object.__setattr__(s, 'z', 3)
s.__dict__['w'] = 4
print(s.z, s.w)


class Deleter:
    def __delattr__(self, name):
        print('del', name)


d = Deleter()
d.a = 1
del d.a, d.b
print(d.a)


class Frozen:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def __setattr__(self, name, value):
        raise AttributeError(f'frozen: {name}')

    def __delattr__(self, name):
        raise AttributeError(f'frozen delete: {name}')


f = Frozen(a=1)
attempt(lambda: setattr(f, 'a', 2))
attempt(lambda: delattr(f, 'a'))
print(f.a)


def assign():
    f.b = 5


attempt(assign)


class Dynamic:
    def __init__(self):
        self.calls = []

    def __getattr__(self, name):
        if name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        self.calls.append(name)
        return lambda *a: (name, a)


dyn = Dynamic()
print(dyn.foo(1), dyn.bar(2, 3), dyn.calls)
attempt(lambda: dyn.__secret__)
attempt(lambda: len(dyn))
attempt(lambda: dyn + 1)
for i in range(300):
    dyn.hot(i)
print(len(dyn.calls))


class NoInitYet:
    def __getattr__(self, name):
        return self.missing_too


try:
    NoInitYet().x
except RecursionError:
    print('recursion')


class Full:
    def __getattribute__(self, name):
        if name == 'magic':
            return 'magic value'
        if name.startswith('bad'):
            raise AttributeError('refused ' + name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return 'fallback ' + name

    def method(self):
        return self.magic


o = Full()
o.real = 'real'
print(o.magic, o.real, o.bad_one, o.method(), o.other, o.__class__.__name__)
results = {}
for i in range(400):
    r = (o.magic, o.real, o.bad_x, o.nope)[i % 4]
    results[r] = results.get(r, 0) + 1
print(results)


class Inherit(Full):
    magic = 'class magic'

    def __init__(self):
        self.own = 1


print(Inherit().magic, Inherit().own, Inherit().unknown)


class Slotted:
    __slots__ = ('a',)

    def __getattr__(self, name):
        return 'slot fallback ' + name

    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


sl = Slotted()
print(sl.a, sl.b)
sl.a = 5
print(sl.a)
attempt(lambda: setattr(sl, 'b', 1))


class Counter:
    def __init__(self):
        object.__setattr__(self, 'writes', 0)

    def __setattr__(self, name, value):
        object.__setattr__(self, 'writes', self.writes + 1)
        object.__setattr__(self, name, value)


c = Counter()
for i in range(300):
    c.v = i
    if i == 150:
        saved = Counter.__setattr__
        del Counter.__setattr__
    if i == 200:
        Counter.__setattr__ = saved
print(c.v, c.writes)


class Proxy:
    def __init__(self, target):
        self.__dict__['_t'] = target

    def __getattr__(self, name):
        return getattr(self._t, name)

    def __setattr__(self, name, value):
        setattr(self._t, name, value)

    def __delattr__(self, name):
        delattr(self._t, name)

    def __len__(self):
        return len(self._t)

    def __eq__(self, other):
        return self._t == other


class T:
    v = 1

    def m(self):
        return 'm', self.v


t = T()
p = Proxy(Proxy(t))
p.v = 10
print(p.m(), t.v, p.v, t.__dict__)
del p.v
print(p.v)
attempt(lambda: p.nope)
attempt(lambda: delattr(p, 'nope'))
pl = Proxy([1, 2, 3])
pl.append(4)
print(len(pl), pl == [1, 2, 3, 4], pl.index(3))


class Getter:
    def __getattr__(self, name):
        raise KeyError(name)


attempt(lambda: Getter().x)
attempt(lambda: hasattr(Getter(), 'x'))
attempt(lambda: getattr(Getter(), 'x', 'default'))


class ReturnsNotImpl:
    def __getattr__(self, name):
        return NotImplemented


print(ReturnsNotImpl().x)


class Dir:
    def __dir__(self):
        return ['z', 'a', 'm']


print(dir(Dir()))


class BadDir:
    def __dir__(self):
        return 5


attempt(lambda: dir(BadDir()))


class MetaHook(type):
    def __getattribute__(cls, name):
        if name == 'intercepted':
            return 'meta getattribute'
        return super().__getattribute__(name)

    def __setattr__(cls, name, value):
        super().__setattr__(name, ('meta set', value))

    def __delattr__(cls, name):
        print('meta del', name)
        super().__delattr__(name)


class Hooked(metaclass=MetaHook):
    intercepted = 'class'
    normal = 'normal'


print(Hooked.intercepted, Hooked().intercepted, Hooked.normal)
Hooked.new = 1
print(Hooked.new, Hooked().new)
del Hooked.new
attempt(lambda: Hooked.new)
print([Hooked.intercepted for _ in range(100)][-1])
attempt(lambda: object.__getattribute__(5, 'nope'))
attempt(lambda: object.__setattr__(5, 'x', 1))
attempt(lambda: object.__setattr__(Hooked, 'x', 1))
attempt(lambda: type.__setattr__(5, 'x', 1))
attempt(lambda: type.__getattribute__(5, 'x'))
attempt(lambda: object.__delattr__(t, 'v'))
print(object.__getattribute__(t, 'm')(), type.__getattribute__(T, 'v'))
