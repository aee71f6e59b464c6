def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Meta(type):
    log = []

    def __new__(mcls, name, bases, ns, **kw):
        mcls.log.append(('new', name, kw))
        cls = super().__new__(mcls, name, bases, ns)
        cls.tag = kw.get('tag', 'none')
        return cls

    def __init__(cls, name, bases, ns, **kw):
        cls.log.append(('init', name, sorted(k for k in ns if not k.startswith('__'))))
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        cls.log.append(('call', cls.__name__, args))
        return super().__call__(*args, **kw)

    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        mcls.log.append(('prepare', name, tuple(b.__name__ for b in bases)))
        return {'prepared': True}

    def __repr__(cls):
        return f'<Meta {cls.__name__}>'

    def __len__(cls):
        return 42

    def __getitem__(cls, key):
        return cls.__name__, key

    def __iter__(cls):
        return iter('meta')

    def __contains__(cls, x):
        return x == 'in'

    def __eq__(cls, other):
        return cls is other or other == 'equal'

    def __hash__(cls):
        return 7

    def __add__(cls, other):
        return 'class add'

    def __bool__(cls):
        return False

    def __instancecheck__(cls, obj):
        return obj == 'instance' or type.__instancecheck__(cls, obj)

    def __subclasscheck__(cls, sub):
        return sub is int or type.__subclasscheck__(cls, sub)

    def __setattr__(cls, name, value):
        cls.log.append(('setattr', name))
        super().__setattr__(name, value)

    def __lt__(cls, other):
        return 'lt'


class A(metaclass=Meta, tag='A tag'):
    x = 1

    def __init__(self, v):
        self.v = v


class B(A, tag='B tag', other=5):
    pass


for entry in Meta.log:
    print(entry)
Meta.log.clear()
print(A, B.tag, A.prepared, type(A).__name__, type(B) is Meta, A(5).v, B(v=6).v)
print(len(A), A['k'], list(A), 'in' in A, 'out' in A, A == 'equal', A == B, A != B, hash(A), A + 1, bool(A), not A, A < B)
print(isinstance('instance', A), isinstance(5, A), issubclass(int, A), issubclass(str, A), issubclass(B, A), isinstance(B(1), A))
A.y = 2
print(Meta.log)
attempt(lambda: len(A(1)))
attempt(lambda: A(1)[0])
attempt(lambda: A())


class Singleton(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, *args):
        self.args = args


print(Config(1) is Config(2), Config(3).args, all(Config() is Config() for _ in range(100)))


class Other(type):
    pass


class O1(metaclass=Other):
    pass


class M1(metaclass=Meta):
    pass


attempt(lambda: type('Conflict', (O1, M1), {}))


class Sub(Other):
    pass


class O2(O1, metaclass=Sub):
    pass


print(type(O2).__name__, type(type('O3', (O2, O1), {})).__name__)


def function_meta(name, bases, ns):
    return (name, bases, sorted(k for k in ns if not k.startswith('__')))


class FromFunction(metaclass=function_meta):
    a = 1
    b = 2


print(FromFunction)


class NoKw(type):
    pass


def with_kw():
    class K(metaclass=NoKw, foo=1):
        pass


attempt(with_kw)


class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return Namespace()

    def __new__(mcls, name, bases, ns):
        cls = super().__new__(mcls, name, bases, dict(ns))
        cls.order = ns.order
        return cls


class Namespace(dict):
    def __init__(self):
        super().__init__()
        self.order = []

    def __setitem__(self, k, v):
        self.order.append(k)
        super().__setitem__(k, v)

    def __missing__(self, k):
        if k.startswith('auto_'):
            return k.upper()
        raise KeyError(k)


class Auto(metaclass=Ordered):
    first = auto_one
    second = 2

    def method(self):
        pass
    first = 'again'


print([n for n in Auto.order if not n.startswith('__')], Auto.first)


class BadPrepare(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return 5


def bad_prepare():
    class K(metaclass=BadPrepare):
        pass


attempt(bad_prepare)


class Registry(type):
    classes = []

    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        if bases:
            Registry.classes.append(name)


class Plugin(metaclass=Registry):
    pass


class P1(Plugin):
    pass


class P2(P1):
    pass


print(Registry.classes)


class MetaMethods(type):
    def shared(cls):
        return 'meta ' + cls.__name__

    @property
    def size(cls):
        return len(cls.__dict__) > 0

    def __getattr__(cls, name):
        return f'{cls.__name__}?{name}'

    def __dir__(cls):
        return ['only', 'these']


class MM(metaclass=MetaMethods):
    def shared(self):
        return 'instance shared'

    own = 'own'


print(MM.own, MM.size, MM.unknown, MM().shared(), MetaMethods.shared(MM), dir(MM))
attempt(lambda: MM.shared())
attempt(lambda: MM().unknown)
attempt(lambda: MM().size)
def setter(cls, v):
    type.__setattr__(cls, '_d', v)


log = []
for i in range(300):
    if i == 100:
        MetaMethods.dynamic = property(lambda cls: 'meta property')
    if i == 120:
        MetaMethods.dynamic = property(lambda cls: 'meta property 2', setter)
    if i == 150:
        MM.dynamic = 'kept by the setter'
        MetaMethods.dynamic = 'plain'
        MM.dynamic = 'class attribute'
        MetaMethods.dynamic = property(lambda cls: 'wins over class')
    if i == 200:
        del MetaMethods.dynamic
    if i == 250:
        type.__delattr__(MM, 'dynamic')
    try:
        r = MM.dynamic
    except AttributeError as error:
        r = str(error)
    if not log or log[-1] != r:
        log.append(r)
print(log)
print(type.__call__(int, '5'), type.mro(MM), type(MM).mro(MetaMethods)[0].__name__, type.__name__, type(type), isinstance(type, type))
attempt(lambda: type.__call__())
attempt(lambda: type.mro())
attempt(lambda: setattr(MM, '__class__', Other))
print(type(MM).__name__)
attempt(lambda: setattr(MM, '__class__', int))
