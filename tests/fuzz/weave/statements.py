"""Statements: assignments, loops, try, with, nested functions, what generators and callers do."""
from definitions import function, guarded, indent
from weave.expressions import Expressions
from weave.scope import KINDS, Scope
from weave.words import BINARY, ERRORS

ITERABLES = (
    "range({k})", "range({n}, {n} + 5)", "{l}", "{l}", "{l}[:6]", "{t}", "{d}", "{d}.items()", "{d}.values()", "{z}",
    "enumerate({l})", "zip({l}, {l2})", "{s}", "reversed({l})", "map(abs, {l})", "filter(None, {l})", "{b}",
    "(q * 2 for q in {l})", "Counter({k})", "Counter({k}, E0('next'))", "Sequence({k})", "iter({l})", "iter({d})",
    "itertools.repeat({n}, 4)", "itertools.chain({l}, {t})", "sorted({l})", "{o}", "list({d}.items())", "{d}.keys()",
    "range(5, 0, -1)", "[({n}, 1), ({m}, 2)]", "zip(range(9), {s})", "enumerate({s}, {n})", "{{1: 2, 3: 4}}.items()",
    "itertools.islice(itertools.cycle({l}), 5)", "dict(zip({l}, {l2})).items()", "itertools.batched({l}, 2)",
    "zip({l}, {t}, {s})", "map(lambda q, r: (q, r), {l}, {l2})", "(1, 2, 3)", "[1, 2, 3, 4]", "{n}",
)
ITERABLE_LETTERS = {"k": "small", "n": "int", "m": "int", "l": "list", "l2": "list", "t": "tuple", "d": "dict", "z": "set",
                    "s": "str", "o": "obj", "b": "bytes"}

# What changes a container, also while something goes over it.
MUTATIONS = {
    "list": ("{v}.append({n})", "{v}.append({n})", "{v}.insert({k}, {n})", "{v}.pop()", "{v}.pop({k})", "{v}.remove({n})",
             "{v}.reverse()", "{v}.sort()", "{v}.sort(key=lambda q: -q)", "{v}.extend({l})", "{v}[{k}] = {n}", "del {v}[{k}]",
             "{v}[{k}:] = {l}", "del {v}[{k}:]", "{v}[::2] = {l}", "{v}.clear()", "{v} += ({n},)", "{v} *= 2", "{v}[:] = [1, 2, 3]",
             "{v}[{k}] += {n}", "{v}.sort(key=lambda q: {v}.clear())", "{v}.sort(reverse=True)", "{v}.extend(q for q in {v}[:3])"),
    "dict": ("{v}[{n}] = {x}", "{v}[{n}] = {x}", "del {v}[{n}]", "{v}.pop({n}, None)", "{v}.popitem()", "{v}.setdefault({n}, {x})",
             "{v}.update({{{n}: {x}, 'u': 1}})", "{v}.clear()", "{v} |= {{{n}: {k}}}", "{v}[{s}] = {x}", "{v}[{n}] += {k}",
             "{v}[{t}] = 1", "{v}.update(z={n})", "{v}.pop({n})", "{v}[{n}], {v}[{k}] = {k}, {n}"),
    "set": ("{v}.add({i})", "{v}.discard({k})", "{v}.remove({k})", "{v} |= {{{i}}}", "{v}.update(numbers({l}))", "{v}.clear()",
            "{v} -= {{1}}", "{v}.pop()", "{v} ^= {{1, 2}}", "{v}.intersection_update({{1, 2, 3}})"),
    "bytes": ("{v}.append({k})", "{v}[{k}] = 65", "{v} += b'z'", "del {v}[{k}:]", "{v}.extend({l})", "{v}.clear()"),
    "tuple": ("{v} += ({n},)", "{v} = {v}[1:]", "{v}[{k}] = 1"),
}
MUTATION_LETTERS = {"n": "int", "k": "small", "l": "list", "x": "int", "s": "str", "t": "tuple", "i": "small"}

