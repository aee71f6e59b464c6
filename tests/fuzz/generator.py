"""Generates programs about attributes from a seed: classes, objects, hot loops, changes half-way.

A program defines descriptors, metaclasses and classes, makes objects, and then runs *phases*: hot
loops that let *sites* (small functions with attribute operations) see changing receivers, and that
call *events* (changes to classes, objects, functions, modules) in between. Some hooks call events
too, so that things change in the middle of a lookup. Every failure is caught and printed; nothing
here needs to know what an operation is going to do.

Getters read only attributes that stand later in ATTRIBUTES than their own, and hooks read none, so
that programs hardly ever recurse without end (where they do, depths differ between interpreters).
Not generated, because documented to differ: finalizers, weak references, the identity of numbers,
hashes of strings, the order of sets, sizes, addresses.
"""
import random

from vocabulary import (ATTRIBUTES, BUILTIN_VALUES, DELETES, GLOBALS, HIDDEN, LOADS, METHODS,
                        NATIVE_BASES, PLAIN_VALUES, PRELUDE, SPECIAL_LOADS, SPECIAL_METHODS, STORES)


def indent(lines, by=1):
    return ["    " * by + line for line in lines]


def guarded(lines, label):
    """The lines in a try statement that prints what they raise."""
    return ["try:", *indent(lines), "except Exception as error:",
            f"    emit('{label} ' + show(error))"]


