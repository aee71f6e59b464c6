"""All instances of a class share one dict that __init__ installs."""
shared = {'a': 1, 'b': 2}


class A(object):
    def __init__(self):
        self.__dict__ = shared


a = A()
b = A()
print((a.a, a.b, b.a, b.b))
b.x = 100
print(shared)
print(a.x)
c = A()
print((c.a, c.b, c.x))
shared['foo'] = 'bar'
print((a.foo, b.foo, c.foo))
print((a.__dict__, b.__dict__, c.__dict__))
print(a.__dict__ is shared, b.__dict__ is shared, a.__dict__ is b.__dict__)

# the same, hot: each instance sees what another one stored
total = 0
for i in range(500):
    (a, b, c)[i % 3].counter = i
    total += a.counter + b.counter + c.counter
print(total, shared['counter'])

del a.x
for other in (a, b, c):
    try:
        other.x
    except AttributeError as error:
        print(error)
shared.clear()
print(vars(a), vars(b))
try:
    c.a
except AttributeError as error:
    print(error)

# keys that are not strings live in the dict and stay out of the way of attributes
shared[1] = 'one'
shared['late'] = 'attr'
print(a.late, a.__dict__[1], sorted(map(str, b.__dict__)))
b.more = 1
print(list(c.__dict__))
