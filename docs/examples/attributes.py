"""How `obj.name` finds its answer, step by step.

1. the class and its bases (the MRO) are searched for `name`; if what is found there is a *data
   descriptor* (its class has `__set__` or `__delete__`), it answers;
2. otherwise the instance's own dict answers, if it has the name;
3. otherwise what step 1 found answers: through its `__get__` if it has one, as it is if not;
4. otherwise `__getattr__` is asked, if the class has one; without it, AttributeError is raised.
"""


class Data:
    """A data descriptor: it has __get__ and __set__."""

    def __get__(self, obj, owner):
        return "the data descriptor"

    def __set__(self, obj, value):
        print(f"    (__set__ keeps {value!r} to itself)")


class NonData:
    """A non-data descriptor: only __get__; functions are of this kind."""

    def __get__(self, obj, owner):
        return "the non-data descriptor"


class Base:
    inherited = "a class attribute of Base"


class Example(Base):
    data = Data()
    non_data = NonData()
    plain = "a class attribute"

    def method(self):
        return "a method"

    @property
    def computed(self):
        return "a property"

    def __getattr__(self, name):
        if name.startswith("dynamic"):
            return f"__getattr__({name!r})"
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def show(obj, *names):
    for name in names:
        try:
            value = getattr(obj, name)
        except AttributeError as error:
            value = f"AttributeError: {error}"
        print(f"  {name:<14} -> {value() if callable(value) else value}")


print("An object with nothing of its own:")
obj = Example()
show(obj, "data", "non_data", "plain", "inherited", "method", "computed", "dynamic_1", "missing")

print("The same, with every name put into its dict:")
for name in ("data", "non_data", "plain", "inherited", "method", "computed", "dynamic_1"):
    obj.__dict__[name] = "the instance"
show(obj, "data", "non_data", "plain", "inherited", "method", "computed", "dynamic_1")

print("Stores follow the same order:")
obj.data = "ignored"
try:
    obj.computed = "refused"
except AttributeError as error:
    print(f"    ({error})")
obj.plain = "stored in the instance"
show(obj, "data", "computed", "plain")
print(f"  Example.plain is still {Example.plain!r}")

print("Changing a class is seen at once, everywhere:")


def read(o):
    return o.inherited


fresh = Example()
before = {read(fresh) for _ in range(1000)}
Base.inherited = "changed in Base"
after = {read(fresh) for _ in range(1000)}
Example.inherited = "now in Example too"
later = {read(fresh) for _ in range(1000)}
print(" ", before, after, later)

print("Slots are data descriptors at fixed places:")


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


point = Point(1, 2)
print(f"  {point.x + point.y} from {Point.x!r}")
try:
    point.z = 3
except AttributeError as error:
    print(f"  {error}")

print("On a class, its metaclass takes the part of the class:")


class Meta(type):
    @property
    def label(cls):
        return f"label of {cls.__name__}, from the metaclass"


class Labelled(metaclass=Meta):
    label = "the class's own"


print(f"  Labelled.label   -> {Labelled.label}")
print(f"  Labelled().label -> {Labelled().label}")
