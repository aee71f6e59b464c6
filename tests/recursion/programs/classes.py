"""Deep hierarchies of classes and of metaclasses, tuples of classes, bases that are no classes."""
import gc

from attempts import LENGTH, end, may, must, nest

DEPTH = 2000


class A:
    pass


class Other:
    pass


lowest = A
for number in range(DEPTH):
    lowest = type(f"C{number}", (lowest,), {})


def change():
    A.__len__ = lambda self: 3
    assert len(lowest()) == 3
    A.x = 1
    assert lowest().x == lowest.x == 1
    assert isinstance(lowest(), A) and issubclass(lowest, A)
    A.__bases__ = (Other,)
    Other.y = 2
    assert lowest().y == 2
    dir(lowest())
    repr(lowest)


may("hierarchy", change, TypeError)
gc.collect()


def metaclasses():
    meta = type
    for number in range(DEPTH):
        meta = meta(f"M{number}", (type,), {})
    cls = meta("C", (), {})
    cls.x = 1
    assert cls().x == 1
    meta.y = 2


may("metaclasses", metaclasses, TypeError)


def diamonds():
    top = lowest = type("Top", (), {})
    for number in range(50):
        lowest = type("D", (type("L", (lowest,), {}), type("R", (lowest,), {})), {})
    top.__len__ = lambda self: 4
    top.x = 1
    assert len(lowest()) == 4 and lowest().x == 1


may("diamonds", diamonds)
classes = nest(lambda x: (x,), int)
may("isinstance", lambda: isinstance("", classes))
may("issubclass", lambda: issubclass(str, classes))


class Bases:
    @property
    def __bases__(self):
        return (Bases(),)


class Check(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, cls)

    def __call__(cls):
        return cls()


class Checked(metaclass=Check):
    pass


class Namer:
    def __set_name__(self, owner, name):
        type("C", (), {"a": Namer()})


class Spawning:
    def __init_subclass__(cls):
        type("C", (Spawning,), {})


must("bases", lambda: issubclass(Bases(), int))
must("__instancecheck__", lambda: isinstance(1, Checked))
must("__subclasscheck__", lambda: issubclass(int, Checked))
must("metaclass __call__", lambda: Checked())
must("__set_name__", lambda: type("C", (), {"a": Namer()}))
must("__init_subclass__", lambda: type("C", (Spawning,), {}))
end()