class Generator:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.numbers = 0
        self.descriptors = []
        self.metaclasses = []
        self.classes = []
        self.skeletons = {}     # class name -> a class with the same bases and slots, to try things on
        self.objects = []
        self.functions = []
        self.modules = []
        self.sites = []
        self.events = []

    # ---- small helpers ----

    def label(self):
        self.numbers += 1
        return f"v{self.numbers}"

    def chance(self, percent):
        return self.rng.randrange(100) < percent

    def weighted(self, pairs):
        return self.rng.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]

    def attribute(self):
        # Skewed, so that sites and changes meet.
        return ATTRIBUTES[min(self.rng.randrange(6), self.rng.randrange(7))]

    def later(self, name):
        """An attribute that stands after `name`, or None."""
        rest = ATTRIBUTES[ATTRIBUTES.index(name) + 1:] if name in ATTRIBUTES else ATTRIBUTES
        return self.rng.choice(rest) if rest else None

    def some_class(self):
        return self.rng.choice(self.classes or ["Fallback"])

    def some_object(self):
        return self.rng.choice(self.objects or ["None"])

    def receiver(self):
        """A global name or expression that attribute operations are tried on."""
        kinds = [(self.objects, 60), (self.classes, 20), (self.modules, 7), (self.functions, 6), (self.metaclasses, 2),
                 (["(5)", "'text'", "None", "len", "ValueError('x', 1)", "super(C0, o0)", "types", "[].append"], 5)]
        return self.rng.choice(self.weighted([k for k in kinds if k[0]]))

    # ---- values ----

    def plain(self):
        return self.rng.choice(PLAIN_VALUES)

    def result(self, name, me):
        """What a function that is kept under `name` returns; `me` is its first parameter."""
        later = self.later(name)
        kind = self.rng.randrange(8)
        if kind == 0 and later:
            return f"('{self.label()}', {me}.{later})"
        if kind == 1 and later:
            return f"{me}.{later}"
        if kind == 2:
            return self.plain()
        if kind == 3:
            return me
        if kind == 4 and later:
            return f"getattr({me}, '{later}', 'gone')"
        return f"'{self.label()}'"

    def value(self, name):
        """An expression to keep under the attribute `name`."""
        kind = self.rng.randrange(100)
        if kind < 38:
            return self.plain()
        if kind < 53:
            return f"lambda self, *args, **kw: {self.result(name, 'self')}"
        if kind < 62:
            return self.property(name)
        if kind < 74 and self.descriptors:
            return f"{self.rng.choice(self.descriptors)}('{self.label()}', {self.later(name)!r})"
        if kind < 79:
            return f"classmethod(lambda cls, *args: {self.result(name, 'cls')})"
        if kind < 83:
            return f"staticmethod(lambda *args: '{self.label()}')"
        if kind < 88 and self.objects:
            return self.some_object()
        if kind < 91 and self.classes:
            return self.some_class()
        if kind < 94 and self.functions:
            return self.rng.choice(self.functions)
        if kind < 96:
            return f"types.MethodType(lambda self, *args: '{self.label()}', {self.plain()})"
        if kind < 97:
            return f"classmethod({self.property(name)})"
        return self.rng.choice(BUILTIN_VALUES)

    def property(self, name):
        parts = [f"lambda self: {self.result(name, 'self')}" if self.chance(92) else "None"]
        if self.chance(45):
            target = self.rng.choice([*HIDDEN, self.later(name) or "_p"])
            parts.append(f"lambda self, v: setattr(self, '{target}', v)")
            if self.chance(40):
                parts.append("lambda self: emit('deleter')")
        return f"property({', '.join(parts)})"

    # ---- definitions ----

    def hook_event(self):
        """Lines at the start of a hook: sometimes a trace, sometimes a change in the middle of the lookup."""
        lines = []
        if self.chance(25):
            lines.append(f"emit('in {self.label()}')")
        if self.chance(18):
            lines += [f"if tick() == {self.rng.choice((1, 5, 20, 60, 150))}:", f"    {self.event()}()"]
        return lines

    def function(self, name, parameters, lines, decorators=()):
        return [*decorators, f"def {name}({parameters}):", *indent(lines or ["pass"])]

    def descriptor_class(self):
        name = f"D{len(self.descriptors)}"
        base = self.rng.choice(self.descriptors) if self.descriptors and self.chance(30) else None
        body = self.function("__init__", "self, tag, later=None", ["self.tag = tag", "self.later = later"])
        if self.chance(85):
            body += self.descriptor_get("__get__")
        if self.chance(45):
            body += self.descriptor_set("__set__")
        if self.chance(25):
            body += self.function("__delete__", "self, obj", [f"emit('{name} deletes')"])
        if self.chance(20):
            body += self.function("__set_name__", "self, owner, name", ["self.tag = (self.tag, name)"])
        self.descriptors.append(name)
        return [f"class {name}{f'({base})' if base else ''}:", *indent(body)]

    def descriptor_get(self, name):
        lines = self.hook_event()
        kind = self.rng.randrange(6)
        if kind == 0:
            lines += ["if obj is not None and self.later:", "    return getattr(obj, self.later)"]
        elif kind == 1:
            lines += ["raise AttributeError(self.tag)"]
        elif kind == 2:
            lines += ["if obj is None:", "    return self"]
        return self.function(name, "self, obj, owner=None", [*lines, "return ('get', self.tag, show(owner))"])

    def descriptor_set(self, name):
        lines = self.hook_event()
        lines.append(self.rng.choice(("self.tag = v", "obj._s = v", "emit('set ' + show(v))", "raise AttributeError('set')",
                                      "obj.__dict__[self.later] = v")))
        return self.function(name, "self, obj, v", lines)

    def access_hook(self, cls, where):
        """One of __getattr__ and its like, for a class or (where='type') a metaclass."""
        kind = self.rng.randrange(10)
        lines = self.hook_event()
        if kind < 4:
            lines.append(self.rng.choice((f"return ('{self.label()}', name)", "raise AttributeError(name)",
                                          f"return '{self.label()}' if name in 'abc' else missing(name)")))
            return self.function("__getattr__", "self, name", lines)
        if kind < 6:
            if self.chance(30):
                lines.append(f"if name == '{self.attribute()}': " + self.rng.choice(("return 'hooked'", "raise AttributeError('hook')")))
            lines.append(self.rng.choice((f"return super({cls}, self).__getattribute__(name)",
                                          f"return {where}.__getattribute__(self, name)")))
            return self.function("__getattribute__", "self, name", lines)
        if kind < 8:
            lines.append(self.rng.choice((f"{where}.__setattr__(self, name, value)", f"super({cls}, self).__setattr__(name, value)",
                                          f"super({cls}, self).__setattr__(name, (value, 'set'))",
                                          "self.__dict__[name] = value", "raise AttributeError('set ' + name)")))
            return self.function("__setattr__", "self, name, value", lines)
        lines.append(self.rng.choice((f"{where}.__delattr__(self, name)", f"super({cls}, self).__delattr__(name)", "emit('del ' + name)")))
        return self.function("__delattr__", "self, name", lines)

    def special_method(self, lambda_only=False):
        name, parameters, results = self.rng.choice(SPECIAL_METHODS)
        result = self.rng.choice(results)
        if lambda_only:
            return name, f"lambda {parameters}: {result}"
        return self.function(name, parameters, [*self.hook_event(), f"return {result}"])

    def metaclass(self):
        name = f"M{len(self.metaclasses)}"
        base = self.rng.choice(self.metaclasses) if self.metaclasses and self.chance(30) else "type"
        body = [f"{a} = {self.value(a)}" for a in self.rng.sample(ATTRIBUTES, self.rng.randrange(4))]
        if self.chance(40):
            body += self.access_hook(name, "type")
        if self.chance(20):
            body += self.special_method()
        if self.chance(15):
            body += self.function("__call__", "cls, *args, **kw", ["emit('meta call')", f"return super({name}, cls).__call__(*args, **kw)"])
        self.metaclasses.append(name)
        return [f"class {name}({base}):", *indent(body or ["pass"])]

    def bases_and_slots(self, name):
        """Bases and __slots__ (or None) that CPython accepts together, mostly."""
        for _ in range(8):
            count = self.weighted(((0, 30), (1, 40), (2, 22), (3, 8)))
            bases = self.rng.sample(self.classes, min(count, len(self.classes)))
            if self.chance(12):
                bases.append(self.rng.choice(NATIVE_BASES))
            slots = None
            if self.chance(28):
                slots = self.rng.sample([*ATTRIBUTES, *HIDDEN], self.rng.randrange(4))
                if self.chance(25):
                    slots.append("__dict__")
            try:
                skeleton = type(name, tuple(self.skeletons.get(b) or getattr(__import__("builtins"), b) for b in bases),
                                {} if slots is None else {"__slots__": slots})
            except TypeError:
                continue
            self.skeletons[name] = skeleton
            return bases, slots
        self.skeletons[name] = type(name, (), {})
        return [], None

    def method_body(self, me):
        """What a method does with itself; methods are not reached from getters, so it may be anything."""
        lines = []
        for _ in range(self.rng.randrange(1, 4)):
            kind = self.rng.randrange(10)
            name, other = self.attribute(), self.attribute()
            if kind < 4:
                lines.append(f"x = {me}.{name}")
            elif kind < 7:
                lines.append(self.weighted(STORES).format(r=me, a=name, b=other, v=self.plain()))
            elif kind < 8:
                lines.append(f"x = super().{name}")
            elif kind < 9:
                lines.append(f"if {me}.{name}: x = {me}.{other}")
            else:
                lines.append(f"x = [getattr({me}, n, None) for n in '{name}{other}']")
        return ["x = i", *lines, "return x"]

    def class_statement(self):
        name = f"C{len(self.classes)}"
        bases, slots = self.bases_and_slots(name)
        header = list(bases)
        if self.metaclasses and self.chance(20):
            header.append(f"metaclass={self.rng.choice(self.metaclasses)}")
        body = []
        if slots is not None:
            body.append(f"__slots__ = {tuple(slots)!r}")
        for attribute in self.rng.sample(ATTRIBUTES, self.rng.randrange(4)):
            if slots is None or attribute not in slots or self.chance(3):
                body.append(f"{attribute} = {self.value(attribute)}")
        if self.chance(45):
            lines = self.hook_event()
            if bases and self.chance(50):
                lines.append("super().__init__(*args)")
            lines += [f"self.{a} = {self.plain()}" for a in self.rng.sample(ATTRIBUTES, self.rng.randrange(5))]
            body += self.function("__init__", "self, *args" if self.chance(50) else "self, x=0, *args", lines)
        for method in METHODS:
            if self.chance(35):
                body += self.function(method, "self, i=0", self.method_body("self"))
        if self.chance(22):
            body += self.access_hook(name, "object")
        if self.chance(25):
            body += self.special_method()
        if self.chance(6):
            body += self.function("__init_subclass__", "cls, **kw", [f"emit('subclass ' + show(cls))", "super().__init_subclass__(**kw)"])
        if self.chance(5):
            body += self.function("__new__", "cls, *args", [f"self = super().__new__(cls)", f"object.__setattr__(self, '{self.attribute()}', 'new')", "return self"])
        self.classes.append(name)
        statement = [f"class {name}{'(' + ', '.join(header) + ')' if header else ''}:", *indent(body or ["pass"])]
        return ["try:", *indent(statement), "except Exception as error:",
                f"    emit('{name} ' + show(error))", f"    {name} = {self.rng.choice(self.classes[:-1] or ['Fallback'])}"]

    def plain_function(self):
        name = f"fn{len(self.functions)}"
        parameters = self.rng.choice(("self=None, *args, **kw", "self=None, k=1", "*args", "self", "self, x=2, *, k=3"))
        self.functions.append(name)
        return self.function(name, parameters, [f"return '{name}'"])

    # ---- operations ----

    def operation(self, receiver, site_only=False):
        """One statement; sets x where it is a load."""
        name, other = self.attribute(), self.attribute()
        fill = {"r": receiver, "a": name, "b": other}
        kind = self.rng.randrange(100)
        if kind < 55:
            return "x = " + self.weighted(LOADS).format(v=self.plain(), **fill)
        if kind < 67:
            return "x = " + self.rng.choice(SPECIAL_LOADS).format(v=self.plain(), **fill)
        if kind < 92:
            value = self.value(name) if not site_only and self.chance(30) else self.plain()
            return self.weighted(STORES).format(v=value, **fill)
        return self.weighted(DELETES).format(**fill)

    def site(self):
        """A function whose instructions see whatever receivers the phases pass."""
        name = f"s{len(self.sites)}"
        lines = ["x = None"]
        first = self.operation("o", site_only=True)
        lines.append(first)
        for _ in range(self.weighted(((0, 55), (1, 30), (2, 15)))):
            lines.append(self.operation("o", site_only=True))
        self.sites.append(name)
        return self.function(name, "o, i", [*lines, "return x"])

    def change(self):
        """Statements that change something a site may have relied on."""
        cls, other, obj = self.some_class(), self.some_class(), self.some_object()
        name = self.attribute()
        kind = self.rng.randrange(100)
        if kind < 24:
            target = self.rng.choice((cls, cls, cls, self.receiver()))
            return [f"{target}.{name} = {self.value(name)}"]
        if kind < 32:
            return [f"del {self.rng.choice((cls, cls, obj))}.{name}"]
        if kind < 36:
            return [f"type.__setattr__({cls}, '{name}', {self.value(name)})"]
        if kind < 42:
            return [f"{obj}.__class__ = {other}"]
        if kind < 47:
            new = ", ".join(self.rng.sample(self.classes, self.rng.randrange(1, min(3, len(self.classes)) + 1)))
            return [f"{cls}.__bases__ = ({new},)"]
        if kind < 55:
            return self.dict_change(obj)
        if kind < 62:
            return self.hook_change(cls)
        if kind < 68 and self.descriptors:
            return self.descriptor_change()
        if kind < 73:
            special, value = self.special_method(lambda_only=True)
            return [f"{cls}.{special} = {value}"] if self.chance(60) else [f"del {cls}.{special}"]
        if kind < 78:
            return self.function_change()
        if kind < 82 and self.modules:
            return self.module_change()
        if kind < 86:
            return self.class_data_change(cls)
        if kind < 89:
            return [f"global {obj}", f"{obj} = make({cls})"]
        if kind < 91:
            target = self.rng.choice(GLOBALS)
            return self.rng.choice(([f"global {target}", f"{target} = {self.plain()}"], [f"global {target}", f"del {target}"],
                                    [f"globals()['{target}'] = 'g'"], [f"builtins.{target} = 'builtin'"], [f"globals().pop('{target}', None)"],
                                    [f"del builtins.{target}"]))
        if kind < 93 and self.metaclasses:
            return [f"{self.rng.choice(self.metaclasses)}.{name} = {self.value(name)}"]
        if kind < 94:
            return ["gc.collect()"]
        return ["i = 7", self.operation(obj)]

    def dict_change(self, obj):
        name, other = self.attribute(), self.some_object()
        return [self.rng.choice((
            f"{obj}.__dict__ = {{'{name}': {self.plain()}, '{self.attribute()}': {self.plain()}}}",
            f"{obj}.__dict__ = {other}.__dict__", f"{obj}.__dict__.clear()", f"del {obj}.__dict__",
            f"{obj}.__dict__['{name}'] = {self.value(name)}", f"{obj}.__dict__.update({{'{name}': 5, 7: 8}})",
            f"{obj}.__dict__.pop('{name}')", f"{obj}.__dict__ = dict({obj}.__dict__)", f"vars({obj})['{name}'] = vars({other})",
            f"{obj}.__dict__ |= {other}.__dict__", f"{obj}.__dict__ = 5", f"{obj}.kept = {other}.__dict__.items()",
            f"for n in range(40): setattr({obj}, f'n{{n}}', n)"))]

    def hook_change(self, cls):
        hook = self.rng.choice(("__getattr__", "__getattr__", "__getattribute__", "__setattr__", "__delattr__", "__init__", "__new__"))
        if self.chance(40):
            return [f"del {cls}.{hook}"]
        value = {
            "__getattr__": f"lambda self, name: ('{self.label()}', name)",
            "__getattribute__": "lambda self, name: object.__getattribute__(self, name)",
            "__setattr__": "lambda self, name, value: object.__setattr__(self, name, (value,))",
            "__delattr__": "lambda self, name: emit('delattr ' + name)",
            "__init__": f"lambda self, *args: setattr(self, '{self.attribute()}', args)",
            "__new__": "lambda cls, *args: object.__new__(cls)",
        }[hook]
        return [f"{cls}.{hook} = {value}"]

    def descriptor_change(self):
        cls = self.rng.choice(self.descriptors)
        kind = self.rng.randrange(4)
        if kind == 0:
            return [f"del {cls}.{self.rng.choice(('__get__', '__set__', '__delete__'))}"]
        if kind == 1:
            return [f"{cls}.__get__ = lambda self, obj, owner=None: '{self.label()}'"]
        if kind == 2:
            return [f"{cls}.__set__ = lambda self, obj, v: emit('{self.label()}')"]
        owner, name = self.some_class(), self.attribute()
        return [f"{owner}.__dict__['{name}'].__class__ = {self.rng.choice(self.descriptors)}"]

    def function_change(self):
        target = self.rng.choice(self.functions + [f"{self.some_class()}.{m}" for m in METHODS])
        source = self.rng.choice(self.functions)
        return [self.rng.choice((
            f"{target}.__code__ = {source}.__code__", f"{target}.__defaults__ = (4, 5)", f"{target}.__kwdefaults__ = {{'k': 9}}",
            f"{target}.__defaults__ = None", f"{target}.__name__ = 'renamed'", f"{target}.__qualname__ = 'Q.renamed'",
            f"{target}.__dict__ = {{'a': 1}}", f"{target}.{self.attribute()} = {self.plain()}", f"del {target}.__defaults__"))]

    def module_change(self):
        target, name = self.rng.choice(self.modules), self.attribute()
        return [self.rng.choice((
            f"{target}.{name} = {self.value(name)}", f"del {target}.{name}", f"{target}.__dict__['{name}'] = {self.plain()}",
            f"{target}.__getattr__ = lambda name: ('module', name)", f"del {target}.__getattr__", f"{target}.__class__ = Module",
            f"{target}.__dict__.clear()", f"{target}.__class__ = types.ModuleType", f"Module.{name} = {self.value(name)}"))]

    def class_data_change(self, cls):
        return [self.rng.choice((
            f"{cls}.__name__ = 'Renamed'", f"{cls}.__qualname__ = 'Outer.Renamed'", f"{cls}.__doc__ = 'doc'", f"{cls}.__module__ = 'mod'",
            f"{cls}.__slots__ = ()", f"{cls}.__dict__['a'] = 1", f"{cls}.__name__ = 5", f"{cls}.__class__ = type",
            f"{cls}.__class__ = {self.rng.choice(self.metaclasses or ['type'])}", f"{cls}.__mro__ = ()", f"{cls}.__dict__ = {{}}",
            f"del {cls}.__doc__", f"del {cls}.__name__", f"del {cls}.__bases__", f"{cls}.__abstractmethods__ = frozenset()"))]

    def event(self):
        """The name of a change that is defined as a function ahead of all use."""
        name = f"event{len(self.events)}"
        self.events.append(name)
        return name

    # ---- phases ----

    def phase(self, number):
        pool = [self.receiver() if self.chance(25) else self.some_object() for _ in range(self.weighted(((1, 25), (2, 25), (3, 20), (5, 20), (8, 10))))]
        turns = self.rng.choice((60, 120, 200, 320))
        pick = self.rng.choice(("i % n", "i // 8 % n", "i // 30 % n", "i * i % n", "i // 3 % n"))
        body = []
        for _ in range(self.rng.randrange(1, 4)):
            body += [f"if i == {self.rng.randrange(2, turns)}:", f"    {self.event()}()"]
        if self.chance(15):
            body += [f"if i % {self.rng.choice((10, 25))} == 3:", f"    {self.event()}()"]
        body.append(f"o = pool[{pick}]")
        for _ in range(self.rng.randrange(1, 4)):
            kind = self.rng.randrange(10)
            if kind < 6:
                body.append(f"attempt({self.rng.choice(self.sites)}, o, i)")
            elif kind < 7:
                body += guarded([f"emit(show({self.rng.choice(GLOBALS)}))"], "global")
            elif kind < 9:
                body += guarded(["x = None", self.operation("o"), "emit(show(x))"], "caught")
            else:
                body += guarded(["x = None", self.operation(self.some_object()), "emit(show(x))"], "caught")
        loop = [f"pool = [{', '.join(pool)}]", "n = len(pool)", f"for i in range({turns}):", *indent(body), "flush()"]
        if self.chance(65):
            return [*self.function(f"phase{number}", "", loop), f"phase{number}()"]
        return loop

    def program(self):
        """The program's text."""
        definitions = []
        for _ in range(self.rng.randrange(1, 4)):
            definitions += self.descriptor_class()
        for _ in range(self.rng.randrange(1, 3)):
            definitions += self.plain_function()
        for _ in range(self.rng.randrange(0, 3)):
            definitions += self.metaclass()
        for _ in range(self.rng.randrange(2, 7)):
            definitions += self.class_statement()
        objects = []
        for number in range(self.rng.randrange(2, 7)):
            objects.append(f"o{number} = make({self.some_class()})")
            self.objects.append(f"o{number}")
        if self.chance(35):
            self.modules.append("m0")
            objects += ["class Module(types.ModuleType):", "    c = 'class of module'", "m0 = types.ModuleType('m0')", "m0.a = 1", "m0.b = len"]
        objects += [f"{name} = '{name}'" for name in GLOBALS if self.chance(80)]
        sites = []
        for _ in range(self.rng.randrange(3, 8)):
            sites += self.site()
        phases = []
        for number in range(self.rng.randrange(2, 5)):
            phases += self.phase(number)
        events = []
        for name in self.events:
            events += self.function(name, "", self.event_body(name))
        last = [f"emit(state({o}))" for o in self.objects]
        last += [f"emit(show([k for k in type.__dict__['__dict__'].__get__({c}) if len(k) < 3]))" for c in self.classes]
        return "\n".join([*PRELUDE, *definitions, *events, *objects, *sites, *phases, *last, "flush()"]) + "\n"

    def event_body(self, name):
        lines = self.change()
        scope = [line for line in lines if line.startswith("global ")]
        return [*scope, *guarded([line for line in lines if line not in scope], name)]


def generate(seed):
    return Generator(seed).program()
