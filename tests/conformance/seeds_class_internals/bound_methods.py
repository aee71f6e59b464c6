"""Functions become methods when they are read through an instance."""


class Test:
    def square(self, x):
        return x ** 2


def head(obj):
    return repr(obj).split(' at ')[0]


t = Test()
print(head(t.square))
print(head(Test.square))
print(head(Test.__dict__['square']))
print(Test.square is Test.__dict__['square'], t.square is t.square, t.square == t.square)
bound_square = t.square
print(bound_square(10))
print(bound_square.__self__ is t, bound_square.__func__ is Test.square)
print(bound_square.__name__, bound_square.__qualname__, type(bound_square).__name__)


def square(self, x):
    return x ** 2


print(head(square))
bound_square = square.__get__(t, Test)
print(head(bound_square))
print(bound_square(10))
print(bound_square.__self__ is t)
print(head(square.__get__(None, Test)), square.__get__(None, Test) is square)
try:
    square.__get__(None, None)
except TypeError as error:
    print(error)
try:
    Test.square(10)
except TypeError as error:
    print(error)
try:
    t.square()
except TypeError as error:
    print(error)
try:
    t.square(1, 2)
except TypeError as error:
    print(error)
print(Test.square(None, 5))
print(Test().square == Test().square, t.square == Test().square, hash(t.square) == hash(t.square))
try:
    t.square.attr = 1
except AttributeError as error:
    print(error)
Test.square.attr = 2
print(t.square.attr)


# a method kept on an instance, in a list, in a dict
t.kept = t.square
print(t.kept(3), [f(4) for f in (t.square, t.kept)], {'k': t.square}['k'](5))
t.square = lambda x: -x
print(t.square(6), Test().square(6), t.kept(6))
del t.square
print(t.square(6))

# hot calls through a saved bound method, and through the attribute while the class changes
total = 0
saved = t.square
for i in range(400):
    if i == 150:
        Test.square = lambda self, x: x
    if i == 250:
        Test.square = staticmethod(lambda x: 1000)
    if i == 350:
        Test.square = classmethod(lambda cls, x: len(cls.__name__))
    total += t.square(i) + saved(2)
print(total)

# built-in functions do not bind
Test.length = len
print(t.length('four'))
Test.number = int
print(t.number('12'))


class Callable:
    def __call__(self, *args):
        return args


Test.thing = Callable()
print(t.thing(1, 2))
other = Test()
Test.linked = other.square
print(t.linked(3))
