# What an attribute read makes has the same type and looks the same before and after its site has warmed up: bound
# natives, method wrappers, bound functions, class methods, static methods, natives in script classes, modules' functions.
import math


class Plain:
    class_value = 3
    upper = str.upper
    size = len

    def __init__(self):
        self.x = 1
        self.held = len

    def method(self):
        return 1

    @classmethod
    def of_class(cls):
        return 2

    @staticmethod
    def static():
        return 3

    @property
    def computed(self):
        return 4


class Items(list):
    def own(self):
        return 5


class Words(dict):
    __slots__ = ("slot",)


class Callable:
    def __call__(self):
        return 6


def shape(v):
    text = repr(v)
    return type(v).__name__, text.split(" at 0x")[0], callable(v)


def reader(name):
    space = {}
    exec(f"def read(o):\n    v = o.{name}\n    return v\n", space)
    return space["read"]


words = Words()
words.slot = 1
RECEIVERS = {
    "list": [[], ["append", "sort", "__len__", "__class__", "__iter__", "__add__", "__setitem__", "__init__", "__repr__"]],
    "dict": [{}, ["get", "items", "fromkeys", "__len__", "__setitem__", "__hash__", "__eq__"]],
    "str": ["a", ["upper", "join", "maketrans", "__mod__", "__doc__", "__format__"]],
    "int": [7, ["bit_length", "real", "from_bytes", "__add__", "__index__", "numerator", "__bool__"]],
    "float": [1.5, ["hex", "fromhex", "is_integer", "imag", "__neg__"]],
    "tuple": [(1,), ["count", "index", "__lt__", "__new__"]],
    "set": [{1}, ["add", "pop", "__and__", "copy", "__ior__"]],
    "bytes": [b"a", ["hex", "fromhex", "decode", "__rmul__"]],
    "bytearray": [bytearray(b"a"), ["append", "extend", "__delitem__"]],
    "range": [range(3), ["start", "count", "__reversed__"]],
    "slice": [slice(1), ["start", "indices"]],
    "complex": [1j, ["real", "conjugate", "__abs__"]],
    "Items": [Items(), ["append", "own", "__len__", "__init__", "__dict__", "__class__"]],
    "Words": [words, ["slot", "keys", "setdefault", "__missing__", "__slots__"]],
    "Plain": [Plain(), ["x", "held", "method", "of_class", "static", "computed", "class_value", "upper", "size", "__init__",
                        "__eq__", "__class__", "__dict__", "__module__", "__reduce__"]],
    "class Plain": [Plain, ["method", "of_class", "static", "computed", "class_value", "mro", "__name__", "__init__",
                            "__subclasses__", "__call__", "__or__", "upper"]],
    "class list": [list, ["append", "__add__", "__new__", "__init__", "__class_getitem__", "__doc__"]],
    "class int": [int, ["from_bytes", "real", "__add__", "bit_length"]],
    "type": [type, ["mro", "__call__", "__prepare__", "__name__"]],
    "math": [math, ["sqrt", "pi", "__name__", "__class__", "__dir__"]],
    "function": [shape, ["__name__", "__code__", "__get__", "__call__", "__defaults__"]],
    "builtin": [len, ["__name__", "__self__", "__call__", "__module__"]],
    "bound": [Plain().method, ["__func__", "__self__", "__call__", "__name__"]],
    "bound native": [[].append, ["__name__", "__self__", "__call__"]],
    "Callable": [Callable(), ["__call__"]],
    "exception": [ValueError(1), ["args", "with_traceback", "add_note", "__cause__", "__str__"]],
    "generator": [(i for i in ()), ["send", "close", "gi_running", "__next__", "__iter__"]],
}

for kind, (receiver, names) in RECEIVERS.items():
    for name in names:
        read = reader(name)
        try:
            first = shape(read(receiver))
        except (AttributeError, TypeError) as e:
            first = type(e).__name__, str(e), False
        changed = []
        for i in range(40):
            try:
                again = shape(read(receiver))
            except (AttributeError, TypeError) as e:
                again = type(e).__name__, str(e), False
            if again != first and again not in changed:
                changed.append(again)
        print(kind, name, first[0], first[2], changed)
