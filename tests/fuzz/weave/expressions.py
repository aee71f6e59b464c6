"""Expressions of a wanted kind over the names in reach; some have another kind on purpose."""
from weave.scope import KINDS
from weave.words import (ALL_BINARY, BINARY, BOOL_FORMS, BYTES, COMPARISONS, DICT_FORMS, FLOAT_FORMS, FLOATS,
                         INT_FORMS, INTS, LIST_FORMS, SET_FORMS, SMALL_INTS, STRING_METHODS, STRINGS,
                         TUPLE_FORMS)

# The letters of the templates in words.py, and what stands for them.
LETTERS = {"n": "int", "m": "int", "k": "small", "f": "float", "g": "float", "s": "str", "t": "str", "u": "str",
           "l": "list", "l2": "list", "d": "dict", "z": "set", "t1": "tuple", "b": "bytes", "c": "bool", "w": "width"}
FORMS = {"int": INT_FORMS, "float": FLOAT_FORMS, "str": STRING_METHODS, "list": LIST_FORMS,
         "dict": DICT_FORMS, "set": SET_FORMS, "tuple": TUPLE_FORMS, "bool": BOOL_FORMS}

OBJECT_FORMS = (
    "{o} {op} {v}", "{v} {op} {o}", "{o} {cmp} {v}", "{v} {cmp} {o}", "{o} {op} {p}", "{o} {cmp} {p}", "{v} in {o}",
    "{o} in [{p}, {v}]", "len({o})", "bool({o})", "not {o}", "-{o}", "~{o}", "abs({o})", "{o}()", "{o}({v})",
    "{o}(*{l})", "{o}(k={v})", "{o}[{v}]", "{o}[{k}:{n}]", "[x for x in {o}][:5]", "list({o})[:5]",
    "sorted([{o}, {p}])[:1]", "max({o}, {p})", "[1, 2, 3][{o}]", "range({o})", "int({o})", "float({o})", "round({o})",
    "divmod({o}, {v})", "pow({o}, {v})", "pow({o}, {v}, 3)", "{o} is {p}", "isinstance({o}, {c})",
    "issubclass(kind_of({o}), {c})", "{o}.__class__ is {c}", "hasattr({o}, '{a}')", "getattr({o}, '{a}', {v})",
    "{o}.{a}", "{o}.{a}", "{o}.{a}()", "{o}.{a}({v})", "{o}.meth0({v})", "{o}.meth1()", "{c}.{a}", "{c}()",
    "{c}({v})", "{c}[{n}]", "(lambda q: f'{{q}}')(safe({o}))", "(lambda q: f'{{q!r:>8}}')(safe({o}))", "'%s' % (safe({o}),)", "str(safe({o}))",
    "format(safe({o}), '3')", "next({o})", "iter({o}) is {o}", "{{{o}: {v}}}.get({p})", "{o} == {o}", "math.trunc({o})",
    "operator.index({o})", "operator.{opname}({o}, {v})", "{c}.__add__({o}, {v})", "{o}.__len__()", "{o}.__eq__({v})",
    "{o} and {p}", "{o} or {p}", "{o} if {p} else {v}", "[k for k in dir({o}) if len(k) == 1]",
    "tuple(reversed({o}))[:4]", "sum({o}, 0)", "{s}.join({o})", "dict({o})", "[*{o}, {v}][:4]", "(lambda *q: q)(*{o})[:4]",
    "(lambda **q: q)(**{o})", "list(zip({o}, {l}))", "list(map({o}, {l}))[:4]", "any({o})", "callable({o})", "type({o})",
    "super({c}, {o}).{a}", "super({c}, {o}).meth0({v})", "{c}.meth1({o})", "{o}.__dict__", "vars({o}).get('{a}')",
    "{o}.__init__({v})", "{o} @ {v}", "{o} << {v}", "{o} ** {v}", "operator.length_hint({o})", "bytes({o})", "hash_of({o})",
    "set([{o}, {o}]) == {{{o}}}", "{o}.__add__", "{o}.append({v})", "{o}.get({v})", "{o}.upper()", "{o}.args", "{o}[{v}:]",
    "{o}.copy()", "{o}.items()", "{o}.count({v})", "{o}.index({v})", "{c}.fromkeys({l})", "{c}.mro()[-1]", "{o}.real",
    "{o}.__iadd__({v})", "[{o} {cmp} k for k in ({v}, {p})]", "[k {op} {o} for k in ({v}, {p})]", "{o} != {p}",
    "probe(lambda: {o}.{a})", "probe(lambda: {o}.meth0)", "probe(lambda: {c}.{a})", "probe(lambda: {o}.append)",
    "probe(lambda: {l}.append)", "probe(lambda: {s}.upper)", "probe(lambda: {d}.get)", "probe(lambda: {c}.__init__)",
    "probe(lambda: {o}.__eq__)", "probe(lambda: math.sqrt)", "probe(lambda: ({n}).bit_length)", "probe(lambda: dict.fromkeys)",
    "probe(lambda: {o}.__class__)", "probe(lambda: print)", "probe(lambda: {o}.__init__)", "probe(lambda: {c}.meth0)",
    "probe(lambda: {o}.__init_subclass__)", "probe(lambda: int.from_bytes)", "probe(lambda: {c}.__dict__)",
)


