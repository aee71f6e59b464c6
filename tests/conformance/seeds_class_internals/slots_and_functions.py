"""__slots__ instead of an instance dict, and attributes on functions."""


class Car:
    __slots__ = 'model_name', 'manufacturer'

    def __init__(self, manufacturer, model):
        self.manufacturer = manufacturer
        self.model_name = model


c = Car('Toyota', 'Corolla')
print(c.manufacturer)
try:
    c.__dict__
except AttributeError as error:
    print('AttributeError:', error)
try:
    c.other = 1
except AttributeError as error:
    print('AttributeError:', error)
print([name for name in Car.__dict__ if name not in ('__firstlineno__', '__static_attributes__')])
print(Car.__slots__, Car.__dict__['manufacturer'], Car.model_name)
print(type(Car.model_name).__name__, Car.model_name.__get__(c), Car.model_name.__name__)
Car.model_name.__set__(c, 'Yaris')
print(c.model_name)
Car.model_name.__delete__(c)
for action in (lambda: c.model_name, lambda: Car.model_name.__get__(c),
               lambda: Car.model_name.__delete__(c), lambda: Car.model_name.__get__(5),
               lambda: Car.model_name.__set__(object(), 1)):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__ + ':', error)
c.model_name = 'again'
print(c.model_name, hasattr(c, '__weakref__'))

cars = [Car(i, i * 2) for i in range(300)]
total = 0
for car in cars:
    car.manufacturer += 1
    total += car.manufacturer * car.model_name
print(total)


def func():
    print(func.a)
    func.a -= 10


func.a = 10
func.foo = "bar"
func()
func.a += 2
func()
print(func.__dict__)


def counted(a, b):
    counted.ncalls += 1
    return a + b


counted.ncalls = 0
counted(1, 2)
counted(3, 2)
print(counted.ncalls)
for i in range(500):
    counted(i, i)
print(counted.ncalls, counted.__dict__)
counted.__dict__ = {'ncalls': -1, 'fresh': True}
counted(0, 0)
print(counted.ncalls, counted.fresh, vars(counted))
try:
    counted.__dict__ = 5
except TypeError as error:
    print(error)
del counted.ncalls
try:
    counted(1, 1)
except AttributeError as error:
    print(error)
try:
    del counted.missing
except AttributeError as error:
    print(error)
try:
    (lambda: 0).nothing
except AttributeError as error:
    print(error)
