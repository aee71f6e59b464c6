"""A descriptor's own class changes behind a hot site, by every path."""


class Desc:
    def __init__(self, v):
        self.v = v

    def __get__(self, o, k):
        return 'get', self.v


class Root:
    pass


class Passive(Root):
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f'Passive({self.v})'


class Active(Passive):
    def __get__(self, o, k):
        return 'active', self.v

    def __set__(self, o, x):
        o.__dict__['stored'] = x


class Host:
    d = Desc(1)
    p = Passive(2)


def read_d(h):
    return h.d


def read_p(h):
    return h.p


h = Host()
h.__dict__['d'] = 'instance d'


def state():
    out = []
    for f in (read_d, read_p):
        try:
            r = f(h)
            out.append(r if isinstance(r, (str, tuple)) else repr(r) if isinstance(r, Passive) else type(r).__name__)
        except (AttributeError, TypeError) as error:
            out.append(str(error))
    return out


steps = [
    ('start', lambda: None),
    ('Desc gains __set__', lambda: setattr(Desc, '__set__', lambda s, o, x: None)),
    ('Desc loses __set__', lambda: delattr(Desc, '__set__')),
    ('Desc gains __delete__', lambda: setattr(Desc, '__delete__', lambda s, o: None)),
    ('Desc loses __delete__', lambda: delattr(Desc, '__delete__')),
    ('instance d removed', lambda: h.__dict__.pop('d')),
    ('descriptor value', lambda: setattr(Host.__dict__['d'], 'v', 10)),
    ('Desc get changed', lambda: setattr(Desc, '__get__', lambda s, o, k: ('new get', s.v))),
    ('Desc get removed', lambda: delattr(Desc, '__get__')),
    ('Passive object changes class', lambda: setattr(Host.__dict__['p'], '__class__', Active)),
    ('Passive back', lambda: setattr(Host.__dict__['p'], '__class__', Passive)),
    ('Passive gains __get__', lambda: setattr(Passive, '__get__', lambda s, o, k: ('passive get', s.v))),
    ('Passive loses __get__', lambda: delattr(Passive, '__get__')),
    ('Passive base gains', lambda: setattr(Passive, '__bases__', (Grand,))),
    ('Grand gains __get__', lambda: setattr(Grand, '__get__', lambda s, o, k: ('grand get', s.v))),
    ('instance p', lambda: h.__dict__.__setitem__('p', 'instance p')),
    ('Grand gains __set__', lambda: setattr(Grand, '__set__', lambda s, o, x: o.__dict__.__setitem__('via', x))),
    ('store through it', lambda: setattr(h, 'p', 'stored')),
    ('Grand loses __set__', lambda: delattr(Grand, '__set__')),
    ('Grand loses __get__', lambda: delattr(Grand, '__get__')),
    ('get on metaclass only', lambda: setattr(Host, 'd', 'plain')),
]


class Grand:
    pass


for label, step in steps:
    step()
    runs = [state() for _ in range(50)]
    print(label, runs[0], runs[0] == runs[-1])
print(h.__dict__)


class Func:
    def __call__(self, *a):
        return 'called', len(a)


class Host2:
    f = Func()


h2 = Host2()
log = []
for i in range(400):
    if i == 100:
        Func.__get__ = lambda s, o, k: (lambda *a: ('bound', len(a)))
    if i == 200:
        Func.__set__ = lambda s, o, v: None
    if i == 250:
        h2.__dict__['f'] = lambda *a: ('instance', len(a))
    if i == 300:
        del Func.__set__
    if i == 350:
        del Func.__get__, h2.__dict__['f']
    r = h2.f(1, 2)
    if not log or log[-1] != r:
        log.append(r)
print(log)


class MetaDesc(type):
    pass


class DescWithMeta(metaclass=MetaDesc):
    def __get__(self, o, k):
        return 'meta desc'


class Host3:
    m = DescWithMeta()


h3 = Host3()
h3.__dict__['m'] = 'instance'
log = []
for i in range(300):
    if i == 100:
        MetaDesc.__set__ = lambda *a: None
    if i == 200:
        DescWithMeta.__set__ = lambda *a: None
    r = h3.m
    if not log or log[-1] != r:
        log.append(r)
print(log)


class PropSub(property):
    pass


class Host4:
    x = PropSub(lambda self: 'prop')


h4 = Host4()
h4.__dict__['x'] = 'instance'
log = []
for i in range(300):
    if i == 100:
        PropSub.__get__ = lambda s, o, k: 'overridden get'
    if i == 200:
        del PropSub.__get__
    r = h4.x
    if not log or log[-1] != r:
        log.append(r)
print(log)