# What is done with a generator in q; `{r}` is a raised error, `{v}` a value.
DRIVES = (
    "x = next(q)", "x = next(q, 'end')", "x = q.send({v})", "x = q.send(None)", "x = q.throw({r})", "x = q.throw({r}('thrown'))",
    "x = q.close()", "x = [*q][:5]", "x = list(itertools.islice(q, 2))", "for x in q: break", "x, *y_ = q", "x = sum(q)",
    "x = (q.gi_running, q.gi_frame is None, q.gi_suspended)", "x = kind(q)", "x = next(q), next(q)", "x = {v} in q",
    "x = q.throw({r}, None)", "x = q.gi_frame and sorted(q.gi_frame.f_locals)", "x = show(q.gi_yieldfrom)", "x = iter(q) is q",
    "x = tuple(zip(q, {l}))", "x = max(q)", "x = list(map(lambda z_: z_, q))[:4]", "x = dict(enumerate(q))", "for x in q: pass",
    "q = None; gc.collect(); x = 0", "x = [z_ for z_ in q if z_][:4]", "x = 'x'.join(q)", "x = list(q.gi_frame.f_locals.values())",
)


class Statements(Expressions):

    def block(self, scope, size, depth):
        """`size` statements, at least one line."""
        lines = []
        for _ in range(size):
            more = self.statement(scope, depth)
            if self.chance(22) and not more[0].startswith(("pass", "try")):
                more = guarded(more, "inside")
            lines += more
        return lines or ["pass"]

    def statement(self, scope, depth):
        choices = [(self.assignment, 26), (self.augmented, 9), (self.mutation, 8), (self.unpacking, 4),
                   (self.attribute_statement, 13), (self.output, 9), (self.call_statement, 7), (self.deletion, 1.5),
                   (self.raising, 1.5), (self.object_statement, 9)]
        if depth > 0:
            choices += [(self.branch, 8), (self.for_loop, 9), (self.while_loop, 3), (self.try_statement, 9),
                        (self.with_statement, 4), (self.comprehension_closure, 2), (self.changed_walk, 3)]
            if scope.level < 3:
                choices += [(self.nested_function, 5)]
        if self.generators_made:
            choices += [(self.drive, 12)]
        if scope.is_generator:
            choices += [(self.yielding, 22)]
        if scope.in_loop:
            choices += [(self.loop_exit, 4)]
        if scope.level:
            choices += [(self.returning, 2), (self.event_call, 1.5), (self.introspection, 1)]
        return self.weighted(choices)(scope, depth)

    # ---- simple statements ----

    def target(self, scope):
        names = scope.targets()
        if names and self.chance(55):
            return self.rng.choice(names)
        return scope.new_name(self.rng) if scope.level else self.rng.choice(list(self.global_names))

    def assignment(self, scope, depth):
        kind = self.rng.choice(KINDS)
        value = self.expression(scope, kind, 2)
        name = self.target(scope)
        if name in scope.bound:
            return [f"emit(show({value}))"]
        if name in scope.names or name not in scope.writable:
            scope.add(name, kind)
        if self.chance(5):
            return [f"if ({name} := {value}):", f"    emit('true')"]
        if self.chance(4):
            return [f"{name} = {scope.new_name(self.rng)} = {value}"]
        if kind == "int" and any(c in value for c in "*<"):
            return [f"{name} = {value}", f"if type({name}) is int: {name} %= {self.rng.choice(('97', '2 ** 61', '10 ** 30'))}"]
        if kind == "str":
            return [f"{name} = {value}", f"if type({name}) is str: {name} = {name}[-40:]"]
        return [f"{name} = {value}"]

    def augmented(self, scope, depth):
        names = [n for n in scope.visible() if n in scope.targets()]
        if not names:
            return self.assignment(scope, depth)
        name = self.rng.choice(names)
        kind = scope.visible()[name]
        if kind == "int":
            return [f"{name} {self.rng.choice(BINARY[:1] * 4 + BINARY)}= {self.operand(scope, 'int', 1)}",
                    f"if type({name}) is int and not -2 ** 70 < {name} < 2 ** 70: {name} = 3"]
        if kind == "float":
            return [f"{name} {self.rng.choice('+-*/')}= {self.operand(scope, 'float', 1)}"]
        if kind == "str":
            return [f"{name} += {self.operand(scope, 'str', 1)}", f"{name} = {name}[-30:]"]
        return [f"{name} {self.rng.choice(BINARY)}= {self.operand(scope, kind, 1)}"] if kind != "list" else \
            [f"{name} += {self.operand(scope, 'list', 1)}", f"del {name}[12:]"]

    def container(self, scope):
        """(name, kind) of a container variable, local or global."""
        kind = self.rng.choice(("list", "list", "list", "dict", "dict", "set", "bytes", "tuple"))
        name = self.name_of(scope, kind)
        return (name, kind) if name and (name in scope.targets() or name not in scope.visible()) else (None, kind)

    def mutate(self, scope, name, kind):
        values = {letter: self.atom(scope, k) for letter, k in MUTATION_LETTERS.items()}
        choices = MUTATIONS[kind]
        if name in self.global_names and name not in scope.visible() and scope.level:
            choices = [c for c in choices if not c.startswith(("{v} ", "{v} ="))]     # it would be a local name
        line = self.rng.choice(choices).format(v=name, **values)
        return [line] + ([f"del {name}[16:]"] if kind == "list" and any(
            w in line for w in ("append", "extend", "insert", "*=", "+=")) else [])

    def mutation(self, scope, depth):
        name, kind = self.container(scope)
        return self.mutate(scope, name, kind) if name else self.assignment(scope, depth)

    def unpacking(self, scope, depth):
        names = [scope.new_name(self.rng) for _ in range(3)]
        for name in names:
            scope.add(name, "any")
        a, b, c = names
        source = self.expression(scope, self.rng.choice(("list", "tuple", "str", "dict", "obj", "any", "set")), 1)
        return [self.rng.choice((
            f"{a}, {b} = {source}", f"{a}, *{b} = {source}", f"*{a}, {b} = {source}", f"{a}, ({b}, {c}) = {source}, {source}",
            f"{a}, {b} = {self.operand(scope, 'int', 1)}, {self.operand(scope, 'int', 1)}", f"[{a}, *{b}, {c}] = {source}",
            f"for {a}, {b} in [({self.atom(scope, 'int')}, 2)] * 3: pass", f"{a}, {b}, {c} = {source}"))]

    def attribute_statement(self, scope, depth):
        receiver = self.atom(scope, "obj")
        scope.add("x", "any")
        return ["i_ = 7", self.operation(receiver, simple=self.chance(50)).replace("= i", "= i_").replace(
            ", i,", ", i_,").replace("(i)", "(i_)")]

    def object_statement(self, scope, depth):
        scope.add("x", "any")
        return [f"x = {self.object_expression(scope, 1)}"]

    def output(self, scope, depth):
        return [f"emit(show({self.any_expression(scope)}))"]

    def call_statement(self, scope, depth):
        if not self.functions_made:
            return self.output(scope, depth)
        scope.add("x", "any")
        return [f"x = {self.call(scope)}"]

    def deletion(self, scope, depth):
        names = scope.targets()
        return [f"del {self.rng.choice(names)}"] if names else ["pass"]

    def error(self):
        if self.chance(60):
            return f"{self.rng.choice(ERRORS)}({self.rng.choice(('1', repr('e'), '', '2, 3'))})"
        return self.rng.choice(ERRORS)

    def raising(self, scope, depth):
        what = self.rng.choice((f"raise {self.error()}", f"raise {self.error()} from {self.error()}", f"raise {self.error()} from None",
                                f"assert {self.operand(scope, 'bool', 1)}, 'asserted'", f"raise {self.atom(scope, 'any')}"))
        return [f"if {self.operand(scope, 'bool', 1)}: {what}"] if self.chance(80) else [what]

    def loop_exit(self, scope, depth):
        word = self.rng.choice(("break", "continue"))
        return [f"if {self.operand(scope, 'bool', 1)}:", f"    {word}"]

    def returning(self, scope, depth):
        value = self.any_expression(scope)
        return [f"if {self.operand(scope, 'bool', 1)}: return {value}"] if self.chance(85) else [f"return {value}"]

    def event_call(self, scope, depth):
        return [f"if tick() == {self.rng.choice((3, 20, 60, 100))}: {self.event()}()"]

    def introspection(self, scope, depth):
        return [self.rng.choice((
            "emit(show(sorted(locals())))", "emit(show(sys.exception()))", "emit(show(sys.exc_info()[1]))",
            "emit(sys._getframe().f_code.co_name)", "emit(show({k_: v_ for k_, v_ in locals().items() if k_[1:2].isdigit()}, 1))",
            "emit(sys._getframe(1).f_code.co_name)", "emit(show(sorted(sys._getframe().f_locals)))",
            "emit(show(eval('1 + 1')))", "exec('emit(show(7))')", "gc.collect()"))]

    # ---- compound statements ----

    def branch(self, scope, depth):
        lines = [f"if {self.operand(scope, self.rng.choice(('bool', 'bool', 'int', 'list', 'str', 'obj')), 1)}:",
                 *indent(self.block(scope, self.rng.randrange(1, 3), depth - 1))]
        if self.chance(25):
            lines += [f"elif {self.operand(scope, 'bool', 1)}:", *indent(self.block(scope, 1, depth - 1))]
        if self.chance(45):
            lines += ["else:", *indent(self.block(scope, self.rng.randrange(1, 3), depth - 1))]
        return lines

    def loop_body(self, scope, size, depth):
        before, scope.in_loop = scope.in_loop, True
        scope.loops += 1
        lines = self.block(scope, size, depth)
        scope.loops -= 1
        scope.in_loop = before
        return lines

    def iterable(self, scope):
        if self.generators_made and self.chance(18):
            return f"keep({self.call_of(scope, self.rng.choice(self.generators_made))})"
        return self.fill(scope, self.rng.choice(ITERABLES), 0, ITERABLE_LETTERS)

    def for_loop(self, scope, depth):
        source = self.iterable(scope)
        counter = scope.new_name(self.rng).replace("_", "k")
        scope.add(counter, "any" if "items" in source or "zip" in source or "enumerate" in source else
                  "str" if source.startswith("'") else "int")
        target = counter
        if any(word in source for word in ("items", "zip", "enumerate")) and self.chance(75):
            second = counter + "k"
            scope.add(second, "int")
            target = f"{counter}, {second}"
        body = self.loop_body(scope, self.rng.randrange(1, 4), depth - 1 if scope.loops < 1 else 0)
        if scope.loops < 1 and self.chance(12):
            source = f"range({self.rng.choice((40, 60, 90))})"
            target = counter
        lines = [f"for {target} in {source}:", *indent(self.step_line(scope) + body)]
        if self.chance(18):
            lines += ["else:", *indent(self.block(scope, 1, 0))]
        return lines

    def step_line(self, scope):
        return ["step()"] if scope.loops or self.chance(50) else []

    def while_loop(self, scope, depth):
        name = scope.new_name(self.rng).replace("_", "w")
        scope.add(name, "int")
        scope.bound.add(name)
        body = self.loop_body(scope, self.rng.randrange(1, 3), depth - 1 if scope.loops < 1 else 0)
        scope.bound.discard(name)
        scope.names.pop(name, None)
        count = self.rng.choice((2, 3, 5, 8))
        lines = [f"{name} = {count}", f"while {name} > 0{self.rng.choice(('', '', ' and ' + self.operand(scope, 'bool', 1)))}:",
                 f"    {name} -= 1", *indent(self.step_line(scope) + body)]
        if self.chance(25):
            lines += ["else:", *indent(self.block(scope, 1, 0))]
        return lines

    def changed_walk(self, scope, depth):
        """Goes over a container that its own body changes; it ends after some turns at the latest."""
        name, kind = self.container(scope)
        if not name or kind == "tuple":
            return self.for_loop(scope, depth)
        how = self.rng.choice(("{v}", "{v}", "enumerate({v})", "iter({v})", "zip({v}, range(9))", "map(show, {v})", "reversed({v})")
                              if kind != "dict" else ("{v}", "{v}.items()", "{v}.values()", "{v}.keys()", "zip({v}, {v}.values())"))
        counter = scope.new_name(self.rng).replace("_", "m")
        scope.add(counter, "any")
        body = [line for _ in range(self.rng.randrange(1, 3)) for line in self.mutate(scope, name, kind)]
        lines = [f"turns_ = 0", f"for {counter} in {how.format(v=name)}:", "    turns_ += 1",
                 "    if turns_ > 12: break", *indent(body)]
        return ["try:", *indent(lines), "except Exception as walk_error:", "    emit(show(walk_error))", f"emit(show({name}))"]

    def handler(self, scope, depth, label):
        """The lines of an except clause's body; the error is `label`."""
        lines = []
        scope.add(label, "any")
        kinds = ((f"emit(show({label}))", 40), (f"emit(chain({label}))", 10), (f"emit(where({label}))", 8),
                 (f"emit(where({label}, True))", 10), ("emit(show(sys.exc_info()[1]))", 5), ("raise", 5),
                 (f"raise {self.error()}", 4), (f"raise {self.error()} from {label}", 3), (f"raise {label}", 3),
                 (f"{label} = 1", 1), (f"del {label}", 1), (f"x = {label}", 3), (f"raise {label} from {label}", 1),
                 (f"{label}.__context__ = None", 1), (f"x = {label}.__traceback__.tb_frame.f_locals", 2), ("pass", 5),
                 (f"{label}.add_note('note')", 1), (f"{label}.__class__ = {self.rng.choice(ERRORS)}", 1), (f"{label}.args = (1,)", 1),
                 (f"raise {label}.with_traceback(None)", 1))
        for _ in range(self.rng.randrange(1, 3)):
            lines.append(self.weighted(kinds))
        if self.chance(25):
            lines = self.block(scope, 1, depth - 1) + lines
        scope.names.pop(label, None)
        return lines

    def try_statement(self, scope, depth):
        lines = ["try:", *indent(self.block(scope, self.rng.randrange(1, 4), depth - 1))]
        clauses = self.weighted(((0, 12), (1, 60), (2, 28)))
        for number in range(clauses):
            error = self.rng.choice(ERRORS) if self.chance(45) else "Exception"
            if self.chance(15):
                error = f"({self.rng.choice(ERRORS)}, {self.rng.choice(ERRORS)})"
            if self.chance(2):
                error = self.atom(scope, "any")
            label = f"e{scope.level}_"
            lines += [f"except {error} as {label}:", *indent(self.handler(scope, depth, label))] if self.chance(80) else \
                [f"except {error}:", *indent(self.block(scope, 1, depth - 1))]
        if clauses and self.chance(25):
            lines += ["else:", *indent(self.block(scope, 1, depth - 1))]
        if not clauses or self.chance(30):
            final = self.block(scope, 1, depth - 1)
            if self.chance(50):
                final.append(f"emit('finally {self.label()}')")
            if scope.is_generator:      # what dies later must not be seen
                final = ["if type(sys.exception()) is not GeneratorExit or kept:", *indent(final)]
            lines += ["finally:", *indent(final)]
        return lines

    def with_statement(self, scope, depth):
        name = scope.new_name(self.rng)
        scope.add(name, "any")
        manager = f"Manager('{self.label()}', {self.rng.choice(('False', 'True', '0'))}, {self.rng.choice('00000012')})"
        if self.chance(25):
            manager = self.atom(scope, "obj")
        if self.chance(20):
            manager += f", Manager('{self.label()}')"
        return [f"with {manager} as {name}:", *indent(self.block(scope, self.rng.randrange(1, 3), depth - 1))]

    # ---- functions inside functions ----

    def nested_function(self, scope, depth):
        child = Scope(scope, is_generator=self.chance(25), loops=scope.loops)
        name = f"inner{self.labels}"
        self.labels += 1
        nonlocals = [n for n in scope.targets() if n in scope.names and n not in self.global_names] if scope.level else []
        if nonlocals and self.chance(55):
            chosen = self.rng.sample(nonlocals, min(len(nonlocals), self.rng.randrange(1, 3)))
            child.writable = {n: scope.names[n] for n in chosen}
        parameters = self.rng.choice(("", "p0", "p0=1", "*p0", "p0, **p1"))
        for p in ("p0", "p1"):
            if p in parameters:
                child.add(p, "any" if "*" in parameters else "int")
        child.writable = {n: k for n, k in child.writable.items() if n not in child.names}
        head = ["nonlocal " + ", ".join(child.writable)] if child.writable else []
        body = head + self.block(child, self.rng.randrange(1, 3), depth - 1)
        if child.is_generator and not any("yield" in line for line in body):
            body.append("yield 1")
        body.append(f"return {self.any_expression(child)}")
        call = f"{name}({self.rng.choice(('', '', '1', '1', 'k=1')) if parameters != 'p0' else '1'})"
        if child.is_generator:
            call = f"list(keep({call}))"
        lines = function(name, parameters, body)
        scope.add("x", "any")
        if self.chance(20):
            count = self.rng.choice((3, 60)) if scope.loops < 1 else 2
            return [*lines, f"for _ in range({count}):", f"    x = {call}"]
        return [*lines, f"x = {call}"]

    def comprehension_closure(self, scope, depth):
        scope.add("x", "any")
        inner = self.expression(scope, "int", 1)
        source = self.atom(scope, "list")
        return [self.rng.choice((
            f"x = [f_() for f_ in [lambda: (k_, {inner}) for k_ in {source}]]",
            f"x = [[k_ + j_ for j_ in range(k_ % 3)] for k_ in {source}]",
            f"x = {{k_: (lambda: k_)() for k_ in {source}}}",
            f"x = list(k_ for k_ in {source} if k_ {self.rng.choice(('<', '>', '!='))} ({inner}))",
            f"x = [y_ := k_ for k_ in {source}]" if scope.level else "x = 1",
            f"x = (lambda *a_, k_=1, **b_: (a_, k_, b_))(*{source}, **{{'z': 1}})",
            f"x = [(lambda v_=k_: v_ + 1)() for k_ in {source} for _ in range(2)]"))]

    # ---- generators ----

    def yielding(self, scope, depth):
        value = self.any_expression(scope)
        target = self.target(scope)
        kind = self.rng.randrange(10)
        if kind < 4:
            return [f"yield {value}"]
        if kind < 6:
            if target in scope.names or target not in scope.writable:
                scope.add(target, "any")
            return [f"{target} = yield {value}"]
        if kind < 7 and self.generators_made:
            scope.add("x", "any")
            return [f"x = yield from {self.call_of(scope, self.rng.choice(self.generators_made))}"]
        if kind < 8:
            return [f"yield from {self.iterable(scope)}"]
        if kind < 9:
            return [f"emit(show((yield {value})))"]
        return guarded([f"yield {value}"], "in generator")

    def drive(self, scope, depth):
        """Makes a generator and does some of what can be done with one."""
        generator = self.rng.choice(self.generators_made)
        scope.add("x", "any")
        lines = [f"q = keep({self.call_of(scope, generator)})"]
        for _ in range(self.rng.choice((1, 2, 2, 3, 5))):
            step = self.rng.choice(DRIVES)
            if "q = None" in step and "keep" in lines[0]:
                step = "x = next(q)"
            step = step.format(v=self.atom(scope, self.rng.choice(KINDS)), r=self.rng.choice(ERRORS), l=self.atom(scope, "list"))
            if self.chance(60):
                error = self.rng.choice(("emit(show(d_))", "emit(where(d_, True))", "emit(chain(d_))"))
                lines += ["try:", f"    {step}", "    emit(show(x))", "except Exception as d_:", f"    {error}"]
            else:
                lines.append(step)
        return lines
