"""Operations on attributes, and changes to what they may have relied on."""
from definitions import Definitions, guarded
from vocabulary import DELETES, GLOBALS, LOADS, METHODS, SPECIAL_LOADS, STORES

OTHER_RECEIVERS = ("(5)", "'text'", "None", "len", "ValueError('x', 1)", "super(C0, o0)",
                   "[].append")


class Changes(Definitions):

    def receiver(self):
        """A global name or expression that attribute operations are tried on."""
        kinds = [(self.objects, 60), (self.classes, 20), (self.modules, 7), (self.functions, 6),
                 (self.metaclasses, 2), (OTHER_RECEIVERS, 5)]
        return self.rng.choice(self.weighted([k for k in kinds if k[0]]))

    # ---- operations ----

    def load_template(self, name):
        """Mostly a call where the name is for functions, mostly none where it is not."""
        for _ in range(3):
            template = self.weighted(LOADS)
            if (self.habits[name] == "function") == ("}.{a}(" in template):
                break
        return template

    def operation(self, receiver, simple=False):
        """One statement; a load sets x. `simple`: stores constants only."""
        name = self.attribute()
        fill = {"r": receiver, "a": name, "b": self.attribute(), "v": self.plain()}
        kind = self.rng.randrange(100)
        if kind < 60:
            return "x = " + self.load_template(name).format(**fill)
        if kind < 67:
            return "x = " + self.rng.choice(SPECIAL_LOADS).format(**fill)
        if kind < 92:
            if not simple and self.chance(30):
                fill["v"] = self.value(name)
            return self.weighted(STORES).format(**fill)
        return self.weighted(DELETES).format(**fill)

    # ---- changes: each returns a list of statements ----

    def change(self):
        return self.weighted((
            (self.change_attribute, 36), (self.change_class_of, 6), (self.change_bases, 5),
            (self.change_dict, 8), (self.change_access_hook, 7), (self.change_descriptor, 6),
            (self.change_special_method, 5), (self.change_function, 5), (self.change_module, 4),
            (self.change_class_data, 4), (self.change_object, 3), (self.change_global, 2),
            (self.change_metaclass, 2), (self.collect, 1), (self.just_operate, 6)))()

    def change_attribute(self):
        cls, name = self.some_class(), self.attribute()
        if self.chance(20):
            return [f"del {self.rng.choice((cls, cls, self.some_object()))}.{name}"]
        if self.chance(12):
            return [f"type.__setattr__({cls}, '{name}', {self.value(name)})"]
        return [f"{self.rng.choice((cls, cls, cls, self.receiver()))}.{name} = {self.value(name)}"]

    def change_class_of(self):
        return [f"{self.some_object()}.__class__ = {self.some_class()}"]

    def change_bases(self):
        count = self.rng.randrange(1, min(3, len(self.classes)) + 1)
        bases = ", ".join(self.rng.sample(self.classes, count))
        return [f"{self.some_class()}.__bases__ = ({bases},)"]

    def change_dict(self):
        obj, name, other = self.some_object(), self.attribute(), self.some_object()
        two = f"{{'{name}': {self.plain()}, '{self.attribute()}': {self.plain()}}}"
        many = self.rng.choice((3, 40, 260))
        return [self.rng.choice((
            f"{obj}.__dict__ = {two}", f"{obj}.__dict__ = {other}.__dict__",
            f"{obj}.__dict__.clear()", f"del {obj}.__dict__", f"{obj}.__dict__ = 5",
            f"{obj}.__dict__['{name}'] = {self.value(name)}", f"{obj}.__dict__.pop('{name}')",
            f"{obj}.__dict__.update({{'{name}': 5, 7: 8}})", f"{obj}.__dict__ |= {other}.__dict__",
            f"{obj}.__dict__ = dict({obj}.__dict__)", f"vars({obj})['{name}'] = vars({other})",
            f"{obj}.kept = {other}.__dict__.items()",
            f"for n in range({many}): setattr({obj}, f'n{{n}}', n)"))]

    def change_access_hook(self):
        values = {
            "__getattr__": f"lambda self, name: ('{self.label()}', name)",
            "__getattribute__": "lambda self, name: object.__getattribute__(self, name)",
            "__setattr__": "lambda self, name, v: object.__setattr__(self, name, (v,))",
            "__delattr__": "lambda self, name: emit('delattr ' + name)",
            "__init__": f"lambda self, *args: setattr(self, '{self.attribute()}', args)",
            "__new__": "lambda cls, *args: object.__new__(cls)",
        }
        hook = self.rng.choice(["__getattr__", *values])
        if self.chance(40):
            return [f"del {self.some_class()}.{hook}"]
        return [f"{self.some_class()}.{hook} = {values[hook]}"]

    def change_descriptor(self):
        cls = self.rng.choice(self.descriptors)
        part = self.rng.choice(("__get__", "__set__", "__delete__"))
        owner, other = self.some_class(), self.rng.choice(self.descriptors)
        return [self.rng.choice((
            f"del {cls}.{part}", f"{cls}.__get__ = lambda self, obj, owner=None: '{self.label()}'",
            f"{cls}.__set__ = lambda self, obj, v: emit('{self.label()}')",
            f"{owner}.__dict__['{self.attribute()}'].__class__ = {other}"))]

    def change_special_method(self):
        cls = self.some_class()
        name, parameters, result = self.special_method()
        if self.chance(40):
            return [f"del {cls}.{name}"]
        return [f"{cls}.{name} = lambda {parameters}: {result}"]

    def change_function(self):
        methods = [f"{self.some_class()}.{m}" for m in METHODS]
        target, source = self.rng.choice(self.functions + methods), self.rng.choice(self.functions)
        return [self.rng.choice((
            f"{target}.__code__ = {source}.__code__", f"{target}.__defaults__ = (4, 5)",
            f"{target}.__kwdefaults__ = {{'k': 9}}", f"{target}.__defaults__ = None",
            f"{target}.__name__ = 'renamed'", f"{target}.__qualname__ = 'Q.renamed'",
            f"{target}.__dict__ = {{'a': 1}}", f"{target}.{self.attribute()} = {self.plain()}",
            f"del {target}.__defaults__"))]

    def change_module(self):
        if not self.modules:
            return self.change_attribute()
        target, name = self.rng.choice(self.modules), self.attribute()
        return [self.rng.choice((
            f"{target}.{name} = {self.value(name)}", f"del {target}.{name}",
            f"{target}.__dict__['{name}'] = {self.plain()}", f"{target}.__dict__.clear()",
            f"{target}.__getattr__ = lambda name: ('module', name)", f"del {target}.__getattr__",
            f"{target}.__class__ = Module", f"{target}.__class__ = types.ModuleType",
            f"Module.{name} = {self.value(name)}"))]

    def change_class_data(self):
        cls = self.some_class()
        meta = self.rng.choice([*self.metaclasses, "type"])
        return [self.rng.choice((
            f"{cls}.__name__ = 'Renamed'", f"{cls}.__qualname__ = 'Outer.Renamed'",
            f"{cls}.__doc__ = 'doc'", f"{cls}.__module__ = 'mod'", f"{cls}.__slots__ = ()",
            f"{cls}.__dict__['a'] = 1", f"{cls}.__name__ = 5", f"{cls}.__class__ = {meta}",
            f"{cls}.__mro__ = ()", f"{cls}.__dict__ = {{}}", f"del {cls}.__doc__",
            f"del {cls}.__name__", f"del {cls}.__bases__",
            f"{cls}.__abstractmethods__ = frozenset()"))]

    def change_object(self):
        obj = self.some_object()
        return [f"global {obj}", f"{obj} = make({self.some_class()})"]

    def change_global(self):
        name = self.rng.choice(GLOBALS)
        return self.rng.choice((
            [f"global {name}", f"{name} = {self.plain()}"], [f"global {name}", f"del {name}"],
            [f"globals()['{name}'] = 'g'"], [f"globals().pop('{name}', None)"],
            [f"builtins.{name} = 'builtin'"], [f"del builtins.{name}"]))

    def change_metaclass(self):
        if not self.metaclasses:
            return self.change_attribute()
        name = self.attribute()
        return [f"{self.rng.choice(self.metaclasses)}.{name} = {self.value(name)}"]

    def collect(self):
        return ["gc.collect()"]

    def just_operate(self):
        return ["i = 7", self.operation(self.some_object())]

    def event_body(self, name):
        """A change as a function's body; `global` comes first."""
        lines = self.change()
        scope = [line for line in lines if line.startswith("global ")]
        return [*scope, *guarded([line for line in lines if line not in scope], name)]
