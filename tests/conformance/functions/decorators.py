log = []


def trace(f):
    def wrapper(*args, **kwargs):
        log.append((f.__name__, args, tuple(kwargs.items())))
        return f(*args, **kwargs)
    wrapper.__name__ = f.__name__
    wrapper.__wrapped__ = f
    return wrapper


@trace
def add(a, b=0):
    return a + b


print(add(1), add(1, b=2), log, add.__name__, add.__wrapped__(5, 5))


def times(n):
    print('factory', n)

    def decorate(f):
        print('decorate', n, f.__name__)

        def wrapper(*args):
            return [f(*args) for _ in range(n)]
        wrapper.__name__ = f'{f.__name__}x{n}'
        return wrapper
    return decorate


@times(2)
@times(3)
def value():
    return 1


print(value(), value.__name__)


def replace(f):
    return 'replaced'


@replace
def gone():
    pass


print(gone)


class CountCalls:
    def __init__(self, f):
        self.f = f
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)

    def __get__(self, obj, owner):
        if obj is None:
            return self
        return lambda *args: self(obj, *args)


@CountCalls
def counted(x):
    return x * 2


print(sum(counted(i) for i in range(100)), counted.calls)


class K:
    @CountCalls
    def method(self, x):
        return x + 1

    @staticmethod
    @trace
    def static(x):
        return x

    @classmethod
    @trace
    def klass(cls, x):
        return cls.__name__, x

    @property
    @trace
    def prop(self):
        return 'prop value'

    @trace
    def traced(self):
        return 'traced'


k = K()
log.clear()
print(k.method(1), K.method.calls, K.static(2), k.static(3), K.klass(4), k.prop, k.traced(), len(log))


def tag(name):
    def decorate(cls):
        cls.tag = name
        return cls
    return decorate


def wrap_class(cls):
    class Wrapped(cls):
        wrapped = True
    return Wrapped


@tag('outer')
@wrap_class
@tag('inner')
class Tagged:
    pass


print(Tagged.tag, Tagged.wrapped, Tagged.__name__, Tagged.__mro__[1].tag)
registry = {}


def register(name=None):
    def decorate(f):
        registry[name or f.__name__] = f
        return f
    return decorate


@register()
def one():
    return 1


@register('deux')
def two():
    return 2


print({k: f() for k, f in registry.items()})
decorators = [trace, lambda f: lambda: f() + 1]


@decorators[1]
def indexed():
    return 1


@(lambda f: f() * 2)
def immediate():
    return 21


print(indexed(), immediate)


def bad():
    raise ValueError('decorator failed')


try:
    @bad
    def never():
        pass
except TypeError as error:
    print(error)
try:
    @5
    def never2():
        pass
except TypeError as error:
    print(error)
print('never' in globals())


def retry(times):
    def decorate(f):
        def wrapper(*args):
            last = None
            for attempt in range(times):
                try:
                    return f(attempt, *args)
                except ValueError as error:
                    last = error
            raise last
        return wrapper
    return decorate


@retry(3)
def flaky(attempt, good):
    if attempt < good:
        raise ValueError(f'attempt {attempt}')
    return attempt


print(flaky(0), flaky(2))
try:
    flaky(5)
except ValueError as error:
    print(error)


def cached_property(f):
    name = '_cached_' + f.__name__

    def getter(self):
        if not hasattr(self, name):
            setattr(self, name, f(self))
        return getattr(self, name)
    return property(getter)


class Lazy:
    computed = 0

    @cached_property
    def value(self):
        Lazy.computed += 1
        return 42


lazy = Lazy()
print([lazy.value for _ in range(100)][-1], Lazy.computed)
