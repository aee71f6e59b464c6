"""A class attribute named __dict__ hides the descriptor: the store makes an ordinary attribute."""
shared = {'a': 1, 'b': 2}


class A(object):
    __dict__ = None

    def __init__(self):
        self.__dict__ = shared


def attempt(function):
    try:
        print(function())
    except AttributeError as error:
        print('AttributeError:', error)


a = A()
b = A()
attempt(lambda: (a.a, a.b, b.a, b.b))
b.x = 100
print(shared)
print(b.__dict__)
attempt(lambda: a.x)
c = A()
attempt(lambda: (c.a, c.b, c.x))
shared['foo'] = 'bar'
attempt(lambda: (a.foo, b.foo, c.foo))
print((a.__dict__, b.__dict__, c.__dict__))
print(b.x)

# hot, in functions, so that a site that reads .__dict__ or .x warms up
def read_dict(obj):
    return obj.__dict__


def read_x(obj):
    return obj.x


hits = misses = 0
for i in range(600):
    obj = (a, b, c)[i % 3]
    if read_dict(obj) is shared:
        hits += 1
    try:
        hits += read_x(obj) == 100
    except AttributeError:
        misses += 1
print(hits, misses)
print(A.__dict__['__dict__'], A.__weakref__ is A.__dict__['__weakref__'])
print(type(A.__dict__).__name__)
print(hasattr(a, '__dict__'), getattr(a, '__dict__') is shared)
print(vars(a) is shared)
del a.__dict__
print(a.__dict__, A().__dict__ is shared)
del shared['foo']
print(c.__dict__)

# removing the hiding attribute does not bring the descriptor back: it was never made
del A.__init__
try:
    del A.__dict__
except (AttributeError, TypeError) as error:
    print(type(error).__name__, error)
print(b.__dict__)
