"""Special methods that are looked up through themselves."""
import math
import operator
import sys
import types

from attempts import LENGTH, end, may, must

THROUGH_PROPERTY = {
    "len": len, "abs": abs, "index": operator.index, "iter": iter, "next": next, "neg": operator.neg,
    "pos": operator.pos, "invert": operator.invert, "round": round, "format": format, "dir": dir,
    "length_hint": operator.length_hint, "floor": math.floor, "ceil": math.ceil, "trunc": math.trunc, "hash": hash,
    "repr": repr, "str": str, "bool": bool, "complex": complex, "bytes": bytes, "int": int, "float": float,
    "reversed": reversed, "call": lambda a: a(), "contains": lambda a: 1 in a, "getitem": lambda a: a[0],
    "eq": lambda a: a == 1, "lt": lambda a: a < 1, "add": lambda a: a + 1, "radd": lambda a: 1 + a,
    "iadd": lambda a: operator.iadd(a, 1), "divmod": lambda a: divmod(a, 1), "getattr": lambda a: a.missing,
}

for name, function in THROUGH_PROPERTY.items():
    class A:
        pass

    setattr(A, f"__{name}__", property(function))
    must(f"property {name}", lambda: function(A()))

USES = {
    **THROUGH_PROPERTY,
    "call": lambda a: a(),
    "getattribute": lambda a: a.x,
    "setattr": lambda a: setattr(a, "x", 1),
    "delattr": lambda a: delattr(a, "x"),
    "setitem": lambda a: operator.setitem(a, 1, 1),
    "delitem": lambda a: operator.delitem(a, 1),
    "init": lambda a: type(a)(),
    "new": lambda a: type(a)(),
    "instancecheck": lambda a: isinstance(1, a),
    "subclasscheck": lambda a: issubclass(int, a),
    "mro_entries": lambda a: types.resolve_bases((a,)),
    "class_getitem": lambda a: type(a)[1],
    "set_name": lambda a: type("B", (), {"x": a}),
    "init_subclass": lambda a: type("B", (type(a),), {}),
    "get": lambda a: type("B", (), {"x": a})().x,
    "get of class": lambda a: type("B", (), {"x": a}).x,
    "set": lambda a: setattr(type("B", (), {"x": a})(), "x", 1),
    "delete": lambda a: delattr(type("B", (), {"x": a})(), "x"),
    "enter": lambda a: a.__enter__(),
    "sizeof": sys.getsizeof,
    "del": lambda a: None,
    "missing": lambda a: a,
}
HOW = {
    "itself": lambda c: c,
    "classmethod": classmethod,
    "staticmethod": staticmethod,
    "property": lambda c: property(c),
    "bound": lambda c: types.MethodType(id, c),
}

for how, wrap in HOW.items():
    if how == "classmethod" and LENGTH > 20_000:
        continue    # each level has one more argument: gigabytes, where the stack is large
    for name, use in USES.items():
        class C:
            pass

        c = C()
        C.__call__ = wrap(c)
        attribute = f"__{name.split()[0]}__"
        setattr(C, attribute, wrap(c))
        may(f"{how} {name}", lambda: use(c), TypeError, AttributeError, ValueError)
        if name in ("call", "eq", "len", "add", "iter", "next") and how == "itself":
            must(f"{how} {name}", lambda: use(c))
        if name in ("init", "new", "del"):
            delattr(C, attribute)


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


Meta.__call__ = WithMeta
must("metaclass call", lambda: WithMeta())


class D:
    pass


D.__get__ = D()
may("its own __get__", lambda: type("X", (), {"x": D()})().x, TypeError)
D.__new__ = D
if LENGTH <= 20_000:
    must("its own __new__", lambda: D())


class E:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __iter__(self):
        return iter(self)

    def __index__(self):
        return operator.index(self)

    def __eq__(self, other):
        return self == other

    def __hash__(self):
        return hash((self,))

    def __str__(self):
        return str(self)

    def __repr__(self):
        return f"{self!r}"

    def __bool__(self):
        return not self

    def __lt__(self, other):
        return sorted([self, other])

    def __format__(self, spec):
        return "{:{}}".format(self, self)

    __class__ = property(lambda self: self.__class__)


for name, use in {
    "getattr": lambda: E().x,
    "iter": lambda: list(E()),
    "index": lambda: [1][E()],
    "eq": lambda: E() == 1,
    "in": lambda: E() in [1],
    "hash": lambda: {E(): 1},
    "str": lambda: print(E()),
    "repr": lambda: "%r" % E(),
    "bool": lambda: filter(None, [E()]).__next__(),
    "sort": lambda: sorted([E(), E()]),
    "min": lambda: min(E(), E()),
    "format": lambda: f"{E()}",
    "isinstance": lambda: isinstance(E(), int),
}.items():
    must(f"method {name}", use)
end()
