"""Generates programs that weave calls, operators, loops, closures, generators and exceptions together,
while classes, functions and containers change under them.

A program defines descriptors, metaclasses, classes (also of built-in types, with operators), functions,
generators and objects, and then runs *phases*: hot loops over *sites* (functions and statements) with
*events* (changes) in between and in the middle of hooks. The statements are written with a guess of
what each name holds, so that most of them do something; whatever fails is caught and printed.

Programs end by construction: loops go over short things or count down, functions call only earlier
ones, and each phase has a budget of steps. What is documented to differ is not generated: what is
finalized is not seen (generators with a `finally` are kept until they are closed), hashes and the order
of sets of strings are not shown, addresses are cut out, numbers are not compared with `is`.
"""
from definitions import function, guarded, indent
from generator import OBJECTS_OF_A_MODULE
from vocabulary import GLOBALS
from weave.classes import Classes
from weave.scope import Scope
from weave.statements import Statements
from weave.words import POSTLUDE, PRELUDE

GLOBAL_NAMES = {"xs0": "list", "xs1": "list", "xs2": "list", "ds0": "dict", "ds1": "dict", "zs0": "set", "n0": "int", "n1": "int",
                "ts0": "tuple", "text0": "str", "real0": "float", "bs0": "bytes"}
PARAMETER_KINDS = ("int", "int", "obj", "obj", "list", "any", "str", "dict", "float", "tuple")


class Function:
    """What a call needs to know about a function that has been written."""

    def __init__(self, name, is_generator):
        self.name = name
        self.is_generator = is_generator
        self.names = []
        self.kinds = []
        self.required = 0
        self.positional_only = 0
        self.keyword_only = []      # (name, whether it must be given)
        self.has_rest = False
        self.has_keywords = False


