"""__getattribute__ runs for each access, __getattr__ only when the lookup fails."""


class Traced:
    def __getattribute__(self, name):
        print(f"Accessing {name}")
        return super().__getattribute__(name)

    def method(self):
        return "hello"


t = Traced()
print(t.method())
t.x = 1
print(t.x)
print(len(t.__dict__))
try:
    t.missing
except AttributeError as error:
    print(error)
print(hasattr(t, 'y'), getattr(t, 'z', 'default'))


class Recursive:
    def __getattribute__(self, name):
        return self.anything


try:
    Recursive().x
except RecursionError as error:
    print(str(error)[:32])


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, '_target', target)

    def __getattr__(self, name):
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        if name.startswith('_'):
            object.__setattr__(self, name, value)
        else:
            setattr(self._target, name, value)


class Target:
    def __init__(self):
        self.a = 1

    def hello(self, who):
        return f'hello {who} from {self.a}'


target = Target()
proxy = Proxy(target)
print(proxy.a, proxy.hello('you'))
proxy.a = 5
proxy._own = 6
print(target.__dict__, sorted(proxy.__dict__), proxy._own)
try:
    proxy.nothing
except AttributeError as error:
    print(error)
try:
    len(proxy)
except TypeError as error:
    print(error)
total = 0
for i in range(300):
    proxy.count = i
    total += proxy.count + proxy.a
print(total, target.count)


class Fallback:
    present = 'class'

    def __init__(self):
        self.calls = 0

    def __getattr__(self, name):
        self.calls += 1
        if name.startswith('no'):
            raise AttributeError(f'custom: {name}')
        return name.upper()


f = Fallback()
for i in range(300):
    f.present, f.absent
print(f.calls, f.abc)
try:
    f.nope
except AttributeError as error:
    print(error)
print(hasattr(f, 'nothing'), hasattr(f, 'something'))
f.abc = 'now real'
print(f.abc, f.calls)
del f.abc
print(f.abc, f.calls)


class Both:
    def __getattribute__(self, name):
        if name == 'fail':
            raise AttributeError('from getattribute')
        if name == 'error':
            raise ValueError('not an attribute error')
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return 'getattr ' + name


b = Both()
b.real = 'real'
print(b.real, b.fail, b.unknown)
try:
    b.error
except ValueError as error:
    print(error)


class PropertyFails:
    @property
    def prop(self):
        return self.does_not_exist

    def __getattr__(self, name):
        return 'fallback for ' + name


print(PropertyFails().prop)


class PropertyRaises:
    @property
    def prop(self):
        raise AttributeError('inner')

    def __getattr__(self, name):
        return 'caught ' + name


p = PropertyRaises()
print([p.prop for _ in range(100)][-1])

# the hooks appear and disappear while hot
class Plain:
    pass


log = []
plain = Plain()
plain.x = 'x'
for i in range(500):
    if i == 100:
        Plain.__getattr__ = lambda self, name: 'getattr ' + name
    if i == 200:
        Plain.__getattribute__ = lambda self, name: 'getattribute ' + name
    if i == 300:
        del Plain.__getattribute__
    if i == 400:
        del Plain.__getattr__
    try:
        now = (plain.x, plain.y)
    except AttributeError as error:
        now = str(error)
    if not log or log[-1] != now:
        log.append(now)
print(log)
plain.__getattr__ = lambda name: 'instance hooks do not count'
try:
    plain.y
except AttributeError as error:
    print(error)
