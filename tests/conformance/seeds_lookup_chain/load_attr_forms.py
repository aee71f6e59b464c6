"""Each kind of attribute that has a specialized form, warmed up, then disturbed."""
import math
import sys


class Values:
    def __init__(self, n):
        self.a = n
        self.b = n * 2


class Slotted:
    __slots__ = ('a', 'b')

    def __init__(self, n):
        self.a = n
        self.b = n * 2


def hot(obj, times=200):
    total = 0
    for _ in range(times):
        total += obj.a
    return total


print('instance value', hot(Values(1)), hot(Values(2)))
print('slot', hot(Slotted(3)), hot(Slotted(4)))
print('both', hot(Values(1)) + hot(Slotted(2)))

# instance dict mode: replaced dict, deleted and re-added, many attributes
v = Values(5)
v.__dict__ = {'b': 1, 'a': 7}
print('with hint', hot(v))
del v.b
v.b = 2
print('with hint after delete', hot(v))
many = Values(1)
for i in range(100):
    setattr(many, 'attr%d' % i, i)
print('many attributes', hot(many), sum(many.attr50 for _ in range(100)))
del many.a
many.a = 'x'
try:
    hot(many)
except TypeError as error:
    print(error)
many.a = 9
print(hot(many))

# modules
def pi(n):
    total = 0.0
    for _ in range(n):
        total += math.pi
    return total


print('module', round(pi(200), 6), sys.maxsize > 0)
import math as math_again
print(math_again is math)
try:
    for _ in range(200):
        math.no_such_thing
except AttributeError as error:
    print(error)


# class attributes read through instances, and their shadowing
class Default:
    a = 10


d = Default()
print('class default', hot(d))
d.a = 11
print('shadowed', hot(d))
del d.a
print('unshadowed', hot(d))
Default.a = 12
print('changed', hot(d))

# property, method, classmethod, staticmethod
class Kinds:
    base = 3

    @property
    def a(self):
        return self.base

    def method(self):
        return self.base

    @classmethod
    def cm(cls):
        return cls.base

    @staticmethod
    def sm():
        return 4


k = Kinds()
print('property', hot(k))
print('methods', sum(k.method() + k.cm() + k.sm() + Kinds.cm() + Kinds.sm() for _ in range(200)))
Kinds.a = property(lambda self: 5)
print('property replaced', hot(k))
Kinds.a = 6
print('property gone', hot(k))
k.a = 7
print('instance', hot(k))
Kinds.a = property(lambda self: 8)
print('property back', hot(k), k.__dict__)


# one site, all forms in turn
def one_site(objects):
    return [obj.a for obj in objects]


objects = [Values(1), Slotted(2), v, many, d, k, Values, Default, Kinds] * 30
Values.a = 'class value'
result = one_site(objects)
print(result[:7], [type(r).__name__ for r in result[6:9]])
print(len(result), result[:6] * 30 == [r for i, r in enumerate(result) if i % 9 < 6])

# exceptions from inside a form
class Angry:
    @property
    def a(self):
        raise KeyError('angry')


for obj in (Angry(), object(), 5, None, 'text', Angry):
    try:
        print(type(hot(obj, 1)).__name__)
    except Exception as error:
        print(type(error).__name__, error)
