# Special methods that lead to themselves through native code end in RecursionError.
import math
import operator


def attempt(name, function):
    try:
        function()
    except RecursionError:
        print(name, "RecursionError")
    except Exception as e:
        print(name, type(e).__name__)
    else:
        print(name, "no error")


through_property = {
    "len": len, "abs": abs, "index": operator.index, "iter": iter, "next": next, "neg": operator.neg,
    "pos": operator.pos, "invert": operator.invert, "round": round, "format": format, "dir": dir,
    "length_hint": operator.length_hint, "floor": math.floor, "ceil": math.ceil, "trunc": math.trunc,
    "hash": hash, "repr": repr, "str": str, "complex": complex, "bytes": bytes,
    "call": lambda a: a(), "contains": lambda a: 1 in a, "getitem": lambda a: a[0], "eq": lambda a: a == 1,
}
for name, function in through_property.items():
    class A:
        pass

    setattr(A, f"__{name}__", property(function))
    attempt(f"property {name}", lambda: function(A()))


def cyclic(attribute, use):
    class C:
        pass

    c = C()
    C.__call__ = c
    setattr(C, attribute, c)
    attempt(attribute, lambda: use(c))


cyclic("__call__", lambda c: c())
cyclic("__eq__", lambda c: c == 1)
cyclic("__hash__", hash)
cyclic("__len__", len)
cyclic("__iter__", iter)
cyclic("__next__", next)
cyclic("__getattr__", lambda c: c.x)
cyclic("__add__", lambda c: c + 1)
cyclic("__repr__", repr)


class Meta(type):
    pass


class WithMeta(metaclass=Meta):
    pass


Meta.__call__ = WithMeta
attempt("metaclass call", lambda: WithMeta())


class Check(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, cls)


class Checked(metaclass=Check):
    pass


attempt("__instancecheck__", lambda: isinstance(1, Checked))

try:
    compile("with " + ", ".join(["a"] * 100_000) + ": pass", "x", "exec")
except SyntaxError as e:
    print(type(e).__name__, e.msg)
