"""Instance dicts: reading, saving, restoring; class dicts seen from class and instance."""


class Vehicle:
    kind = 'car'
    lst = [1]

    def __init__(self, manufacturer, model):
        self.manufacturer = manufacturer
        self.model_name = model

    @property
    def name(self):
        return "%s %s" % (self.manufacturer, self.model_name)

    def __repr__(self):
        return "<%s>" % self.name

    @staticmethod
    def from_state(state):
        instance = Vehicle.__new__(Vehicle)
        instance.__dict__.update(state)
        return instance


car = Vehicle('Toyota', 'Corolla')
print(car.__dict__)


def from_dict(dict):
    instance = Vehicle.__new__(Vehicle)
    instance.__dict__.update(dict)
    return instance


class_state = car.__dict__.copy()
print(car)
del car
try:
    car
except NameError as error:
    print(error)
car = from_dict(class_state)
print(car)
print(Vehicle.from_state({'manufacturer': 'A', 'model_name': 'B', 'extra': 1}).__dict__)

incomplete = Vehicle.__new__(Vehicle)
print(incomplete.__dict__)
try:
    repr(incomplete)
except AttributeError as error:
    print(error)

for name, value in Vehicle.__dict__.items():
    if name in ('__firstlineno__', '__static_attributes__'):
        continue
    print(name, type(value).__name__)
print(car.__class__.__dict__ == Vehicle.__dict__, car.__class__ is Vehicle)
print(car.__class__.__dict__['kind'], Vehicle.__dict__['lst'])
try:
    Vehicle.__dict__['kind'] = 1
except TypeError as error:
    print(error)

# many restored objects, read in a hot loop
cars = [from_dict({'manufacturer': 'm%d' % i, 'model_name': i}) for i in range(300)]
print(sum(c.model_name for c in cars), cars[7], cars[299].name)
states = [dict(reversed(list(c.__dict__.items()))) for c in cars]
again = [from_dict(s) for s in states]
print(again[5].__dict__, sum(c.model_name for c in again), again[5])
mixed = cars + again
print(sum(c.model_name for c in mixed), len({c.name for c in mixed}))


# changing through __dict__ is seen by attribute reads and the other way round
def read(v):
    return v.model_name


total = 0
for i in range(400):
    if i % 2:
        car.__dict__['model_name'] = i
    else:
        car.model_name = -i
    total += read(car)
print(total, car.__dict__)
car.__dict__.clear()
try:
    read(car)
except AttributeError as error:
    print(error)
car.__dict__['name'] = 'hidden by the property'
try:
    car.name
except AttributeError as error:
    print(error)
print(car.__dict__)
