"""Mistakes within many levels of brackets are found in a time that does not double with each level."""

CASES = [
    ("[", "x", "] = 1"), ("[x,", "0 x", ""), ("{0:", "0 x", ""), ("{**", "x 0", ""), ("{a:", "b :", ""), ("[", "x class", ""),
    ("[", "x :", ""), ("{", "x 0", "}"), ("(", "x class", ""), ("f(", "x 0", ""), ("x[", "0 0", "]"), ("{1,", "2 3", ""),
    ("[(", "x y", ")]"), ("{(", "x y", ")}"), ("{[", "x y", ""), ("({", "x: y z", "})"), ("[{", "x y", ""),
]
for opening, inner, closing in CASES:
    for depth in (1, 2, 3, 40):
        text = opening * depth + inner + closing * depth
        try:
            compile(text, "text", "exec")
            print(repr(text[:20]), depth, "fine")
        except SyntaxError as error:
            print(repr(text[:20]), depth, error.msg, error.lineno)