class Weaver(Statements, Classes):

    def __init__(self, seed):
        super().__init__(seed)
        self.global_names = dict(GLOBAL_NAMES)
        self.functions_made = []
        self.generators_made = []

    # ---- functions ----

    def parameters(self, made, scope):
        """The text between the parentheses of a def; fills `made` and the function's scope."""
        parts = []
        for number in range(self.weighted(((0, 6), (1, 30), (2, 36), (3, 20), (5, 8)))):
            name, kind = f"p{number}", self.rng.choice(PARAMETER_KINDS)
            scope.add(name, kind)
            made.names.append(name)
            made.kinds.append(kind)
            if made.required < number or (number and self.chance(25)):
                parts.append(f"{name}={self.literal(kind if kind != 'obj' else 'int')}")
            else:
                made.required = number + 1
                parts.append(name)
        if made.names and self.chance(8):
            made.positional_only = self.rng.randrange(1, len(made.names) + 1)
            parts.insert(made.positional_only, "/")
        if self.chance(14):
            made.has_rest = True
            parts.append("*rest")
            scope.add("rest", "tuple")
        if self.chance(12):
            if not made.has_rest:
                parts.append("*")
            needed = self.chance(30)
            made.keyword_only.append(("key", needed))
            parts.append("key" if needed else "key=2")
            scope.add("key", "int")
        if self.chance(10):
            made.has_keywords = True
            parts.append("**named")
            scope.add("named", "dict")
        return ", ".join(parts)

    def woven_function(self):
        is_generator = self.chance(30)
        made = Function(f"g{len(self.generators_made)}_" if is_generator else f"f{len(self.functions_made)}_", is_generator)
        scope = Scope(is_generator=is_generator)
        scope.level = 1
        text = self.parameters(made, scope)
        head = []
        if self.chance(20):
            name = self.rng.choice(("n0", "n1", "xs0", "text0", "ds1"))
            head.append(f"global {name}")
            scope.add(name, self.global_names[name])
        body = self.block(scope, self.rng.randrange(1, 6), self.weighted(((0, 20), (1, 35), (2, 35), (3, 10))))
        if any("_(" in line or "for " in line for line in body):
            head.append("step()")
        if is_generator and not any("yield" in line for line in body):
            body.append(f"yield {self.any_expression(scope)}")
        if self.chance(75):
            body.append(f"return {self.any_expression(scope)}")
        if self.chance(10):
            body.insert(0, "'a doc string'")
        (self.generators_made if is_generator else self.functions_made).append(made)
        lines = function(made.name, text, head + body)
        return lines

    def recursive_function(self):
        """A function that calls itself, to a depth that is given or without end."""
        name = f"deep{self.labels}"
        self.labels += 1
        step = self.rng.choice((f"return {name}(n - 1) + 1", f"return [{name}(n - 1)][0]", f"return max({name}(n - 1), 0)",
                                f"return sum([{name}(n - 1) for _ in '1'])", f"return (yield_from({name}, n - 1))",
                                f"try:\n        return {name}(n - 1)\n    finally:\n        n = 1",
                                f"with Manager('deep', fail=0 * n):\n        return {name}(n - 1) + 1"))
        first = "if n <= 0: return 0"
        turns = self.rng.choice((1, 3, 60))
        depth = self.rng.choice((5, 40, 150, 300)) // (3 if turns > 3 else 1)
        lines = [f"def {name}(n):", f"    {first}", *("    " + line if not line.startswith("    ") else line for line in step.split("\n"))]
        return [*lines, "def yield_from(f, n):", "    def g(): return (yield f(n))", "    return next(g())",
                f"for _ in range({turns}):", f"    attempt({name}, {depth})", "try:", f"    {name}(10 ** 6)",
                "except RecursionError:", "    emit('too deep')", "except BaseException as error:", "    emit(kind(error))",
                f"attempt({name}, 20)", "flush()"]

    # ---- the parts of the program ----

    def globals_lines(self):
        return [f"{name} = {self.literal(kind)}" for name, kind in self.global_names.items()] + \
            [f"{name} = '{name}'" for name in GLOBALS]

    def make_objects(self):
        lines = []
        for number in range(self.rng.randrange(2, 6)):
            name = f"o{number}"
            lines.append(f"{name} = {self.making(self.some_class())}")
            self.objects.append(name)
            lines += self.first_values(name)
        for _ in range(self.rng.randrange(2)):
            name = f"o{len(self.objects)}"
            self.objects.append(name)
            lines.append(f"{name} = " + self.rng.choice(("Counter(4)", "Sequence(3)", "Manager('m')", "Key(3)", "E1(1, 2)", "types.SimpleNamespace(a=1)",
                                                         "Fallback()", "[3, 1, 2]", "{1: 2}", "iter((1, 2, 3))", "(q for q in (1, 2))")))
        if self.chance(20):
            self.modules.append("m0")
            lines += OBJECTS_OF_A_MODULE
        return lines

    def site_call(self):
        """A statement of a hot loop: a function is called with what the loop goes over."""
        scope = Scope()
        scope.add("o", "obj")
        scope.add("i", "int")
        made = self.rng.choice(self.functions_made) if self.functions_made else None
        if made is None:
            return [f"emit(show(i))"]
        arguments = [self.rng.choice(("o", "o", self.atom(scope, "obj"))) if kind == "obj" else
                     "i" if kind == "int" and self.chance(60) else self.literal(kind) if self.chance(50) else self.atom(scope, kind)
                     for kind in made.kinds]
        if made.keyword_only or self.chance(20):
            return guarded([f"emit(show({self.call(scope)}))"], "caught")
        return [f"{self.rng.choice(('attempt', 'attempt', 'attempt', 'looked_at'))}({', '.join([made.name, *arguments])})"]

    def loop_step(self, scope):
        kind = self.rng.randrange(10)
        if kind < 5:
            return self.site_call()
        if kind < 6 and self.generators_made:
            return guarded(self.drive(scope, 0), "caught")
        if kind < 7:
            return guarded([f"emit(show({self.object_expression(scope, 1)}))"], "caught")
        lines = self.block(scope, self.rng.randrange(1, 3), self.rng.randrange(2))
        return ["try:", *indent(lines), "except Exception as error:", "    emit(" + self.rng.choice(
            ("show(error)", "show(error)", "show(error) + where(error)", "chain(error)", "where(error, True)")) + ")"]

    def phase(self, number):
        scope = Scope()
        scope.level = 1
        size = self.weighted(((1, 30), (2, 30), (3, 20), (5, 20)))
        pool = [self.receiver() if self.chance(12) else self.some_object() for _ in range(size)]
        turns = self.rng.choice((60, 60, 90, 130, 200))
        for name, kind in (("o", "obj"), ("i", "int"), ("x", "any")):
            scope.add(name, kind)
        scope.bound |= {"o", "i", "pool", "n"}
        scope.loops = 1
        body = []
        for _ in range(self.rng.randrange(1, 5)):
            body += [f"if i == {self.rng.randrange(2, turns)}:", f"    {self.event()}()"]
        order = self.rng.choice(("i % n", "i // 3 % n", "i // 8 % n", "i // 30 % n", "i * i % n"))
        body.append(f"o = pool[{order}]")
        start = guarded(self.block(scope, self.rng.randrange(3), 0), "start")
        for _ in range(self.weighted(((2, 30), (3, 30), (4, 25), (6, 15)))):
            body += self.loop_step(scope)
        if self.chance(30):
            body += ["i_ = i", *guarded(["x = None", self.operation("o").replace("= i", "= i_"), "emit(show(x))"], "caught")]
        lines = ["x = None", *start, f"pool = [{', '.join(pool)}]", "n = len(pool)", f"for i in range({turns}):", "    step()", *indent(body)]
        return [*function(f"phase{number}", "", lines), f"run(phase{number})"]

    def repeated(self, make, low, high):
        return [line for _ in range(self.rng.randrange(low, high)) for line in make()]

    def program(self):
        definitions = (self.repeated(self.descriptor_class, 1, 3) + self.repeated(self.plain_function, 1, 2)
                       + self.repeated(self.metaclass, 0, 2) + self.repeated(self.class_statement, 2, 5))
        objects = self.make_objects()
        functions = self.repeated(self.woven_function, 3, 9)
        phases = [line for number in range(self.rng.randrange(2, 4)) for line in self.phase(number)]
        if self.chance(12):
            phases += self.recursive_function()
        events, number = [], 0
        while number < len(self.events):        # an event may define further ones
            events += function(self.events[number], "", self.event_body(self.events[number]))
            number += 1
        last = [f"emit(state({o}))" for o in self.objects] + [f"emit(names({c}))" for c in self.classes] + \
            [f"attempt(lambda: {name})" for name in self.global_names]
        return "\n".join([*PRELUDE, *self.globals_lines(), *definitions, *events, *objects, *functions, *phases, *last, *POSTLUDE]) + "\n"


def weave(seed):
    return Weaver(seed).program()
