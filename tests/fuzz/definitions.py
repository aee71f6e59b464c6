"""The definitions in a generated program: values, functions, descriptors, metaclasses, classes."""
import builtins
import random

from vocabulary import (ATTRIBUTES, BUILTIN_VALUES, HIDDEN, METHODS, NATIVE_BASES, PLAIN_VALUES,
                        SPECIAL_METHODS, STORES)

# The kinds of values that Definitions.value() tells apart by one random number below 100.
HABITS = {"plain": (0, 38), "function": (38, 53), "descriptor": (53, 74), "any": (0, 100)}


def indent(lines, by=1):
    return ["    " * by + line for line in lines]


def guarded(lines, label):
    """The lines in a try statement that prints what they raise."""
    return ["try:", *indent(lines), "except Exception as error:",
            f"    emit('{label} ' + show(error))"]


def function(name, parameters, lines):
    return [f"def {name}({parameters}):", *indent(lines or ["pass"])]


class Definitions:
    """Writes definitions, and keeps the names of what has been defined so far."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.labels = 0
        self.descriptors = []
        self.metaclasses = []
        self.classes = []
        self.skeletons = {}     # class name -> a class with the same bases and slots, for trying
        self.objects = []
        self.functions = []
        self.modules = []
        self.sites = []
        self.events = []        # changes that are to be defined as functions
        # What a program mostly keeps under each name: so most operations find what they want.
        kinds = ("plain", "plain", "function", "function", "descriptor", "any")
        self.habits = {name: self.rng.choice(kinds) for name in ATTRIBUTES}

    # ---- choosing ----

    def label(self):
        self.labels += 1
        return f"v{self.labels}"

    def chance(self, percent):
        return self.rng.randrange(100) < percent

    def weighted(self, pairs):
        return self.rng.choices([p[0] for p in pairs], [p[1] for p in pairs])[0]

    def attribute(self):
        # Skewed, so that sites and changes meet.
        return ATTRIBUTES[min(self.rng.randrange(6), self.rng.randrange(7))]

    def some_attributes(self, below):
        return self.rng.sample(ATTRIBUTES, self.rng.randrange(below))

    def later(self, name):
        """An attribute that stands after `name`, or None."""
        rest = ATTRIBUTES[ATTRIBUTES.index(name) + 1:]
        return self.rng.choice(rest) if rest else None

    def some_class(self):
        return self.rng.choice(self.classes or ["Fallback"])

    def some_object(self):
        return self.rng.choice(self.objects or ["None"])

    def event(self):
        """The name of a new change. It is a function, defined ahead of all use."""
        name = f"event{len(self.events)}"
        self.events.append(name)
        return name

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
        kind = self.rng.randrange(*HABITS[self.habits[name] if self.chance(65) else "any"])
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

    # ---- hooks ----

    def hook_start(self):
        """The first lines of a hook: a trace, a change in the middle of the lookup, or nothing."""
        lines = []
        if self.chance(25):
            lines.append(f"emit('in {self.label()}')")
        if self.chance(18):
            when = self.rng.choice((1, 5, 20, 60, 150))
            lines += [f"if tick() == {when}:", f"    {self.event()}()"]
        return lines

    def access_hook(self, cls, where):
        """One of __getattr__ and its like, for a class or (where='type') a metaclass."""
        name = self.weighted((("__getattr__", 4), ("__getattribute__", 2), ("__setattr__", 2),
                              ("__delattr__", 2)))
        above = f"super({cls}, self).{name}"
        own = f"{where}.{name}"
        lines = self.hook_start()
        if name == "__getattr__":
            lines.append("return " + self.rng.choice((
                f"('{self.label()}', name)", "missing(name)",
                f"'{self.label()}' if name in 'abc' else missing(name)")))
            return function(name, "self, name", lines)
        if name == "__getattribute__":
            if self.chance(30):
                lines += [f"if name == '{self.attribute()}':",
                          "    return " + self.rng.choice(("'hooked'", "missing(name)"))]
            lines.append("return " + self.rng.choice((f"{above}(name)", f"{own}(self, name)")))
            return function(name, "self, name", lines)
        if name == "__setattr__":
            lines.append(self.rng.choice((
                f"{own}(self, name, value)", f"{above}(name, value)",
                f"{above}(name, (value, 'set'))", "self.__dict__[name] = value",
                "raise AttributeError('set ' + name)")))
            return function(name, "self, name, value", lines)
        lines.append(self.rng.choice((f"{own}(self, name)", f"{above}(name)",
                                      "emit('del ' + name)")))
        return function(name, "self, name", lines)

    def special_method(self):
        """(name, parameters, result)"""
        name, parameters, results = self.rng.choice(SPECIAL_METHODS)
        return name, parameters, self.rng.choice(results)

    def special_method_lines(self):
        name, parameters, result = self.special_method()
        return function(name, parameters, [*self.hook_start(), f"return {result}"])

    # ---- statements ----

    def descriptor_class(self):
        name = f"D{len(self.descriptors)}"
        base = ""
        if self.descriptors and self.chance(30):
            base = f"({self.rng.choice(self.descriptors)})"
        body = function("__init__", "self, tag, later=None",
                        ["self.tag = tag", "self.later = later"])
        if self.chance(85):
            body += self.descriptor_get()
        if self.chance(45):
            body += function("__set__", "self, obj, v", [*self.hook_start(), self.rng.choice((
                "self.tag = v", "obj._s = v", "emit('set ' + show(v))", "missing('set')",
                "obj.__dict__[self.later] = v"))])
        if self.chance(25):
            body += function("__delete__", "self, obj", [f"emit('{name} deletes')"])
        if self.chance(20):
            body += function("__set_name__", "self, owner, name", ["self.tag = (self.tag, name)"])
        self.descriptors.append(name)
        return [f"class {name}{base}:", *indent(body)]

    def descriptor_get(self):
        lines = self.hook_start() + self.rng.choice((
            ["if obj is not None and self.later:", "    return getattr(obj, self.later)"],
            ["return missing(self.tag)"], ["if obj is None:", "    return self"], [], [], []))
        return function("__get__", "self, obj, owner=None",
                        [*lines, "return ('get', self.tag, show(owner))"])

    def metaclass(self):
        name = f"M{len(self.metaclasses)}"
        base = "type"
        if self.metaclasses and self.chance(30):
            base = self.rng.choice(self.metaclasses)
        body = [f"{a} = {self.value(a)}" for a in self.some_attributes(4)]
        if self.chance(40):
            body += self.access_hook(name, "type")
        if self.chance(20):
            body += self.special_method_lines()
        if self.chance(15):
            body += function("__call__", "cls, *args, **kw",
                             ["emit('meta call')",
                              f"return super({name}, cls).__call__(*args, **kw)"])
        self.metaclasses.append(name)
        return [f"class {name}({base}):", *indent(body or ["pass"])]

    def bases_and_slots(self, name):
        """Bases and __slots__ (or None) that go together. Tried here: few classes shall fail."""
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
            real = tuple(self.skeletons.get(b) or getattr(builtins, b) for b in bases)
            try:
                self.skeletons[name] = type(name, real, {} if slots is None
                                            else {"__slots__": slots})
            except TypeError:
                continue
            return bases, slots
        self.skeletons[name] = type(name, (), {})
        return [], None

    def method_body(self):
        """Any operations on self: no getter calls these methods."""
        lines = []
        for _ in range(self.rng.randrange(1, 4)):
            name, other = self.attribute(), self.attribute()
            store = self.weighted(STORES).format(r="self", a=name, b=other, v=self.plain())
            lines.append(self.weighted((
                (f"x = self.{name}", 4), (store, 3), (f"x = super().{name}", 1),
                (f"if self.{name}: x = self.{other}", 1),
                (f"x = [getattr(self, n, None) for n in '{name}{other}']", 1))))
        return ["x = i", *lines, "return x"]

    def init(self, bases):
        lines = self.hook_start()
        if bases and self.chance(50):
            lines.append("super().__init__(*args)")
        lines += [f"self.{a} = {self.plain()}" for a in self.some_attributes(5)]
        return function("__init__", self.rng.choice(("self, *args", "self, x=0, *args")), lines)

    def class_body(self, name, bases, slots):
        body = []
        if slots is not None:
            body.append(f"__slots__ = {tuple(slots)!r}")
        for attribute in self.some_attributes(5):
            if slots is None or attribute not in slots or self.chance(3):
                body.append(f"{attribute} = {self.value(attribute)}")
        if self.chance(4):      # what hides a name that everything has
            body.append(self.rng.choice((
                "__class__ = property(lambda self: Fallback)", f"__dict__ = {self.value('a')}",
                "__dict__ = property(lambda self: {'a': 'not really'})", "__doc__ = 'doc'",
                f"__name__ = {self.value('a')}", f"__module__ = {self.value('a')}")))
        if self.chance(45):
            body += self.init(bases)
        for method in METHODS:
            if self.chance(60):
                body += function(method, "self, i=0", self.method_body())
        if self.chance(22):
            body += self.access_hook(name, "object")
        if self.chance(25):
            body += self.special_method_lines()
        if self.chance(6):
            body += function("__init_subclass__", "cls, **kw",
                             ["emit('subclass ' + show(cls))", "super().__init_subclass__(**kw)"])
        if self.chance(5):
            body += function("__new__", "cls, *args",
                             ["self = super().__new__(cls)",
                              f"object.__setattr__(self, '{self.attribute()}', 'new')",
                              "return self"])
        return body or ["pass"]

    def class_statement(self):
        name = f"C{len(self.classes)}"
        bases, slots = self.bases_and_slots(name)
        header = list(bases)
        if self.metaclasses and self.chance(20):
            header.append(f"metaclass={self.rng.choice(self.metaclasses)}")
        body = self.class_body(name, bases, slots)
        instead = self.some_class()
        self.classes.append(name)
        return [*guarded([f"class {name}({', '.join(header)}):", *indent(body)], name),
                f"    {name} = {instead}"]

    def plain_function(self):
        name = f"fn{len(self.functions)}"
        self.functions.append(name)
        parameters = self.rng.choice(("self=None, *args, **kw", "self=None, k=1", "*args", "self",
                                      "self, x=2, *, k=3"))
        return function(name, parameters, [f"return '{name}'"])
