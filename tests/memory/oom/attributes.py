"""Classes, instances, descriptors, inheritance, properties, changes of classes."""


class Base:
    kind = "base"

    def __init__(self, x):
        self.x = x

    @property
    def twice(self):
        return self.x * 2

    @classmethod
    def make(cls, x):
        return cls(x)

    @staticmethod
    def add(a, b):
        return a + b


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


class Described:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.__dict__.get("_" + self.name, 0)

    def __set__(self, obj, value):
        obj.__dict__["_" + self.name] = value


def instances():
    items = [Base(i) for i in range(20)]
    for item in items:
        item.extra = item.x + 1
        item.more = str(item.x)
    return sum(i.extra for i in items), "".join(i.more for i in items)


def inheritance():
    class Left(Base):
        def name(self):
            return "left " + super().kind

    class Right(Base):
        def name(self):
            return "right"

    class Both(Left, Right):
        pass

    return Both(3).name(), Both.make(4).twice, Both.add(1, 2), [c.__name__ for c in Both.__mro__]


def descriptors():
    class Holder:
        field = Described()
        other = Described()

    h = Holder()
    for i in range(12):
        h.field = h.field + i
        h.other = h.field
    return h.field, h.other, sorted(vars(h))


def changes():
    class Changing:
        value = 1

    def reads(obj):
        return [obj.value for _ in range(5)]

    obj = Changing()
    seen = reads(obj)
    Changing.value = 2
    seen += reads(obj)
    obj.value = 3
    seen += reads(obj)
    del obj.value
    Changing.value = property(lambda self: 4)
    return seen + reads(obj)


def slots():
    s = [Slotted(i, -i) for i in range(10)]
    return sum(x.a * x.b for x in s), hasattr(s[0], "c")


def dynamic():
    made = [type("Made%d" % i, (Base,), {"value": i}) for i in range(8)]
    made[0].__bases__ = (made[1],)
    return [cls.value for cls in made], sorted(cls.__name__ for cls in Base.__subclasses__() if "Made" in cls.__name__)


def special():
    class Number:
        def __init__(self, n):
            self.n = n

        def __add__(self, other):
            return Number(self.n + other.n)

        def __eq__(self, other):
            return self.n == other.n

        def __hash__(self):
            return self.n

        def __repr__(self):
            return f"<{self.n}>"

        def __getattr__(self, name):
            return name.upper()

    a = Number(1) + Number(2)
    return a, a == Number(3), {a, Number(3)}, a.missing, [Number(i) for i in range(5)]


for work in (instances, inheritance, descriptors, changes, slots, dynamic, special):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
