"""object.__getattribute__ of a class: its metaclass and its own dict, not its bases."""


class Meta(type):
    z = 3


class C(metaclass=Meta):
    a = 0
    b = property(lambda self: 1)


class D(C):
    pass


for cls, name in ((C, "a"), (C, "b"), (D, "a"), (C, "q"), (C, "z"), (C, "__name__"), (C, "mro")):
    try:
        print(name, type(object.__getattribute__(cls, name)).__name__)
    except AttributeError as error:
        print(name, error)
