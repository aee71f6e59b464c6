def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Trace:
    def __init__(self, label):
        self.label = label

    def __get__(self, obj, owner=None):
        return (self.label, 'get', type(obj).__name__, owner.__name__ if owner else None)

    def __set__(self, obj, value):
        print(self.label, 'set', type(obj).__name__, value)

    def __delete__(self, obj):
        print(self.label, 'delete', type(obj).__name__)

    def __set_name__(self, owner, name):
        print(self.label, 'set_name', owner.__name__, name)


class A:
    d = Trace('d')
    alias = d


a = A()
print(a.d, A.d, a.alias)
a.d = 5
del a.d
a.__dict__['d'] = 'in dict'
print(a.d)


class B(A):
    pass


print(B().d, B.d, super(B, B()).d, super(B, B).d)


class NonData:
    def __get__(self, obj, owner):
        return 'non-data'


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__['s'] = ('set', value)


class C:
    n = NonData()
    s = SetOnly()


c = C()
print(c.n, type(c.s).__name__, C.n, type(C.s).__name__)
c.n = 'instance'
c.s = 1
print(c.n, c.s, c.__dict__)
attempt(lambda: delattr(c, 's'))
del c.n
print(c.n)


class RaisingGet:
    def __get__(self, obj, owner):
        raise AttributeError('from get')


class RaisingOther:
    def __get__(self, obj, owner):
        raise ValueError('value error from get')


class D:
    r = RaisingGet()
    v = RaisingOther()

    def __getattr__(self, name):
        return 'getattr ' + name


d = D()
print(d.r, hasattr(d, 'r'), getattr(d, 'r', 'default'))
attempt(lambda: d.v)
attempt(lambda: hasattr(d, 'v'))
attempt(lambda: D.r)


class InstanceDescriptor:
    pass


i = InstanceDescriptor()
i.x = NonData()
print(type(i.x).__name__)


class GetOnInstance:
    def __init__(self):
        self.__get__ = lambda obj, owner: 'never called'


class E:
    g = GetOnInstance()


print(type(E().g).__name__)


class BadArgs:
    def __get__(self):
        return 1


class F:
    b = BadArgs()


attempt(lambda: F().b)


class NotCallable:
    __get__ = 5


class G:
    n = NotCallable()


attempt(lambda: G().n)


class NoneGet:
    __get__ = None


class H:
    n = NoneGet()


attempt(lambda: H().n)


class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        return self if obj is None else obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f'{self.name} must be {self.kind.__name__}, not {type(value).__name__}')
        obj.__dict__[self.name] = value


class Person:
    name = Typed(str, 'nobody')
    age = Typed(int, 0)


p = Person()
print(p.name, p.age, Person.name.kind)
p.name = 'Ann'
for n in range(300):
    p.age = n
    assert p.age == n
attempt(lambda: setattr(p, 'age', 'old'))
print(p.__dict__, vars(Person)['age'].default)


class SetNameFails:
    def __set_name__(self, owner, name):
        raise ValueError('set_name failed')


def make_failing():
    class K:
        x = SetNameFails()


try:
    make_failing()
except ValueError as error:
    print(error, error.__notes__)


class Late:
    def __get__(self, obj, owner):
        return 'late'


class Host:
    pass


def read(o):
    try:
        return o.attr
    except AttributeError as error:
        return str(error)


h = Host()
h.__dict__['attr'] = 'instance'
late = Late()
log = []
for n in range(700):
    if n == 100:
        Host.attr = late
    if n == 200:
        Late.__set__ = lambda self, obj, v: None
    if n == 300:
        Late.__get__ = lambda self, obj, owner: 'replaced get'
    if n == 400:
        del Late.__get__
    if n == 500:
        del Late.__set__
    if n == 550:
        del h.__dict__['attr']
    if n == 600:
        del Host.attr
    r = read(h)
    r = r if isinstance(r, str) else type(r).__name__
    if not log or log[-1] != r:
        log.append(r)
print(log)


class Method:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        if obj is None:
            return self.f
        return lambda *a: self.f(obj, *a)


class W:
    @Method
    def double(self, x):
        return (type(self).__name__, x * 2)


w = W()
print([w.double(n) for n in range(100)][-1], W.double(w, 5))
print(classmethod(lambda cls: cls).__get__(5, int)(), staticmethod(len).__get__(5)('abc'), property(lambda self: self + 1).__get__(5), (lambda self: self).__get__(5)(), classmethod(len).__func__ is len, staticmethod(len).__wrapped__ is len, staticmethod(len)('ab'))
attempt(lambda: classmethod(5).__get__(1)())
attempt(lambda: classmethod())
attempt(lambda: staticmethod())
print(int.__dict__['real'].__get__(5), str.__dict__['upper'].__get__('a')(), type(int.__dict__['from_bytes']).__name__, type(dict.__dict__['fromkeys']).__name__, type(int.__dict__['__add__']).__name__, type(str.__dict__['upper']).__name__, type(int.__dict__['real']).__name__)
attempt(lambda: str.__dict__['upper'].__get__(5))
attempt(lambda: int.__dict__['real'].__get__('a'))
attempt(lambda: str.upper(5))
attempt(lambda: int.__add__('a', 1))
