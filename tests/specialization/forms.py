"""For each specialized form, a program in which a site takes it, and loses it again.

A program defines run(n): what it returns for a large n makes the site warm with operands that the form is for; then come
operands that it isn't for.  Its output must be that of generic dispatch, and the form must have been executed.
"""

# What a site with operands of one kind looks like: {op} is between two operands.
BINARY = """
def run(n):
    def apply(a, b):
        return a {op} b
    out = [apply({a}, {b}) for _ in range(n)][-1:]
    for left, right in {others}:
        try:
            out.append(apply(left, right))
        except (TypeError, ZeroDivisionError, ValueError) as error:
            out.append(str(error))
    return out
"""

COMPARE = """
def run(n):
    def apply(a, b):
        if {condition}:
            return 1
        return 2
    out = [apply({a}, {b}) for _ in range(n)][-1:]
    for left, right in {others}:
        try:
            out.append((apply(left, right), apply(right, left)))
        except TypeError as error:
            out.append(str(error))
    return out
"""

# Operands for which no form, or another one, is right.
NUMBERS = "((1, 2), (2**48 - 1, 2), (2**60, 3), (1.5, 2), (2, 0.5), (0.1, 0.2), (-7, 2), (7, -2), (-3, -1), (True, 2)," \
          " (1, False), (5, 0), (1e308, 1e308), (float('nan'), 1.0), (3j, 1))"
OTHERS = "((1, 2), (2**60, 2**60), (1.5, 2), (2, 1.5), ('a', 'b'), ('a', 'a'), ('ab', 'a' + 'b'), (1, True)," \
         " (float('nan'), float('nan')), ([1], [1]), ((1, 2), (1, 3)), (None, None), (1, 'a'), (2**48 - 1, 2**48 - 1))"


def binary_forms():
    kinds = {"INT": ("6", "3"), "FLOAT": ("1.5", "2.5"), "ANY": None, "STR": ("'x'", "'y'")}
    forms = {"ADD": "+", "SUB": "-", "MUL": "*", "TRUEDIV": "/", "FLOORDIV": "//", "MOD": "%", "LSHIFT": "<<",
             "RSHIFT": ">>", "AND": "&", "XOR": "^", "OR": "|"}
    available = {"ADD": ["INT", "FLOAT", "ANY", "STR"], "SUB": ["INT", "FLOAT", "ANY"], "MUL": ["INT", "FLOAT", "ANY"],
                 "TRUEDIV": ["FLOAT"]}
    others = {"LSHIFT": "((1, 2), (2**40, 20), (1, -1), (1, 64), (-5, 3), (1.5, 1), (True, 3))",
              "RSHIFT": "((1, 2), (2**60, 20), (1, -1), (1, 64), (-5, 1), (1.5, 1), (True, 0))"}
    for name, op in forms.items():
        for kind in available.get(name, ["INT"]):
            if kind == "ANY":
                source = ANY_BINARY.replace("{op}", op)
            else:
                a, b = kinds[kind]
                source = BINARY.replace("{op}", op).replace("{a}", a).replace("{b}", b)
            yield f"{name}_{kind}", source.replace("{others}", others.get(name, NUMBERS + " + (('a', 'b'), ([1], [2]), ('a', 3))"))


ANY_BINARY = BINARY.replace("[apply({a}, {b}) for _ in range(n)]", "[apply(i, 2.5) if i % 2 else apply(i, 3) for i in range(n)]")


