"""More of everything than fits into registers or sixteen bits: free variables, decorators, unpacked targets, constants."""


def run(label, source):
    space = {}
    try:
        exec(compile(source, "<many>", "exec"), space)
        print(label, space["r"])
    except Exception as error:
        print(label, type(error).__name__, error)


def names(count, prefix="v"):
    return [f"{prefix}{i}" for i in range(count)]


for count in (1, 31, 48, 49, 65, 130):
    v = names(count)
    body = "".join(f"    {name} = {i}\n" for i, name in enumerate(v))
    total = " + ".join(v)
    run(f"free {count}", f"def f():\n{body}    def g():\n        return {total}\n    return g\n"
        "g = f()\nr = g(), len(g.__closure__), len(g.__code__.co_freevars)\n")
    run(f"nonlocal {count}", f"def f():\n{body}    def g():\n        nonlocal {', '.join(v)}\n"
        f"        {' = '.join(v)} = 7\n        del {v[-1]}\n        try:\n            {v[-1]}\n"
        f"        except NameError as e:\n            print(e)\n        {v[-1]} = 3\n"
        f"    g()\n    return {total}\nr = f()\n")
    run(f"through {count}", f"def f():\n{body}    def g():\n        def h():\n            return lambda: {total}\n"
        "        return h()()\n    return g()\nr = f()\n")
    run(f"class {count}", f"def f():\n{body}    class C:\n        x = {total}\n        {v[-1]} = 5\n        y = {v[-1]}\n"
        f"        def m(self):\n            return __class__.x, {v[0]}, {v[-1]}, len(super().__repr__()) > 0\n"
        f"        z = [{v[0]} + {v[-1]} for i in (1,)]\n    return C().m(), C.x, C.y, C.z\nr = f()\n")
    upper = [name.upper() for name in v]
    body_upper = "".join(f"    {name} = {i}\n" for i, name in enumerate(upper))
    run(f"upper {count}", f"def f():\n{body_upper}    class C:\n        def m(self):\n"
        f"            return __class__.__name__, {' + '.join(upper)}\n        def s(self):\n"
        f"            super().__init__()\n            return {' + '.join(upper)}\n"
        f"        def a(self, x: int = {upper[0]}) -> {upper[-1]}: return {upper[-1]}\n"
        f"    return C().m(), C().s(), C.a.__annotations__\nr = f()\n")
    run(f"generator {count}", f"def f():\n{body}    def g():\n        for i in range(2):\n            yield {total}\n"
        "    return list(g())\nr = f()\n")
    run(f"unbound {count}", f"def f():\n    def g():\n        return {v[-1]}, {total}\n    try:\n        g()\n"
        f"    except NameError as e:\n        return str(e)\n{body}\nr = f()\n")
    run(f"locals {count}", f"def f():\n{body}    def g():\n        {total}\n        return sorted(locals().items())[-2:]\n"
        "    return g()\nr = f()\n")

for count in (1, 16, 17, 140):
    log = "log = []\ndef d(i):\n    def apply(f):\n        log.append(i)\n        return f\n    log.append(-i)\n    return apply\n"
    at = "".join(f"@d({i})\n" for i in range(1, count + 1))
    tail = "r = len(log), log[:3], log[-3:], sum(log), x\n"
    run(f"decorated def {count}", f"{log}{at}def f(): return 5\nx = f()\n{tail}")
    run(f"decorated class {count}", f"{log}{at}class C(object): y = 6\nx = C.y\n{tail}")
    run(f"decorated method {count}", f"{log}class C:\n" + at.replace("@", "    @") + "    def f(self): return 7\nx = C().f()\n" + tail)
    run(f"decorators that yield {count}", "def gen():\n    " + "@(yield)\n    " * count
        + "def f(): return 8\n    yield f\ng = gen()\nnext(g)\n"
        f"for i in range({count}): x = g.send(lambda f: f)\nr = x()\n")
    run(f"bad decorator {count}", "@1\n" + "@(lambda f: f)\n" * count + "def f(): pass\n")

for count in (2, 60, 61, 130, 257):
    v = names(count, "t")
    targets = ", ".join(v)
    for where, head, indent, foot in (("module", "", "", ""), ("function", "def f(items):\n", "    ", "r = f({0})\n")):
        for given in (f"range({count})", f"iter(range({count}))", f"[0] * {count - 1}", f"'x' * {count + 1}", "5",
                      f"(i for i in range({count + 5}))"):
            source = given if where == "module" else "items"
            body = f"{indent}{targets} = {source}\n{indent}" + ("r = " if where == "module" else "return ")
            run(f"unpack {where} {count} {given}", head + body + f"({v[0]}, {v[-1]})\n" + foot.format(given))
        for star in (0, 1, count - 1):
            if star > 255:
                continue
            starred = ", ".join("*" + name if i == star else name for i, name in enumerate(v))
            for given in (f"range({count + 3})", f"range({count - 1})", f"range({max(count - 2, 0)})", "None"):
                run(f"star {where} {count} {star} {given}", f"{starred} = {given}\nr = {v[0]}, {v[star]}, {v[-1]}\n")
    run(f"attributes {count}", "class C: pass\nc = C()\n" + ", ".join(f"c.a{i}" for i in range(count))
        + f" = range({count})\nr = c.a0, c.a{count - 1}\n")
    run(f"for {count}", f"for {targets} in [range({count})] * 2: pass\nr = {v[-1]}\n")
    run(f"nested {count}", f"(a, ({targets}), b) = 1, range({count}), 2\nr = a, b, {v[-1]}\n")
run("star 256", ", ".join(names(256)) + ", *rest = range(300)\nr = 1\n")

for count in (100, 17000):
    numbers = "".join(f"{i}.5, " for i in range(count))
    strings = "".join(f"'s{i}', " for i in range(count))
    run(f"constants {count}", f"a = sum([{numbers}])\nb = len([{strings}])\nnew_name = 3\nimport sys as other_name\n"
        "def function(x): return x.attribute_name\nclass Named: attribute_name = 'found'\n"
        "r = a, b, new_name, function(Named), f'{other_name.__name__}', (1, 'tuple', 2.25), 10 ** 30, b'bytes'\n")
