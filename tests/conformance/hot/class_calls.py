"""Calls through classes: functions of a class, class methods and static methods, by the class and by its instances."""


class Base:
    kind = "base"

    @classmethod
    def make(cls, value):
        self = cls()
        self.value = value
        return self

    @staticmethod
    def double(value):
        return value * 2

    def describe(self, extra):
        return (type(self).__name__, self.kind, self.value, extra)


class Derived(Base):
    kind = "derived"

    def describe(self, extra):
        return Base.describe(self, extra) + ("derived",)


def rounds(classes, count):
    out = []
    for i in range(count):
        cls = classes[i % len(classes)]
        thing = cls.make(i)
        other = thing.make(i + 1)
        out.append((cls.double(i), thing.double(i), Base.describe(other, i), cls.describe(thing, i)))
    return out[-len(classes):]


print(rounds([Base], 60))
print(rounds([Derived], 60))
print(rounds([Base, Derived], 60))


def call_make(receiver, count):
    result = None
    for i in range(count):
        result = receiver.make(i)
    return result if not isinstance(result, Base) else result.value


def call_double(receiver, count):
    result = None
    for i in range(count):
        result = receiver.double(i)
    return result


def describe_through(cls, thing, count):
    result = None
    for i in range(count):
        result = cls.describe(thing, i)
    return result


class Local(Base):
    pass


local = Local()
print(call_make(Local, 40), call_make(local, 40), call_double(Local, 40), call_double(local, 40))
print(describe_through(Local, Local.make(3), 40))

# What the sites know changes.
Local.double = staticmethod(lambda value: value + 1)
print(call_double(Local, 40), call_double(local, 40))
Local.double = classmethod(lambda cls, value: (cls.__name__, value))
print(call_double(Local, 40), call_double(local, 40))
Local.double = lambda *args: args[-1]
print(call_double(Local, 40), call_double(local, 40))
del Local.double
print(call_double(Local, 40), call_double(local, 40))
Base.make = classmethod(lambda cls, value: ("made", cls.__name__, value))
print(call_make(Local, 40), call_make(local, 40))
local.make = lambda value: ("instance", value)
print(call_make(Local, 40), call_make(local, 40))
del local.make
print(call_make(local, 40))
local.__dict__["double"] = lambda value: ("dict", value)
print(call_double(local, 40), call_double(Local(), 40))


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    @staticmethod
    def double(value):
        return value * 2

    @classmethod
    def make(cls, value):
        return (cls.__name__, value)

    def describe(thing, extra):
        return ("with meta", thing, extra)


instance = WithMeta()
print(call_double(WithMeta, 40), call_double(instance, 40), call_make(WithMeta, 40), call_make(instance, 40))
print(describe_through(WithMeta, 1, 40))
Meta.double = property(lambda cls: lambda value: ("meta property", value))
Meta.make = property(lambda cls: lambda value: ("meta property", value))
Meta.describe = lambda cls, *args: ("not a data descriptor",)
print(call_double(WithMeta, 40), call_double(instance, 40), call_make(WithMeta, 40), call_make(instance, 40))
print(describe_through(WithMeta, 1, 40))
del Meta.double, Meta.make
print(call_double(instance, 40), call_double(WithMeta, 40))
print(call_make(instance, 40), call_make(WithMeta, 40))
Meta.double = property(lambda cls: lambda value: ("meta property again", value))
print(call_double(WithMeta, 40), call_double(instance, 40))


# The same site with the class, then with an instance: a function binds only to the latter.
class Loose:
    def method(*args):
        return len(args)


def call_method(receivers):
    return [receiver.method(1) for receiver in receivers]


print(call_method([Loose] * 40 + [Loose()] * 5 + [Loose] * 5))
print(call_method([Loose()] * 40 + [Loose] * 5 + [Loose()] * 5))


# Wrong arguments.
def wrong(receiver, count):
    message = None
    for i in range(count):
        try:
            if i < count - 1:
                receiver.double(i)
            else:
                receiver.double(i, i)
        except TypeError as error:
            message = str(error)
    return message


print(wrong(Base, 40), wrong(Base(), 40))


def rebind(count):
    results = []
    for i in range(count):
        results.append(Base.double(i))
        if i == count // 2:
            Base.double.__code__ = (lambda value: value * 100).__code__
        if i == count - 5:
            Base.double.__defaults__ = (7,)
    return results


print(rebind(40))


def hidden(base, build):
    class Kind(base):
        @classmethod
        def make(cls, value):
            return ("class", cls.__name__, value)

        @staticmethod
        def double(value):
            return ("static", value)

    one, two = build(Kind), build(Kind)
    out = [call_make(Kind, 40), call_double(Kind, 40)]
    one.make = lambda value: ("instance", value)
    two.__dict__["double"] = lambda value: ("dict", value)
    out += [call_make(Kind, 3), call_make(one, 3), call_make(two, 3), call_double(one, 3), call_double(two, 3)]
    del one.make
    vars(two).clear()
    return out + [call_make(one, 40), call_double(two, 40)]


for base, build in ((object, lambda c: c()), (list, lambda c: c([1])), (int, lambda c: c(5)), (str, lambda c: c("s")),
                    (tuple, lambda c: c((1,))), (ValueError, lambda c: c("v")), (dict, lambda c: c(a=1)), (set, lambda c: c())):
    print(base.__name__, hidden(base, build))
