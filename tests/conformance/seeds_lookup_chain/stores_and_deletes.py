"""The write side: descriptors with __set__ and __delete__, validation, read-only fields."""


class PositiveInt:
    def __set_name__(self, owner, name):
        self.name = name
        self.storage = f"_{name}"

    def __get__(self, obj, objtype=None):
        if obj is None:
            return self
        return getattr(obj, self.storage, 0)

    def __set__(self, obj, value):
        if not isinstance(value, int) or value < 0:
            raise ValueError(f"{self.name} must be a positive integer")
        setattr(obj, self.storage, value)


class Validated:
    PositiveInt = PositiveInt
    count = PositiveInt()
    size = PositiveInt()


v = Validated()
print(v.count, v.size, v.__dict__)
v.count = 5
v.size = 7
print(v.count, v.size, v.__dict__)
for bad in (-1, 'x', 1.5, None):
    try:
        v.count = bad
    except ValueError as error:
        print(error)
print(v.count, type(Validated.count).__name__, Validated.count.name, Validated.size.storage)
try:
    del v.count
except AttributeError as error:
    print(error)


class Deletable:
    def __get__(self, obj, owner=None):
        return obj.__dict__.get('stored', 'nothing')

    def __set__(self, obj, value):
        obj.__dict__['stored'] = value

    def __delete__(self, obj):
        print('deleting', obj.__dict__.pop('stored', 'nothing'))


class D:
    field = Deletable()


d = D()
del d.field
d.field = 1
del d.field
print(d.field, d.__dict__)
d.x = 1
del d.x
try:
    del d.x
except AttributeError as error:
    print(error)


class Field:
    """Keeps values in the instance dict under a prefixed name."""

    def __set_name__(self, owner, name):
        self.public_name = name
        self.private_name = f"_field_{name}"

    def __get__(self, obj, objtype=None):
        if obj is None:
            return self
        value = obj.__dict__.get(self.private_name)
        if value is None:
            raise ValueError(f"{self.public_name} has not been set")
        return value

    def __set__(self, obj, value):
        obj.__dict__[self.private_name] = value


class Model:
    name = Field()
    email = Field()


m = Model()
try:
    m.name
except ValueError as error:
    print(error)
m.name = 'Ann'
print(m.name, m.__dict__, isinstance(Model.name, Field), Model.email.public_name)
models = [Model() for _ in range(200)]
for i, model in enumerate(models):
    model.name = f'n{i}'
    model.email = i
print(sum(model.email for model in models), models[-1].name, models[3].__dict__)
Model.name = 'plain now'
print(m.name, models[5].name)
m.name = 'instance now'
print(m.name, m.__dict__)

# a descriptor put on a class later gets no __set_name__ call
class Later:
    pass


Later.field = Field()
try:
    Later().field
except AttributeError as error:
    print(error)
Later.field.__set_name__(Later, 'field')
later = Later()
later.field = 3
print(later.field)

# __setattr__ and __delattr__ see everything
class Logged:
    log = []

    def __setattr__(self, name, value):
        Logged.log.append(('set', name, value))
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        Logged.log.append(('del', name))
        object.__delattr__(self, name)


g = Logged()
g.a = 1
g.a += 1
del g.a
try:
    del g.a
except AttributeError as error:
    print(error)
print(Logged.log)
Logged.other = 2
print(len(Logged.log))
del Logged.__setattr__
g.b = 3
print(len(Logged.log), g.b)
