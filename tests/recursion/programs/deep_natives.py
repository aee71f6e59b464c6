"""Natives with large frames, or that use libraries, called where the C++ stack ends."""
import gc
import math
import sys
import traceback

from attempts import end, may, must

sys.set_int_max_str_digits(0)
BIG = 3 ** 5000


def sort():
    sorted(range(100), key=lambda x: -x)


def floats():
    "%.300f" % 1e300
    repr(1.1)
    float("1." + "1" * 500)
    f"{1e300:,.3f}"
    round(1.2345, 2)


def format_traceback():
    try:
        {}["a"]
    except KeyError as e:
        traceback.format_exception(e)


def compile_some():
    compile("x=[1,2,(3,4)]\nfor i in x:\n if i:\n  class A:\n   def f(self): return {1:[y for y in z]}\n", "x", "exec")


WORK = {
    "sort": sort,
    "floats": floats,
    "small products": lambda: (1 << 20000) * (1 << 5000) // 7 ** 200,
    "big products": lambda: BIG * BIG // (BIG + 1) % 12345,
    "big text": lambda: int(str(BIG)),
    "roots": lambda: math.isqrt(BIG) + math.gcd(BIG, BIG + 9) + pow(3, BIG >> 7000, BIG),
    "factorial": lambda: math.factorial(300),
    "collect": lambda: gc.collect(0),
    "collect all": lambda: gc.collect(),
    "traceback": format_traceback,
    "compile": compile_some,
    "strings": lambda: ("%s %(a)s" if 0 else "%s") % ("{:{}}".format(1, 2) + "a,b".replace("a", "b") * 100),
    "class": lambda: type("C", (), {"__len__": lambda self: 1}),
    "import": lambda: __import__("collections.abc"),
    "repr": lambda: repr([1, (2.5, {"a": {3}})]),
    "translate": lambda: "abc".translate({97: "b"}).upper().encode().hex(),
    "arguments": lambda: dict(a=1, **{"b%d" % i: 2 for i in range(50)}),
}


deepest = 0


def deeper(level, start, work, step):
    """Works at all levels from `start` on."""
    global deepest
    deepest = level
    if level >= start:
        work()
    step(lambda *_: deeper(level + 1, start, work, step))


def try_at_the_end(name, work, step):
    may(name, lambda: deeper(0, 10 ** 9, None, step), TypeError)
    may(name, lambda: deeper(0, deepest - 30, work, step), TypeError)


STEPS = {
    "map": lambda f: list(map(f, [1])),
    "sort": lambda f: sorted([1, 2], key=f),
    "max": lambda f: max([1, 2], key=f),
    "dict": lambda f: type("D", (dict,), {"__missing__": f})()[1],
    "property": lambda f: type("P", (), {"x": property(f)})().x,
    "eval": lambda f: eval("f()", {"f": f}),
    "init": lambda f: type("P", (), {"__new__": f})(),
    "del": lambda f: type("P", (), {"__hash__": f}).__hash__(1),
}

for name, work in WORK.items():
    try_at_the_end(name, work, STEPS["map"])
for name, step in STEPS.items():
    try_at_the_end(name, sort, step)

for a, b in (([], []), ({}, {})):
    if a == []:
        a.append(a)
        b.append(b)
    else:
        a[1] = a
        b[1] = b
    must("comparing what contains itself", lambda: a == b)
end()
