"""Lookups on a class go through its metaclass."""


class DataDescriptor:
    def __get__(self, obj, owner):
        return f'data of {obj.__name__}'

    def __set__(self, obj, value):
        print('meta set', value)


class NonData:
    def __get__(self, obj, owner):
        return 'non-data from metaclass'


class Meta(type):
    data = DataDescriptor()
    non_data = NonData()
    plain = 'meta plain'
    only_meta = 'meta only'

    def method(cls):
        return 'meta method of ' + cls.__name__

    def __getattr__(cls, name):
        if name == 'nothing':
            raise AttributeError('meta says no')
        return 'meta getattr ' + name

    @property
    def prop(cls):
        return 'meta property of ' + cls.__name__


class Base(metaclass=Meta):
    data = 'class data'
    non_data = 'class non-data'
    plain = 'class plain'
    inherited = 'from base'


class Child(Base):
    pass


print(Base.data, '|', Base.non_data, '|', Base.plain, '|', Base.only_meta)
print(Child.data, '|', Child.non_data, '|', Child.plain, '|', Child.inherited)
print(Base.method(), Child.method(), Child.prop, Child.unknown)
try:
    Child.nothing
except AttributeError as error:
    print(error)
Base.data = 1
print(Base.__dict__['data'])
for name in ('only_meta', 'method', 'prop', 'unknown'):
    try:
        getattr(Base(), name)
    except AttributeError as error:
        print(error)
print(Base().data, Base().plain)
del Base.non_data
print(Base.non_data)
try:
    Base.prop = 1
except AttributeError as error:
    print(error)


class User:
    @classmethod
    def cm(cls, x):
        return cls.__name__, x

    @staticmethod
    def sm(x):
        return 'static', x

    class Inner:
        value = 'inner value'


class SubUser(User):
    pass


print(User.cm(1), SubUser.cm(2), SubUser().cm(3), User.sm(4), SubUser().sm(5), User.Inner.value)
print(type(User.__dict__['cm']).__name__, type(User.__dict__['sm']).__name__)
print(User.cm.__self__ is User, SubUser.cm.__self__ is SubUser, User.sm.__name__)

# class attribute reads, hot, with and without a metaclass
log = []


class Counter:
    count = 0


class Derived(Counter):
    pass


for i in range(300):
    Counter.count += 1
    if i == 150:
        Derived.count = -1000
    if i == 200:
        Derived.count += 1
    if i == 250:
        del Derived.count
    if i % 50 == 0:
        log.append((Counter.count, Derived.count))
print(log)

log = []
for i in range(300):
    if i == 100:
        Meta.plain = DataDescriptor()
    if i == 200:
        del Meta.plain
    now = Child.plain
    if not log or log[-1] != now:
        log.append(now)
print(log)
