"""Instance and class variables: precedence, shadowing, mutable class variables."""


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


car = Vehicle('Toyota', 'Corolla')
print(car, car.kind)
car2 = Vehicle('Honda', 'Civic')
print((car.kind, car2.kind))
Vehicle.kind = 'scrap'
print((car.kind, car2.kind))
Vehicle.kind = 'car'
print((car.kind, car2.kind))
car.kind = 'scrap'
print((car.kind, car2.kind))
print(car.__dict__, car2.__dict__)
del car.kind
print((car.kind, car2.kind))
try:
    del car.kind
except AttributeError as error:
    print('AttributeError:', error)


class Test:
    lst = [1, ]


t1 = Test()
t2 = Test()
print((t1.lst, t2.lst))
t1.lst.append(2)
print((t1.lst, t2.lst))
t1.lst += [3]
print(t1.lst, t2.lst, Test.lst, 'lst' in t1.__dict__, t1.lst is Test.lst)
t2.lst = t2.lst + [4]
print(t1.lst, t2.lst, Test.lst)


def kinds(vehicles):
    return [v.kind for v in vehicles]


# the same changes while the site is hot
seen = []
for i in range(500):
    if i == 100:
        Vehicle.kind = 'bus'
    if i == 200:
        car.kind = 'own'
    if i == 300:
        del car.kind
    if i == 400:
        del Vehicle.kind
        Vehicle.kind = 'last'
    now = kinds((car, car2))
    if not seen or seen[-1][1] != now:
        seen.append((i, now))
print(seen)
try:
    car.name = 'x'
except AttributeError as error:
    print(error)
try:
    del car.name
except AttributeError as error:
    print(error)
try:
    car.wheels
except AttributeError as error:
    print(error)