def compare_forms():
    signs = {"LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "EQ": "==", "NE": "!="}
    kinds = {"INT": ("6", "3"), "FLOAT": ("1.5", "2.5"), "STR": ("'x'", "'y'")}
    for name, sign in signs.items():
        for kind in ["INT", "STR"] if name in ("EQ", "NE") else ["INT", "FLOAT"]:
            a, b = kinds[kind]
            for negated in (False, True):
                # A plain condition jumps over its block when it is false; under `not` when it is true.
                condition = f"not (a {sign} b)" if not negated else f"a {sign} b"
                form = f"JUMP_NOT_{name}_{kind}" if negated else f"JUMP_{name}_{kind}"
                source = COMPARE.replace("{condition}", condition).replace("{a}", a).replace("{b}", b)
                yield form, source.replace("{others}", OTHERS)


CLASSES = """
class Point:
    kind = "point"
    def __init__(self, x):
        self.x = x
    def get(self):
        return self.x
    def scaled(self, by, extra=1):
        return self.x * by + extra
    @property
    def double(self):
        return self.x * 2
    @classmethod
    def make(cls, x):
        return cls(x)
class Slotted:
    __slots__ = ("x", "y")
    def __init__(self, x):
        self.x = x
    def get(self):
        return ("slotted", self.x)
class Other:
    def __init__(self, x):
        self.y = 1
        self.x = x
    def get(self):
        return ("other", self.x)
class Loose:
    def __init__(self, x):
        self.__dict__ = {"x": x}
        self.z = 3
    def get(self):
        return ("loose", self.x)
class Hooked:
    def __getattr__(self, name):
        return "hook " + name
class Lacking:
    pass
def strangers():
    point = Point(5)
    point.get = lambda: "own"
    point.kind = "own kind"
    return [Point(1), Slotted(2), Other(3), Loose(4), Hooked(), Lacking(), 7, "text", None, Point, point, Point(9)]
def each(function, *rest):
    out = []
    for o in strangers():
        try:
            result = function(o, *rest)
        except (AttributeError, TypeError) as error:
            result = str(error)
        out.append(result if isinstance(result, (int, str, tuple, float)) else type(result).__name__)
    return out
"""


def on_receiver(expression, build, statement="return "):
    return CLASSES + f"""
def run(n):
    def site(o, value=1):
        {statement}{expression}
        return o.x
    warm = [{build} for _ in range(4)]
    for i in range(n):
        last = site(warm[i % 4])
    out = [last if isinstance(last, (int, str, tuple)) else type(last).__name__]
    return out + each(site) + each(site, 2)
"""


ATTRIBUTES = {
    "LOAD_ATTR_INSTANCE_VALUE": on_receiver("o.x", "Point(1)"),
    "LOAD_ATTR_SLOT": on_receiver("o.x", "Slotted(1)"),
    "LOAD_ATTR_WITH_HINT": on_receiver("o.x", "Loose(1)"),
    "LOAD_ATTR_NONDESCRIPTOR": on_receiver("o.kind", "Point(1)"),
    "LOAD_ATTR_METHOD": on_receiver("o.get", "Point(1)"),
    "LOAD_ATTR_PROPERTY": on_receiver("o.double", "Point(1)"),
    "LOAD_ATTR_CLASS": on_receiver("o.kind", "Point"),
    "LOAD_ATTR_POLYMORPHIC": on_receiver("o.x", "(Point, Slotted, Other, Point)[_](1)"),
    "STORE_ATTR_INSTANCE_VALUE": on_receiver("o.x = value", "Point(1)", ""),
    "STORE_ATTR_SLOT": on_receiver("o.x = value", "Slotted(1)", ""),
    "STORE_ATTR_WITH_HINT": on_receiver("o.x = value", "Loose(1)", ""),
    "STORE_ATTR_POLYMORPHIC": on_receiver("o.x = value", "(Point, Slotted, Other, Point)[_](1)", ""),
    "STORE_ATTR_NEW_VALUE": CLASSES + """
def run(n):
    def site(o):
        o.new = 1
        return sorted(vars(o))
    for i in range(n):
        last = site(Lacking())
    return [last] + each(site)
""",
    "LOAD_ATTR_MODULE": CLASSES + """
import math
import sys
def run(n):
    def site(o):
        return o.pi
    for i in range(n):
        last = site(math)
    math.pi = 3
    out = [last, site(math)]
    del math.pi
    for o in (math, sys):
        try:
            site(o)
        except AttributeError as error:
            out.append(str(error))
    return out + each(site)
""",
    "INVOKE_FUNCTION": on_receiver("o.get()", "Point(1)"),
    "INVOKE_FUNCTION_DEFAULTS": on_receiver("o.scaled(2)", "Point(1)"),
    "INVOKE_NATIVE": on_receiver("o.upper()", "'text'"),
    "INVOKE_NATIVE_DEFAULTS": on_receiver("o.split()", "'a text'").replace("return o.x", "return 0"),
    "INVOKE_CLASS": on_receiver("o.make(3)", "(Point, Point(1), Point, Point(2))[_]"),
    "INVOKE_POLYMORPHIC": on_receiver("o.get()", "(Point, Slotted, Other, Point)[_](1)"),
    "INVOKE_MODULE": CLASSES + """
import math
def run(n):
    def site(o, x):
        return o.sqrt(x)
    for i in range(n):
        last = site(math, 4.0)
    out = [last]
    for replacement in (lambda x: ("replaced", x), abs, print):
        math.sqrt = replacement
        out += [site(math, -3)]
    del math.sqrt
    return out + each(site, 1)
""",
    "LOAD_METHOD_FUNCTION": on_receiver("o.scaled(2, extra=3)", "Point(1)"),
    "LOAD_METHOD_CLASS": on_receiver("o.scaled(Point(1), 2, extra=3)", "Point"),
    "LOAD_METHOD_POLYMORPHIC": on_receiver("o.get(k=1)", "(Point, Slotted, Other, Point)[_](1)").replace(
        "def get(self)", "def get(self, k=0)"),
    "LOAD_METHOD_BUILTIN": CLASSES + """
import math
def run(n):
    def site(o, x):
        return o.isclose(x, 1.0, rel_tol=0.5)
    for i in range(n):
        last = site(math, 1.25)
    math.isclose = lambda a, b, rel_tol: ("replaced", rel_tol)
    out = [last, site(math, 2)]
    del math.isclose
    return out + each(site, 1)
""",
}

CALLEES = """
def one(a):
    return ("one", a)
def with_default(a, b=2):
    return ("default", a, b)
def collecting(*args, **kwargs):
    return ("collecting", args, kwargs)
class Plain:
    def __init__(self, a):
        self.a = a
class WithNew:
    def __new__(cls, a):
        return ("new", a)
class Callable:
    def __call__(self, a):
        return ("called", a)
def maker():
    def made(a):
        return ("made", a)
    return made
callees = [one, with_default, collecting, Plain, WithNew, Callable(), maker(), len, abs, int, type, str.upper, [].append,
           {}.get, 5, None, enumerate, max]
def text(result):
    return result if isinstance(result, (int, str, tuple, float, type(None))) else type(result).__name__
def each(site):
    out = []
    for callee in callees:
        for argument in (1, "text", [2], -1.5):
            try:
                out.append(text(site(callee, argument)))
            except (TypeError, ValueError) as error:
                out.append(str(error))
    return out
"""


def calling(callee, argument="1", change=""):
    return CALLEES + f"""
def run(n):
    def site(f, a):
        return f(a)
    for i in range(n):
        last = site({callee}, {argument})
    out = [text(last)] + each(site)
    {change}
    return out + [text(site({callee.replace('[i % 4]', '[0]')}, {argument}))] + each(site)
"""


CALLS = {
    "CALL_FUNCTION": calling("one", change="one.__code__ = (lambda a: ('new code', a)).__code__"),
    "CALL_FUNCTION_CODE": calling("maker()"),
    "CALL_FUNCTION_DEFAULTS": calling("with_default", change="with_default.__defaults__ = (7,)"),
    "CALL_FUNCTION_ANY": calling("(one, maker(), one, lambda a: a)[i % 4]"),
    "CALL_NATIVE": calling("abs", "-3"),
    "CALL_NATIVE_DEFAULTS": calling("sum", "[3]"),
    "CALL_NATIVE_ANY": calling("(abs, ascii, bin, hex)[i % 4]", "3"),
    "CALL_CLASS": calling("Plain", change="Plain.__init__ = lambda self, a: None"),
    "CALL_TYPE_1": calling("type"),
    "CALL_BUILTIN_CLASS": calling("int", "'12'"),
    "CALL_METHOD_FUNCTION": CLASSES + """
class Child(Point):
    def get(self):
        return ("child", super().get())
def run(n):
    child = Child(1)
    for i in range(n):
        last = child.get()
    Point.get = lambda self: "changed"
    out = [last, child.get()]
    Point.get = str.upper
    try:
        child.get()
    except TypeError as error:
        out.append(str(error))
    Point.get = staticmethod(lambda: "static")
    return out + [child.get()]
""",
    "CALL_METHOD_NATIVE": """
class Text(str):
    def upper(self):
        return super().upper()
class List(list):
    def append(self, item):
        return super().append(item)
def run(n):
    text, numbers = Text("a"), List()
    for i in range(n):
        last = text.upper()
        numbers.append(i)
    return [last, len(numbers), Text("b").upper()]
""",
    "CALL_METHOD_FUNCTION_ANY": """
class Root:
    def get(self):
        return "root"
class Cooperative(Root):
    def get(self):
        return ("cooperative", super().get())
class Left(Root):
    def get(self):
        return "left"
class Right(Root):
    def get(self, extra=1):
        return ("right", extra)
class OnLeft(Cooperative, Left):
    pass
class OnRight(Cooperative, Right):
    pass
def run(n):
    things = [Cooperative(), OnLeft(), Cooperative(), OnLeft()]
    first = [things[i % 4].get() for i in range(n)][-4:]
    Left.get = str.upper
    for thing in (OnRight(), *things):
        try:
            first.append(thing.get())
        except TypeError as error:
            first.append(str(error))
    return first
""",
    "CALL_METHOD_NATIVE_DEFAULTS": """
class Text(str):
    def split(self):
        return super().split()
def run(n):
    text = Text("a b")
    for i in range(n):
        last = text.split()
    return [last, Text("c d e").split()]
""",
}

NAMES = {
    "LOAD_GLOBAL_MODULE": """
number = 1
def site():
    return number
def run(n):
    global number
    for i in range(n):
        last = site()
    number = "changed"
    out = [last, site()]
    del number
    try:
        site()
    except NameError as error:
        out.append(str(error))
    number = 3
    return out + [site()]
""",
    "LOAD_GLOBAL_BUILTIN": """
import builtins
def site():
    return len
def run(n):
    global len
    for i in range(n):
        last = site()
    out = [last is builtins.len]
    len = "hides"
    out.append(site())
    del len
    out.append(site() is builtins.len)
    original, builtins.len = builtins.len, "replaced"
    out.append(site())
    builtins.len = original
    return out + [site() is original]
""",
    "STORE_GLOBAL_MODULE": """
def site(value):
    global target
    target = value
def run(n):
    global target
    for i in range(n):
        site(i)
    out = [target]
    del target
    site("again")
    return out + [target, globals()["target"]]
""",
}

ITEMS = """
class Strange:
    def __getitem__(self, key):
        return ("item", key)
    def __setitem__(self, key, value):
        self.key = key
class Listed(list):
    def __getitem__(self, key):
        return ("listed", key)
containers = [[1, 2], (1, 2), {0: "zero", 1: "one", "k": "v"}, "text", "t\\u00e9xt", b"bytes", range(5), Strange(), Listed([5]),
              [], (), {}, "", 7, None]
def each(site, keys):
    out = []
    for container in containers:
        for key in keys:
            try:
                out.append(site(container, key))
            except (TypeError, LookupError) as error:
                out.append(type(error).__name__ + str(error))
    return out
"""
KEYS = "(0, 1, -1, -2, 5, True, 'k', 1.0, 2**60, slice(0, 1), None)"


def getting(container, key, subscript="key"):
    return ITEMS + f"""
def run(n):
    def site(o, key):
        return o[{subscript}]
    for i in range(n):
        last = site({container}, {key})
    return [last] + each(site, {KEYS})
"""


def setting(container, key):
    return ITEMS + f"""
def run(n):
    def site(o, key):
        o[key] = 5
        return key
    target = {container}
    for i in range(n):
        site(target, {key})
    return [target] + each(site, {KEYS}) + [repr(c) for c in containers[:4]]
"""


SUBSCRIPTS = {
    "GET_ITEM_LIST": getting("[1, 2]", "1"),
    "GET_ITEM_TUPLE": getting("(1, 2)", "1"),
    "GET_ITEM_DICT": getting("{'k': 1}", "'k'"),
    "GET_ITEM_STR": getting("'text'", "1"),
    "GET_ITEM_I_LIST": getting("[1, 2]", "1", "1"),
    "GET_ITEM_I_TUPLE": getting("(1, 2)", "1", "-1"),
    "SET_ITEM_LIST": setting("[1, 2]", "1"),
    "SET_ITEM_DICT": setting("{}", "'k'"),
}


def looping(iterable, target="x", body="out.append(x)"):
    return f"""
def numbers(n):
    for i in range(n):
        yield i
class Script:
    def __init__(self):
        self.left = 3
    def __iter__(self):
        return self
    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return (self.left, "script")
def run(n):
    def site(iterable):
        out = []
        for {target} in iterable:
            {body}
        return out
    for i in range(n):
        last = site({iterable})
    out = [last]
    pairs = [("a", 1), ("b", 2)]
    for other in (range(3), [1, 2], (3, 4), {{5: 6}}, "text", {{7}}, numbers(3), Script(), pairs, dict(pairs).items(), enumerate("ab"),
                  zip("ab", "cd"), zip([1], [2], [3]), map(abs, [-1]), [], iter([1, 2]), 5, None, range(2**70, 2**70 + 2), pairs[:1]):
        try:
            out.append(site(other))
        except (TypeError, ValueError) as error:
            out.append(str(error))
    return out
"""


LOOPS = {
    "FOR_LOOP_RANGE": looping("range(3)"),
    "FOR_LOOP_LIST": looping("[1, 2]"),
    "FOR_LOOP_TUPLE": looping("(1, 2)"),
    "FOR_LOOP_DICT": looping("{1: 2, 3: 4}"),
    "FOR_LOOP_ITERATOR": looping("map(abs, (1, -2))"),
    "FOR_LOOP_GENERATOR": looping("numbers(3)"),
    "FOR_LOOP_PAIRS": looping("enumerate('ab')", "a, b", "out.append((a, b))"),
    "UNPACK_TUPLE": looping("[(1, 2), (3, 4)]", "x", "a, b = x; out.append((a, b))"),
    "UNPACK_LIST": looping("[[1, 2], [3, 4]]", "x", "a, b = x; out.append((a, b))"),
}

PROGRAMS = {**NAMES, **ATTRIBUTES, **CALLS, **dict(binary_forms()), **dict(compare_forms()), **SUBSCRIPTS, **LOOPS}
