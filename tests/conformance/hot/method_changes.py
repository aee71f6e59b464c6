"""Methods replaced, shadowed, deleted, wrapped and moved while calls are hot."""


class Base:
    def m(self, x):
        return 'base', x


class Child(Base):
    pass


class Callable:
    def __call__(self, *a):
        return 'callable', a[-1]


c = Child()


def call(o, x):
    return o.m(x)


def call_kw(o, x):
    return o.m(x=x)


def call_star(o, x):
    return o.m(*(x,))


def bound(o, x):
    f = o.m
    return f(x)


def unbound(o, x):
    return type(o).m(o, x)


def state():
    out = []
    for f in (call, call_kw, call_star, bound, unbound):
        try:
            out.append(f(c, 1))
        except (TypeError, AttributeError, ValueError) as error:
            out.append(str(error))
    return out


def late(self, x):
    return 'late', x


steps = [
    ('start', lambda: None),
    ('Base.m replaced', lambda: setattr(Base, 'm', lambda self, x: ('base 2', x))),
    ('Child.m added', lambda: setattr(Child, 'm', lambda self, x: ('child', x))),
    ('instance shadows', lambda: setattr(c, 'm', lambda x: ('instance', x))),
    ('instance callable', lambda: setattr(c, 'm', Callable())),
    ('instance class', lambda: setattr(c, 'm', str)),
    ('instance unshadowed', lambda: delattr(c, 'm')),
    ('static', lambda: setattr(Child, 'm', staticmethod(lambda x: ('static', x)))),
    ('classmethod', lambda: setattr(Child, 'm', classmethod(lambda cls, x: (cls.__name__, x)))),
    ('property', lambda: setattr(Child, 'm', property(lambda self: lambda x: ('via property', x)))),
    ('callable object', lambda: setattr(Child, 'm', Callable())),
    ('builtin', lambda: setattr(Child, 'm', len)),
    ('class as method', lambda: setattr(Child, 'm', str)),
    ('bound method as attribute', lambda: setattr(Child, 'm', [7, 1].index)),
    ('wrong arity', lambda: setattr(Child, 'm', lambda self: 0)),
    ('more parameters', lambda: setattr(Child, 'm', lambda self, x, y=5: (x, y))),
    ('varargs', lambda: setattr(Child, 'm', lambda *a, **k: (len(a), sorted(k.items())))),
    ('deleted on Child', lambda: delattr(Child, 'm')),
    ('Base gone too', lambda: delattr(Base, 'm')),
    ('getattr', lambda: setattr(Base, '__getattr__', lambda self, n: lambda x=0: ('getattr', n, x))),
    ('back', lambda: setattr(Base, 'm', late)),
    ('code swapped', lambda: setattr(late, '__code__', (lambda self, x: ('swapped', x)).__code__)),
    ('defaults', lambda: setattr(late, '__defaults__', ('d',))),
    ('not callable', lambda: setattr(Child, 'm', 5)),
    ('none', lambda: setattr(Child, 'm', None)),
]
for label, step in steps:
    step()
    runs = [state() for _ in range(40)]
    print(label, *runs[0], runs[0] == runs[-1])


class Acc:
    def __init__(self):
        self.total = 0

    def add(self, v):
        self.total += v
        return self

    def twice(self, v):
        return self.add(v).add(v)


a = Acc()
for i in range(300):
    a.twice(i).add(1)
print(a.total)
add = a.add
for i in range(300):
    if i == 150:
        Acc.add = lambda self, v: self
    add(1)
    a.add(1000)
print(a.total)


class Self:
    def swap(self):
        Self.swap = lambda self: 'second'
        return 'first'

    def remove(self):
        del Self.remove
        return 'removed'


s = Self()
print([s.swap() for _ in range(3)], s.remove())
try:
    s.remove()
except AttributeError as error:
    print(error)


class Arg:
    def m(self, x):
        return x


def evil():
    Arg.m = lambda self, x: ('new', x)
    return 'arg'


arg = Arg()
for _ in range(100):
    arg.m(0)
print(arg.m(evil()), arg.m('after'))


class Arg2:
    def m(self, x):
        return 'old', x


o = Arg2()


def shadow():
    o.m = lambda x: ('shadow', x)
    return 'arg'


for _ in range(100):
    o.m(0)
print(o.m(shadow()), o.m('after'))
lists = [[3, 1, 2], [2], []]
for i in range(300):
    l = lists[i % 3]
    l.append(i)
    l.sort()
    if len(l) > 5:
        l.pop(0)
print(lists)
strs = {'upper': 0}
for i in range(300):
    v = ('abc', [1], {1: 2}, b'x', (1, 2))[i % 5]
    try:
        strs['upper'] += len(v.upper())
    except AttributeError as error:
        strs[str(error)] = strs.get(str(error), 0) + 1
print(strs)


class Rec:
    def fact(self, n):
        return 1 if n < 2 else n * self.fact(n - 1)


class Rec2(Rec):
    def fact(self, n):
        return super().fact(n)


print(Rec().fact(30) == Rec2().fact(30), [x.fact(5) for x in (Rec(), Rec2()) * 3])
