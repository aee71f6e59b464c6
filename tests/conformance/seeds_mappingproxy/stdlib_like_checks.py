"""Introspection that tells class dicts from plain dicts, and namespaces handed to type()."""
mappingproxy = type(type.__dict__)


class A:
    x = 1

    def method(self):
        return 'm'


def kind_of(namespace):
    if isinstance(namespace, mappingproxy):
        return 'class'
    if isinstance(namespace, dict):
        return 'instance'
    return 'other'


a = A()
a.y = 2
print(kind_of(A.__dict__), kind_of(a.__dict__), kind_of(vars(A)), kind_of(vars(a)))
print(kind_of(type.__dict__), kind_of(int.__dict__), kind_of(globals()))

namespace = {'x': 1, '__len__': lambda self: 3}
B = type('B', (), namespace)
namespace['x'] = 2
namespace['added'] = 3
print(B.x, hasattr(B, 'added'), len(B()))
print(type(B.__dict__).__name__, 'x' in B.__dict__)
print([name for name in B.__dict__ if not name.startswith('__')])

try:
    int.__dict__['x'] = 1
except TypeError as error:
    print(error)
try:
    int.x = 1
except TypeError as error:
    print(error)
try:
    setattr(int, '__len__', 1)
except TypeError as error:
    print(error)
try:
    del int.real
except TypeError as error:
    print(error)

# changes while iterating over a class dict
names = []
try:
    for name in A.__dict__:
        names.append(name)
        setattr(A, 'more' + str(len(names)), 1)
except RuntimeError as error:
    print(error)
print(sorted(n for n in vars(A) if not n.startswith('__')))

# a class dict follows definition order
class Ordered:
    zulu = 1
    alpha = 2

    def mike(self):
        pass

    bravo = 3


print([n for n in Ordered.__dict__ if not n.startswith('__')])
Ordered.alpha = 'again'
del Ordered.zulu
Ordered.zulu = 'back'
print([n for n in Ordered.__dict__ if not n.startswith('__')])
