"""krait.instance_dict finds the real dict where a class attribute hides __dict__."""
import krait

shared = {'a': 1, 'b': 2}


class A(object):
    __dict__ = None

    def __init__(self):
        self.__dict__ = shared


a = A()
b = A()
b.x = 100
shared['foo'] = 'bar'
print(krait.instance_dict(a))
print(krait.instance_dict(b))
krait.instance_dict(b).update(shared)
print((b.a, b.b, b.foo, b.x))
print(krait.instance_dict(b))
print(krait.instance_dict(b)['__dict__'] is shared)
print(krait.instance_dict(b) is krait.instance_dict(b))

# the dict is live in both directions
krait.instance_dict(a)['new'] = 5
print(a.new)
a.newer = 6
print(krait.instance_dict(a))
del krait.instance_dict(a)['new']
try:
    a.new
except AttributeError as error:
    print(error)
del a.__dict__
print(krait.instance_dict(a), a.__dict__)


class Plain:
    def __init__(self):
        self.one = 1
        self.two = 2


p = Plain()
print(krait.instance_dict(p), krait.instance_dict(p) is p.__dict__)
for i in range(300):
    krait.instance_dict(p)['one'] = i
    p.two = p.one + 1
print(p.one, p.two, krait.instance_dict(p))


class Slots:
    __slots__ = ('s',)


try:
    krait.instance_dict(Slots())
except (AttributeError, TypeError) as error:
    print(type(error).__name__)


def function():
    pass


function.attr = 1
print(krait.instance_dict(function))


class Child(A):
    def __init__(self):
        pass


c = Child()
c.q = 1
print(krait.instance_dict(c), c.__dict__)
