"""Inheritance: the MRO, and the order data descriptor, instance, non-data descriptor."""


class A:
    pass


class B:
    pass


class C(A, B):
    pass


print(C.mro())
print(C.__mro__, C.__bases__, C.__base__)


class Vehicle:
    kind = 'car'

    def __init__(self, manufacturer, model):
        self.manufacturer = manufacturer
        self.model_name = model

    @property
    def name(self):
        return "%s %s" % (self.manufacturer, self.model_name)

    def __repr__(self):
        return "<%s>" % self.name


def get_attribute(obj, index):
    class_definition = obj.__class__
    descriptor = None
    for cls in class_definition.mro():
        if index in cls.__dict__:
            descriptor = cls.__dict__[index]
            break
    if hasattr(descriptor, '__set__'):
        return descriptor, 'data descriptor'
    if index in obj.__dict__:
        return obj.__dict__[index], 'instance attribute'
    if descriptor is not None:
        return descriptor, 'non-data descriptor'
    else:
        raise AttributeError


car = Vehicle('Toyota', 'Corolla')
for name in ('kind', 'name', 'model_name', '__repr__', '__init__', '__class__',
             '__eq__'):
    value, where = get_attribute(car, name)
    print(name, repr(value).split(' at ')[0], '|', where)
try:
    get_attribute(car, 'nothing')
except AttributeError as error:
    print(type(error), error.args)

# all levels keep their variables in one instance dict
class Base:
    def __init__(self):
        self.base = 1


class Middle(Base):
    def __init__(self):
        super().__init__()
        self.middle = 2


class Top(Middle):
    def __init__(self):
        super().__init__()
        self.top = 3


print(Top().__dict__)

# who is whose subclass at the very top
print(isinstance(object, type), issubclass(object, type))
print(isinstance(type, object), issubclass(type, object))
print(object.__class__, object.__base__, type(object))
print(type.__class__, type.__base__, type(type))
print(object.__bases__, type.__bases__, type.__mro__)
try:
    object().x = 1
except AttributeError as error:
    print(error)

# the answer of one site as each of the three kinds appears and goes
class NonData:
    def __get__(self, obj, owner):
        return 'non-data'


class Data:
    def __get__(self, obj, owner):
        return 'data'

    def __set__(self, obj, value):
        raise AttributeError('read only')


class Parent:
    pass


class Child(Parent):
    pass


def read(obj):
    try:
        return obj.attr
    except AttributeError as error:
        return str(error)


child = Child()
steps = [
    lambda: None,
    lambda: setattr(Parent, 'attr', 'plain in parent'),
    lambda: setattr(Child, 'attr', NonData()),
    lambda: child.__dict__.__setitem__('attr', 'instance'),
    lambda: setattr(Parent, 'attr', Data()),
    lambda: delattr(Child, 'attr'),
    lambda: setattr(Child, 'attr', Data()),
    lambda: setattr(Child, 'attr', 'plain in child'),
    lambda: child.__dict__.clear(),
    lambda: delattr(Child, 'attr'),
    lambda: delattr(Parent, 'attr'),
]
for step in steps:
    step()
    answers = []
    for _ in range(80):
        answer = read(child)
        if answer not in answers:
            answers.append(answer)
    print(answers)
