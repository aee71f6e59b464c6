# Where functions find their built-ins: what __builtins__ was in their globals when they were made, whatever it is.
import types


def attempt(what):
    try:
        print(what())
    except BaseException as e:
        print(type(e).__name__, e)


class Mapping:
    def __getitem__(self, name):
        if name == "magic":
            return 42
        raise KeyError(name)


attempt(lambda: types.FunctionType((lambda x: lambda: x)(1).__code__, {}, "n", None, (5,))())
attempt(lambda: types.FunctionType((lambda x: lambda: x)(1).__code__, {}, "n", None, ("a", 1)))
attempt(lambda: exec("len([])", {"__builtins__": None}))
attempt(lambda: exec("print(1)", {"__builtins__": 3}))
attempt(lambda: exec("import sys", {"__builtins__": None}))
attempt(lambda: exec("import sys", {"__builtins__": {}}))
attempt(lambda: exec("class A: pass", {"__builtins__": None}))
attempt(lambda: exec("class A: pass", {"__builtins__": {}}))
attempt(lambda: exec("x", {"__builtins__": []}))
attempt(lambda: eval("1 + x", {"__builtins__": {"x": 3}}))
attempt(lambda: eval("magic", {"__builtins__": Mapping()}))
attempt(lambda: eval("tragic", {"__builtins__": Mapping()}))
attempt(lambda: eval("(lambda: magic)()", {"__builtins__": Mapping()}))
attempt(lambda: eval("(lambda: len)()", {"__builtins__": types.ModuleType("empty")}))


class Counting(dict):
    def __getitem__(self, name):
        return ("item", name)

    def __missing__(self, name):
        return ("missing", name)


space = Counting()
exec("def f():\n    return anything", space)
f = dict.__getitem__(space, "f")
print([f() for i in range(20)][-1])
print(eval("anything", space))

# Replacing it later changes nothing for functions that exist.
space = {}
exec("def before():\n    return len\n", space)
before = space["before"]
print([before() is len for i in range(20)][-1])
space["__builtins__"] = {"len": "other"}
print(before() is len)
exec("def after():\n    return len\n", space)
print([space["after"]() for i in range(20)][-1])
print(space["after"].__builtins__, before.__builtins__["len"] is len)
