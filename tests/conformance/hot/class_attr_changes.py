"""Class attributes change in every way while instance and class reads are hot."""


class Base:
    value = 'base'


class Mid(Base):
    pass


class Leaf(Mid):
    pass


leaf = Leaf()


def via_instance(o):
    return o.value


def via_class():
    return Leaf.value


def via_type(o):
    return type(o).value


def via_getattr(o):
    return getattr(o, 'value')


def via_super():
    return super(Mid, leaf).value


def state():
    out = []
    for f in (lambda: via_instance(leaf), via_class, lambda: via_type(leaf), lambda: via_getattr(leaf), via_super):
        try:
            out.append(f())
        except AttributeError as error:
            out.append(str(error))
    return out


class Data:
    def __init__(self, tag):
        self.tag = tag

    def __get__(self, o, k):
        return self.tag + (' i' if o is not None else ' c')

    def __set__(self, o, v):
        o.__dict__['value'] = 'set ' + str(v)


steps = [
    ('nothing', lambda: None),
    ('Mid gains', lambda: setattr(Mid, 'value', 'mid')),
    ('Leaf gains', lambda: setattr(Leaf, 'value', 'leaf')),
    ('Base changes', lambda: setattr(Base, 'value', 'base 2')),
    ('instance gains', lambda: setattr(leaf, 'value', 'instance')),
    ('Leaf data descriptor', lambda: setattr(Leaf, 'value', Data('leaf data'))),
    ('write through it', lambda: setattr(leaf, 'value', 5)),
    ('Leaf loses', lambda: delattr(Leaf, 'value')),
    ('Base data descriptor', lambda: setattr(Base, 'value', Data('base data'))),
    ('Mid loses', lambda: delattr(Mid, 'value')),
    ('instance loses', lambda: leaf.__dict__.pop('value')),
    ('Data loses __set__', lambda: delattr(Data, '__set__')),
    ('instance gains', lambda: setattr(leaf, 'value', 'instance again')),
    ('Data gets __delete__', lambda: setattr(Data, '__delete__', lambda self, o: None)),
    ('Data get replaced', lambda: setattr(Data, '__get__', lambda self, o, k: 'other get')),
    ('Data loses __get__', lambda: delattr(Data, '__get__')),
    ('Base plain', lambda: setattr(Base, 'value', 'plain')),
    ('Base property', lambda: setattr(Base, 'value', property(lambda self: 'prop'))),
    ('Base function', lambda: setattr(Base, 'value', 'no function')),
    ('Base loses', lambda: delattr(Base, 'value')),
    ('instance loses', lambda: delattr(leaf, 'value')),
    ('Mid getattr', lambda: setattr(Mid, '__getattr__', lambda self, n: 'getattr ' + n)),
    ('object-level name', lambda: setattr(Base, 'value', None)),
    ('Mid getattr gone', lambda: delattr(Mid, '__getattr__')),
]
for label, step in steps:
    step()
    runs = [state() for _ in range(40)]
    shown = [[x if isinstance(x, (str, type(None))) else type(x).__name__ for x in r] for r in (runs[0], runs[-1])]
    print(label, shown[0], shown[0] == shown[1])


class Counter:
    n = 0


def bump():
    Counter.n += 1
    return Counter.n


class Sub(Counter):
    pass


def bump_self(o):
    o.n += 1
    return o.n


s = Sub()
for i in range(500):
    bump()
    if i == 250:
        Counter.n = 0.5
    if i > 300:
        bump_self(s)
print(Counter.n, Sub.n, s.n, s.__dict__)


class Config:
    debug = False
    level = 1


def check():
    if Config.debug:
        return Config.level * 100
    return Config.level


out = []
for i in range(300):
    if i % 50 == 25:
        Config.debug = not Config.debug
    if i % 70 == 35:
        Config.level += 1
    r = check()
    if not out or out[-1] != r:
        out.append(r)
print(out)
for i in range(1500):
    setattr(Config, f'a{i % 300}', i)
    if i % 3 == 0:
        Config.level = i
    assert check() in (i // 3 * 3, i // 3 * 300), check()
print(check())
class Temp:
    pass
results = []
for i in range(200):
    T = type('T', (Temp,), {'value': i})
    t = T()
    if i % 2:
        t.value = -i
    results.append(via_instance(t))
print(sum(results), results[:5])
