"""Source text nested in every way: from the top, and where little stack is left."""
from attempts import LENGTH, end, may

PATTERNS = {
    "parentheses": ("(", "1", ")"), "minus": ("-", "1", ""), "not": ("not ", "1", ""), "attribute": ("", "a", ".b"),
    "call": ("", "a", "()"), "item": ("", "a", "[0]"), "sum": ("", "1", "+1"), "sum of names": ("", "a", "+a"),
    "power": ("", "a", "**a"), "target": ("(", "a", ",)", "=1"), "comparison": ("", "a", "<a"),
    "conditional": ("1 if a else ", "1", ""), "lambda": ("lambda: ", "1", ""), "assignment": ("a=", "1", ""),
    "list": ("[", "", "]"), "dict": ("{1:", "1", "}"), "set": ("{", "1", "}"), "argument": ("f(", "", ")"),
    "walrus": ("(a:=", "1", ")"), "and": ("", "a", " and a"), "or in and": ("a and (b or ", "c", ")"),
    "strings": ("", "'a'", " 'a'"), "f-string": ("f'{", "1", "}'"), "star": ("[*", "a", "]"),
    "tuple": ("(", "1", ",)"), "slice": ("a[", ":", "]"), "comprehension": ("[", "a", " for a in b]"),
    "generator": ("(", "a", " for a in b)"), "keyword": ("f(a=", "1", ")"), "await": ("yield ", "1", ""),
    "for clauses": ("", "[1", " for a in b", "]"), "if clauses": ("", "[1 for a in b", " if a", "]"),
    "with items": ("", "with a", ", a", ": pass"), "elif": ("", "if a: pass\n", "elif a: pass\n"),
    "decorators": ("@a\n", "def f(): pass", ""), "statements": ("", "a", "; a"), "lines": ("", "a", "\na"),
    "delete": ("del (", "a", ",)"), "except": ("", "try: pass\n", "except a: pass\n"),
    "annotation": ("", "from __future__ import annotations\na: b", "[b]"),
    "annotated minus": ("", "from __future__ import annotations\na: ", "-", "b"),
}


def source(pattern, length):
    before, inner, after, *rest = pattern
    return before * length + inner + after * length + "".join(rest)


def blocks(length):
    lines = [" " * i + ("if a:", "for a in b:", "while a:", "class A:", "def f():", "with a:", "try:")[i % 7]
             for i in range(length)]
    return "\n".join(lines) + "\n" + " " * length + "pass\n"


def compile_all(lengths):
    for length in lengths:
        for name, pattern in PATTERNS.items():
            may(f"{name} {length}", lambda: compile(source(pattern, length), "x", "exec"), SyntaxError)
        may(f"blocks {length}", lambda: compile(blocks(min(length, 99)), "x", "exec"), SyntaxError)


deepest = 0


def deeper(level, start):
    """Compiles where the C++ stack ends."""
    global deepest
    deepest = level
    list(map(lambda x: deeper(level + 1, start), [1])) if level < start else compile_few(level, start)


def compile_few(level, start):
    for length in 0, 12, 150:
        for name in "parentheses", "minus", "conditional", "argument", "for clauses", "annotation":
            may(name, lambda: compile(source(PATTERNS[name], length), "x", "exec"), SyntaxError)
    list(map(lambda x: compile_few(level + 1, start), [1]))


compile_all((10, 90, 1000, 2400, 5000, LENGTH // 2))
may("down", lambda: deeper(0, 10 ** 9))
may("compile", lambda: deeper(0, deepest - 30))


def evaluate():
    eval("(" * 50 + "evaluate()" + ")" * 50)


may("eval in eval", evaluate)
may("import", lambda: __import__("a." * 20_000 + "b"), ImportError)
end()
