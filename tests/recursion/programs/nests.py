"""Deeply nested values: shown, compared, hashed, copied, called, looked into, freed."""
import gc
import types
import weakref

from attempts import LENGTH, end, may, nest


def exception_with(attribute):
    def make(inner):
        e = ValueError(1)
        setattr(e, attribute, inner)
        return e

    return make


class Node:
    def __init__(self, inner):
        self.inner = inner


NESTS = {
    "list": (lambda x: [x], []),
    "tuple": (lambda x: (x,), ()),
    "dict": (lambda x: {1: x}, {}),
    "frozenset": (lambda x: frozenset([x]), 1),
    "method": (lambda x: types.MethodType(x, 1), id),
    "method of": (lambda x: types.MethodType(len, x), []),
    "slice": (lambda x: slice(x, 1), 1),
    "alias": (lambda x: list[x], int),
    "alias of list": (lambda x: [x], int),
    "union": (lambda x: list[x] | None, int),
    "exception": (lambda x: ValueError(x), 1),
    "cause": (exception_with("__cause__"), ValueError()),
    "context": (exception_with("__context__"), ValueError()),
    "group": (lambda x: ExceptionGroup("g", [x]), ValueError()),
    "classmethod": (classmethod, 1),
    "staticmethod": (staticmethod, len),
    "property": (property, 1),
    "property of": (lambda x: property(types.MethodType(len, x)), []),
    "proxy": (lambda x: types.MappingProxyType({1: x}), {}),
    "proxy of": (types.MappingProxyType, {}),
    "namespace": (lambda x: types.SimpleNamespace(a=x), 1),
    "values": (lambda x: {1: x}.values(), 1),
    "iterator": (lambda x: iter([x]), 1),
    "cell": (types.CellType, 1),
    "weak proxy": (lambda x: KEPT.append(x) or weakref.proxy(x), Node(1)),
    "instance": (Node, 1),
    "bound": (lambda x: Node(x).__init__, 1),
    "native bound": (lambda x: [x].append, 1),
}
KEPT = []
SHORTER = {"union": 20, "values": 5, "weak proxy": 8, "method": 100}    # what takes time or memory squared
OPERATIONS = (
    repr, str, format, hash, dir, bool, len, iter, list, sum, callable,
    lambda a: a(),
    lambda a: a(1),
    lambda a: isinstance(1, a),
    lambda a: issubclass(int, a),
    lambda a: a.__doc__,
    lambda a: a.__name__,
    lambda a: a.__isabstractmethod__,
    lambda a: a.__parameters__,
    lambda a: a.__get__(1, int),
    lambda a: a.__reduce_ex__(4),
    lambda a: a.split(ValueError),
    lambda a: a.subgroup(KeyError),
    lambda a: a.missing,
    lambda a: a | int,
    lambda a: int | a,
    lambda a: a[int],
    lambda a: list[a],
    lambda a: {a: 1},
    lambda a: "%s %r" % (a, a),
    lambda a: f"{a!a}",
    lambda a: type("C", (), {"x": a})().x,
    lambda a: type("C", (), {"__len__": a})().__len__(),
    lambda a: a.__class__,
)
FAILURES = (TypeError, ValueError, AttributeError, IndexError, KeyError)


def attempt(name, make, inner):
    length = LENGTH // SHORTER.get(name, 1)
    try:
        a = nest(make, inner, length)
        b = nest(make, inner, length)
    except (RecursionError, TypeError):
        return
    gc.collect()
    for number, operation in enumerate(OPERATIONS):
        may(f"{name} {number}", lambda: operation(a), *FAILURES)
    may(name, lambda: a == b)
    may(name, lambda: a < b, *FAILURES)
    may(name, lambda: a in [b])


for name, (make, inner) in NESTS.items():
    attempt(name, make, inner)
    KEPT.clear()
    gc.collect()


def raise_it(e):
    try:
        raise e
    except ValueError:
        raise KeyError(1)


may("raise in a chain", lambda: raise_it(nest(exception_with("__context__"), ValueError())), KeyError)
end()