class Expressions:
    """Mixed into the weaver, which has the random numbers, the classes and the functions."""

    def literal(self, kind):
        choose = self.rng.choice
        if kind == "int":
            return f"({choose(INTS)})" if self.chance(30) else choose(SMALL_INTS)
        if kind == "float":
            return choose(FLOATS)
        if kind == "str":
            return choose(STRINGS)
        if kind == "list":
            return choose(("[]", "[1]", "[3, 1, 2]", "[1, 2, 3, 4, 5]", "[0, -1, 2 ** 70]", "[2, 2]", "[1.5, 2]"))
        if kind == "tuple":
            return choose(("()", "(1,)", "(1, 2)", "(1, 'x')", "(3, 2, 1)"))
        if kind == "dict":
            return choose(("{}", "{1: 2}", "{1: 2, 3: 4}", "{'a': 1, 'b': 2}", "{0: 'x', 2: 'y', 1: 'z'}"))
        if kind == "set":
            return choose(("set()", "{1, 2}", "{3, 1, 2}", "frozenset((1, 5))"))
        if kind == "bytes":
            return choose(BYTES)
        if kind == "bool":
            return choose(("True", "False", "None"))
        if kind == "obj":
            return self.some_object()
        return choose(("None", "1", "'any'", "(1, [2])", "...", "NotImplemented", "len", "int", "[]", "E0"))

    def name_of(self, scope, kind):
        names = scope.of_kind(kind) + [n for n, k in self.global_names.items() if k == kind]
        return self.rng.choice(names) if names else None

    def atom(self, scope, kind):
        if kind == "small":
            return self.rng.choice(SMALL_INTS)
        if kind == "width":
            return str(self.rng.randrange(1, 12))
        name = self.name_of(scope, kind) if self.chance(75) else None
        return name or self.literal(kind)

    def operand(self, scope, kind, depth):
        """An atom, or an expression in parentheses."""
        if kind in ("small", "width") or depth <= 0 or self.chance(60):
            return self.atom(scope, kind)
        return f"({self.expression(scope, kind, depth - 1)})"

    def fill(self, scope, template, depth, kinds=LETTERS):
        """A template with its letters replaced; each use of a letter is the same text."""
        values = {letter: self.operand(scope, kind, depth)
                  for letter, kind in kinds.items() if "{" + letter in template}
        values["cmp"] = self.rng.choice(COMPARISONS)
        return template.format(**values)

    def expression(self, scope, kind, depth=1):
        """An expression that has the kind, mostly."""
        if self.chance(4):
            kind = self.rng.choice(KINDS)
        if depth <= 0 or self.chance(12):
            return self.atom(scope, kind)
        if self.functions_made and self.chance(6):
            return self.call(scope)
        if kind in ("obj", "any"):
            return self.object_expression(scope, depth) if self.chance(70) else self.atom(scope, kind)
        if kind == "int" and self.chance(45):
            return self.arithmetic(scope, kind, depth)
        if kind == "float" and self.chance(30):
            return self.arithmetic(scope, kind, depth)
        forms = FORMS.get(kind)
        return self.fill(scope, self.rng.choice(forms), depth - 1) if forms else self.atom(scope, kind)

    def arithmetic(self, scope, kind, depth):
        left, right = self.operand(scope, kind, depth - 1), self.operand(scope, kind, depth - 1)
        return f"{left} {self.rng.choice(BINARY[:5] if kind == 'float' else BINARY)} {right}"

    def any_expression(self, scope, depth=2):
        return self.expression(scope, self.rng.choice(KINDS), depth)

    def object_expression(self, scope, depth):
        values = {"o": self.atom(scope, "obj"), "p": self.atom(scope, "obj"), "a": self.attribute(),
                  "c": self.some_class(), "op": self.rng.choice(ALL_BINARY), "opname": self.rng.choice(
                      ("add", "mul", "eq", "lt", "getitem", "contains", "and_", "iadd", "concat")),
                  "v": self.atom(scope, self.rng.choice(KINDS)), "cmp": self.rng.choice(COMPARISONS),
                  "k": self.rng.choice(SMALL_INTS), "n": self.atom(scope, "int"), "l": self.atom(scope, "list"),
                  "s": self.atom(scope, "str"), "d": self.atom(scope, "dict")}
        return self.rng.choice(OBJECT_FORMS).format(**values)

    # ---- calls ----

    def call(self, scope):
        """A call of a function made before; one in eight does not fit the parameters."""
        function = self.rng.choice(self.functions_made)
        return self.call_of(scope, function)

    def call_of(self, scope, function):
        values = [self.atom(scope, kind) for kind in function.kinds]
        required, total = function.required, len(function.kinds)
        count = self.rng.randrange(required, total + 1)
        positional, keywords = values[:count], []
        cut = self.rng.randrange(function.positional_only, count + 1) if self.chance(25) and \
            function.positional_only <= count else count
        keywords += [f"{name}={value}" for name, value in zip(function.names[cut:count], values[cut:count])]
        positional = values[:cut]
        keywords += [f"{name}={self.atom(scope, 'int')}" for name, needed in function.keyword_only
                     if needed or self.chance(50)]
        if function.has_rest and self.chance(50) and not keywords:
            positional.append(self.atom(scope, "int"))
        if function.has_keywords and self.chance(40):
            keywords.append(f"extra={self.atom(scope, 'int')}")
        if self.chance(12):
            self.rng.choice((lambda: positional.append("1"), lambda: keywords.append("wrong=2"),
                             lambda: positional and positional.pop()))()
        return f"{function.name}({', '.join(self.starred(positional) + self.double_starred(keywords))})"

    def starred(self, positional):
        if not self.chance(15):
            return positional
        cut = self.rng.randrange(len(positional) + 1)
        rest = "".join(value + ", " for value in positional[cut:])
        return [*positional[:cut], f"*({rest})" if self.chance(60) else f"*[{rest}]"]

    def double_starred(self, keywords):
        if not keywords or not self.chance(25):
            return keywords
        pairs = [pair.split("=", 1) for pair in keywords]
        items = ", ".join("'" + name + "': " + value for name, value in pairs)
        return ["**{" + items + "}"] if self.chance(70) else [keywords[0], "**{" + items + "}"]

