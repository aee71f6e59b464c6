"""Non-data descriptors give way to the instance; data descriptors do not."""


class MyClass:
    def method(self):
        return "class method"

    @property
    def value(self):
        return 42


obj = MyClass()
print(obj.method())
obj.method = lambda: "instance override"
print(obj.method())
print(MyClass().method())
del obj.method
print(obj.method())

obj.__dict__['value'] = 99
print(obj.value, obj.__dict__)
for name in ('__get__', '__set__', '__delete__'):
    print(name, hasattr(MyClass.method, name), hasattr(MyClass.__dict__['value'], name))


class NonDataDescriptor:
    """Only __get__: the instance dict can override."""

    def __get__(self, obj, objtype=None):
        return "from descriptor"


class DataDescriptor:
    """Has __get__ and __set__: beats the instance dict."""

    def __get__(self, obj, objtype=None):
        return "from descriptor"

    def __set__(self, obj, value):
        pass


class SetOnly:
    def __set__(self, obj, value):
        obj.__dict__['set_only'] = ('via set', value)


class DeleteOnly:
    def __delete__(self, obj):
        print('__delete__ called')


class GetAndDelete:
    def __get__(self, obj, objtype=None):
        return 'get of get-and-delete'

    def __delete__(self, obj):
        print('deleted')


class Holder:
    non_data = NonDataDescriptor()
    data = DataDescriptor()
    set_only = SetOnly()
    delete_only = DeleteOnly()
    get_delete = GetAndDelete()


h = Holder()
for name in ('non_data', 'data', 'set_only', 'delete_only', 'get_delete'):
    first = getattr(h, name)
    print(name, type(first).__name__ if not isinstance(first, str) else first)
    h.__dict__[name] = 'instance'
    second = getattr(h, name)
    print('   with instance value:', type(second).__name__ if not isinstance(second, str) else second)
for name in ('non_data', 'data', 'set_only', 'delete_only', 'get_delete'):
    try:
        setattr(h, name, 'stored')
        print(name, 'set ->', h.__dict__[name])
    except AttributeError as error:
        print(name, 'set ->', error)
for name in ('non_data', 'data', 'set_only', 'delete_only', 'get_delete'):
    try:
        delattr(h, name)
        print(name, 'deleted ->', name in h.__dict__)
    except AttributeError as error:
        print(name, 'delete ->', error)
print(sorted(h.__dict__))
print(Holder.non_data, Holder.data, Holder.get_delete, type(Holder.set_only).__name__)


# a descriptor's own class gains __set__ while a site is hot
def read(x):
    return x.late


class Late:
    def __get__(self, obj, owner):
        return 'descriptor'


class User:
    late = Late()


u = User()
u.__dict__['late'] = 'instance'
log = []
for i in range(400):
    if i == 100:
        Late.__set__ = lambda self, obj, value: None
    if i == 200:
        del Late.__set__
    if i == 300:
        User.__dict__['late'].__class__ = type('Other', (), {
            '__get__': lambda self, obj, owner: 'other class', '__set__': lambda *args: None})
    answer = read(u)
    if not log or log[-1][1] != answer:
        log.append((i, answer))
print(log)
