"""The __dict__ descriptor of a class: reading, setting and deleting through it."""
shared = {'a': 1, 'b': 2}


class A(object):
    def __init__(self):
        self.__dict__ = shared


a = A()
print(sorted(A.__dict__))
descriptor = A.__dict__['__dict__']
print(repr(descriptor))
print(type(descriptor).__name__, descriptor.__name__, descriptor.__objclass__ is A)
print(repr(A.__dict__['__weakref__']))
print(descriptor.__get__(a))
print(descriptor.__get__(a) is shared)

new_dict = {}
descriptor.__set__(a, new_dict)
a.spam = 'eggs'
print(a.__dict__)
print(new_dict)
b = A()
print(b.__dict__)

for bad in (None, 1, [], 'text', [('a', 1)]):
    try:
        a.__dict__ = bad
    except TypeError as error:
        print('TypeError:', error)


class MyDict(dict):
    def __getitem__(self, key):
        raise RuntimeError('not asked')


a.__dict__ = MyDict(k=5)
print(a.k, type(a.__dict__).__name__, a.__dict__)
a.j = 6
print(sorted(vars(a).items()))

try:
    A.__dict__ = {}
except AttributeError as error:
    print('AttributeError:', error)
try:
    del A.__dict__
except AttributeError as error:
    print('AttributeError:', error)
try:
    descriptor.__get__(object())
except TypeError as error:
    print('TypeError:', error)
try:
    descriptor.__set__(5, {})
except TypeError as error:
    print('TypeError:', error)
print(descriptor.__get__(None, A) is descriptor)

# deleting an instance's __dict__ leaves it a new, empty one
c = A()
del c.__dict__
print(c.__dict__, shared)
c.y = 1
print(c.__dict__, shared)

print(A.__weakref__ is A.__dict__['__weakref__'])
A.__weakref__ = 1
print((A.__weakref__, A.__dict__['__weakref__']))
print(a.__weakref__)


# a subclass has no descriptor of its own
class B(A):
    pass


print('__dict__' in B.__dict__, '__weakref__' in B.__dict__)
d = B()
print(d.__dict__ is shared, A.__dict__['__dict__'].__get__(d) is shared)
A.__dict__['__dict__'].__set__(d, {'own': 1})
print(d.own, d.__dict__)
