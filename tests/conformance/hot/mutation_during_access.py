"""Hooks that change the very thing that is being looked up."""


def attempt(f):
    try:
        return f()
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class SelfDelete:
    def __get__(self, o, k):
        delattr(k, 'attr')
        return 'once'


class A:
    pass


a = A()
out = []
for i in range(200):
    if i % 50 == 0:
        A.attr = SelfDelete()
    out.append(attempt(lambda: a.attr))
print(out.count('once'), out[0], out[1])


class ChangeClass:
    @property
    def p(self):
        self.__class__ = Other
        return 'first class'


class Other:
    @property
    def p(self):
        self.__class__ = ChangeClass
        return 'second class'


c = ChangeClass()
r = [c.p for _ in range(100)]
print(r[0], r[1], r[98], r[99])


class Replace:
    @property
    def v(self):
        Replace.v = 'plain'
        return 'property'


x = Replace()
print([x.v for _ in range(3)])


class SetDuring:
    def __getattr__(self, name):
        setattr(type(self), name, 'installed ' + name)
        return 'computed ' + name


s = SetDuring()
print([s.q for _ in range(3)], [s.w for _ in range(100)].count('installed w'))


class EqMutates:
    def __init__(self, d):
        self.d = d

    def __hash__(self):
        return hash('key')

    def __eq__(self, other):
        self.d.clear()
        return False


d = {}
d['key'] = 1
print(attempt(lambda: d.get(EqMutates(d), 'not found')), d)
d.update({i: i for i in range(20)})
d['key'] = 2
print(attempt(lambda: EqMutates(d) in d), len(d))


class Grower(dict):
    def __missing__(self, k):
        for i in range(100):
            self[f'{k}{i}'] = i
        return len(self)


g = Grower()
print(g['a'], g['a5'], len(g), g['b'])
lst = [1, 2, 3]


class IdxClear:
    def __index__(self):
        lst.clear()
        return 1


print(attempt(lambda: lst[IdxClear()]), lst)
lst.extend([1, 2, 3])


def store():
    lst[IdxClear()] = 5


print(attempt(store), lst)


class CmpMutates:
    def __lt__(self, o):
        items.append(0)
        return True


items = [CmpMutates(), CmpMutates(), CmpMutates()]
print(attempt(lambda: items.sort()))


class DelInInit:
    def __init__(self):
        self.a = 1
        type(self).count = getattr(type(self), 'count', 0) + 1
        if type(self).count % 50 == 0:
            DelInInit.extra = self.count
        del self.a
        self.b = self.count


objs = [DelInInit() for _ in range(200)]
print(objs[-1].__dict__, DelInInit.extra)


class Meth:
    def m(self, x):
        return 'm', x

    def __getattr__(self, n):
        return lambda x: ('getattr', n, x)


m = Meth()


def arg(n):
    if n == 100:
        del Meth.m
    if n == 150:
        Meth.m = lambda self, x: ('back', x)
    return n


out = [m.m(arg(n)) for n in range(200)]
print(out[99], out[100], out[101], out[150], out[151])


class Seq:
    def __init__(self):
        self.data = list(range(10))

    def __iter__(self):
        for x in self.data:
            yield x
            if x == 3:
                self.data = []
                Seq.__iter__ = lambda self: iter('changed')


q = Seq()
print(list(q), list(q))


class Slot:
    __slots__ = ('a',)


sl = Slot()
sl.a = 1


def key(o):
    global descriptor
    if not isinstance(Slot.__dict__.get('a'), int):
        descriptor = Slot.a
        Slot.a = 7
    return o.a


print(sl.a, key(sl), sl.a)
Slot.a = descriptor
print(sl.a)
globals_log = []


def fname():
    return target_name


class Glob:
    def __bool__(self):
        global target_name
        target_name = 'changed in bool'
        return True


target_name = 'start'
for i in range(100):
    if i == 50 and Glob():
        pass
    globals_log.append(fname())
print(globals_log[49], globals_log[50])
dd = {'a': 1, 'b': 2, 'c': 3}


def visitor():
    seen = []
    for k in dd:
        seen.append(k)
        dd[k] = dd.pop(k) if k == 'zz' else dd[k] + 1
    return seen


print(visitor(), dd)


class Hash:
    calls = 0

    def __hash__(self):
        Hash.calls += 1
        if Hash.calls == 2:
            table['other'] = 1
        return 5


table = {}
h = Hash()
table[h] = 'v'
print(table[h], Hash.calls, len(table))


class DictAttr:
    pass


da = DictAttr()
da.x = 1


class Val:
    def __init__(self, n):
        self.n = n

    def __add__(self, o):
        da.__dict__ = {'x': Val(100)}
        return Val(self.n + 1)


da.x = Val(0)
da.x += 1
print(da.x.n, da.__dict__['x'].n)


class SetHook:
    def __setattr__(self, n, v):
        del SetHook.__setattr__
        self.log = n
        object.__setattr__(self, n, v)


sh = SetHook()
sh.z = 5
sh.y = 6
print(sh.__dict__)
