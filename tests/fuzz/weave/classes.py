"""Classes with operators, containers, iterators, built-in bases; and changes to all of that."""
from changes import Changes
from definitions import function, guarded
from weave.scope import Scope
from weave.words import ERRORS, SPECIAL_METHODS

# The names of operations whose special methods go well together in one class.
GROUPS = (
    ("__add__", "__radd__", "__iadd__"), ("__mul__", "__rmul__"), ("__eq__", "__hash__"), ("__lt__", "__gt__", "__le__"),
    ("__iter__", "__next__"), ("__getitem__", "__len__"), ("__getitem__", "__setitem__", "__delitem__"), ("__enter__", "__exit__"),
    ("__call__",), ("__contains__",), ("__index__",), ("__bool__",), ("__repr__",), ("__str__", "__format__"), ("__sub__", "__rsub__"),
    ("__getitem__", "__iter__", "__contains__", "__reversed__"), ("__neg__", "__abs__"), ("__get__", "__set__"), ("__missing__",),
)
NATIVE_ARGUMENTS = {int: ("5", "True", "2 ** 70"), str: ("'ab'", "''"), list: ("[1, 2, 3]", "[]"), dict: ("{1: 2, 'a': 3}",),
                    tuple: ("(1, 2)",), float: ("1.5", "NAN"), set: ("(1, 2)",), Exception: ("'message'", "1, 2")}
# What may stand in place of a special method's function.
ODD_METHODS = (
    "staticmethod(lambda *args: {result})", "classmethod(lambda *args: {result})", "property(lambda self: lambda *args: {result})",
    "None", "len", "5", "{descriptor}", "{cls}", "{obj}", "int.__add__", "type",
    "operator.add", "print", "(lambda *args: {result}).__get__(1)",
)
ODD_CHANGES = (
    "{o}.__class__ = {native}", "{c}.__bases__ = ({native},)", "{c}.__bases__ = ()", "{c}.__mro__", "{c}.__name__ = 'Other'",
    "{c}.__dict__['a']", "del {c}.__module__", "{c}.__slots__ = ('a', 'b')", "{c}.mro = lambda *a: []", "{c}.__getattribute__ = object.__getattribute__",
    "{c}.__setattr__ = object.__setattr__", "type.__setattr__({c}, '__eq__', lambda *a: True)", "{c}.__init__ = object.__init__",
    "{c}.__new__ = staticmethod(lambda cls, *a: 5)", "del {c}.__new__", "{c}.__init__ = lambda *a, **k: None", "del {c}.__init__",
    "{c}.__call__ = {c}", "{c}.__iter__ = list.__iter__", "{c}.__repr__ = object.__repr__", "{c}.__class__ = type",
    "{c}.__hash__ = None", "{o}.__dict__ = {{'a': 1, 'b': 2, 'c': 3}}", "{o}.__dict__ = {{'b': 1, 'a': 2}}", "{o}.__dict__ = {p}.__dict__",
    "for k_ in 'fedcba': setattr({o}, k_, k_)", "for k_ in list(vars({o})): delattr({o}, k_)", "{o}.__init__()", "{c}.__init_subclass__()",
    "type('T', ({c},), {{'a': 1}})().a", "class T({c}): a = 1", "{c}.a = {c}.__dict__.get('meth0')", "{o}.meth0 = lambda *a: 'own'",
    "setattr({c}, 'meth0', lambda self, i=0: ('changed', i))", "del {c}.meth0", "{c}.meth1 = staticmethod(lambda *a: 'static')",
    "{c}.meth1 = classmethod(lambda cls, *a: 'class')", "{c}.meth2 = property(lambda self: lambda *a: 'property')", "{c}.meth2 = 5",
    "{c}.a = property(lambda self: 'a of property')", "{c}.a = 1", "del {c}.a", "{c}.__getattr__ = lambda self, n: n", "del {c}.__getattr__",
    "{d}.__set__ = lambda *a: None", "{d}.__get__ = lambda *a: 'taken'", "del {d}.__get__", "del {d}.__set__", "{d}.__get__ = len",
    "E0.__str__ = lambda self: 'str of E0'", "E1.__bases__ = (E0, KeyError)", "E1.a = 5", "E2.__init__ = lambda *a: None", "E0.__bases__ = (ValueError,)",
    "Manager.__exit__ = lambda *a: True", "del Manager.__exit__", "Counter.__next__ = lambda self: next(iter(()))", "Counter.__iter__ = lambda self: iter([7])",
    "Sequence.__len__ = lambda self: -1", "Sequence.__getitem__ = lambda self, k: [1, 2][k]", "Sequence.__iter__ = lambda self: (yield 1)",
    "math.sqrt = lambda x: 'root'", "math.extra = 1", "operator.add = lambda x, y: 'sum'", "types.extra = 1",
    "kept and kept[-1].close()", "kept and next(kept[-1])", "kept and kept[0].throw(E0('event'))", "gc.collect()", "gc.collect()",
    "globals()['abs'] = lambda v: 'own abs'", "globals().pop('abs', None)", "builtins.max = min", "globals()['min'] = max", "globals().pop('min', None)",
    "builtins.sum = lambda *a: 'own sum'",
)


class Classes(Changes):

    def special_method(self):
        name, parameters, results = self.rng.choice(SPECIAL_METHODS)
        return name, parameters, self.special_result(results)

    def access_hook(self, cls, where):
        """As in programs about attributes; but differences.md lists what a metaclass's __getattribute__ sees."""
        lines = super().access_hook(cls, where)
        while where == "type" and lines[0].startswith("def __getattribute__"):
            lines = super().access_hook(cls, where)
        return lines

    def special_result(self, results):
        result = self.rng.choice(results).replace("self.{later}", f"self.{self.rng.choice('cdef')}")
        if result.startswith("raise_it") and self.chance(60):
            result = f"{result[:-1]}, {self.rng.choice(ERRORS)})"
        return result

    def class_body(self, name, bases, slots):
        body = super().class_body(name, bases, slots)
        if body == ["pass"]:
            body = []
        table = {}
        for method, parameters, results in SPECIAL_METHODS:
            table.setdefault(method, []).append((parameters, results))
        for _ in range(self.weighted(((0, 25), (1, 30), (2, 30), (4, 15)))):
            for method in self.rng.choice(GROUPS):
                parameters, results = self.rng.choice(table[method])
                result = self.special_result(results)
                if self.chance(6):
                    body.append(f"{method} = {self.odd_method(result)}")
                elif self.chance(75):
                    body += function(method, parameters, [*self.hook_start(), f"return {result}"])
                else:
                    body += function(method, parameters, self.woven_body(parameters, result))
        for method in ("meth0", "meth1"):
            if self.chance(20):
                body += function(method, self.rng.choice(("self, i=0", "self, *i", "self, i=0, **k", "self, i")),
                                 self.woven_body("self, i", "self.a"))
        if self.chance(12):
            body.append(f"__class_getitem__ = classmethod(lambda cls, key: ('of class', show(key)))")
        return body or ["pass"]

    def woven_body(self, parameters, result):
        """A method's body made of statements as in the plain functions."""
        scope = Scope()
        for word in parameters.replace("*", "").split(","):
            name = word.split("=")[0].strip()
            scope.add(name, "obj" if name in ("self", "cls") else "any")
            scope.bound.add(name)
        return ["step()", *self.block(scope, self.rng.randrange(1, 3), 1), f"return {result}"]

    def odd_method(self, result):
        return self.rng.choice(ODD_METHODS).format(
            result=result if "self" not in result and "other" not in result and "key" not in result else "7",
            descriptor=f"{self.rng.choice(self.descriptors)}('odd')", cls=self.some_class(), obj=self.some_object())

    def native_base(self, name):
        cls = self.skeletons.get(name)
        return next((b for b in NATIVE_ARGUMENTS if cls and issubclass(cls, b)), None)

    def making(self, name):
        """The expression that makes an object of a class."""
        base = self.native_base(name)
        if base and self.chance(75):
            return f"make({name}, {self.rng.choice(NATIVE_ARGUMENTS[base])})"
        return f"make({name})"

    # ---- changes ----

    def change(self):
        kind = self.rng.randrange(10)
        if kind < 5:
            return super().change()
        if kind < 7:
            return [self.odd_change()]
        if kind < 9:
            return self.change_operator()
        return self.change_function_global()

    def odd_change(self):
        return self.rng.choice(ODD_CHANGES).format(
            o=self.some_object(), p=self.some_object(), c=self.some_class(), d=self.rng.choice(self.descriptors),
            native=self.rng.choice(("int", "list", "Exception", "object", "dict", "ValueError", "E1")))

    def change_operator(self):
        """A special method comes, goes or is replaced by something odd."""
        cls = self.rng.choice([*self.metaclasses, self.some_class(), self.some_class()])
        name, parameters, result = self.special_method()
        # When __del__ runs differs: whatever it does must not be seen.
        kind = self.rng.randrange(10) if name != "__del__" else 9
        if kind < 3:
            return [f"del {cls}.{name}"]
        if kind < 5:
            return [f"{cls}.{name} = {self.odd_method(result)}"]
        if kind < 6:
            return [f"{self.some_object()}.{name} = lambda *args: {'7'}"]
        return [f"{cls}.{name} = lambda {parameters}: {result}"]

    def change_function_global(self):
        """Another function, or no function, under a function's name; other code; other defaults."""
        if not self.functions_made:
            return self.change_attribute()
        names = [f.name for f in self.functions_made if not f.is_generator] or ["fn0"]
        target, source = self.rng.choice(names), self.rng.choice(names)
        return self.rng.choice((
            [f"global {target}", f"{target} = {source}"], [f"{target}.__code__ = {source}.__code__"],
            [f"{target}.__defaults__ = (1, 2, 3)"], [f"{target}.__defaults__ = None"], [f"{target}.__kwdefaults__ = None"],
            [f"global {target}", f"{target} = lambda *a, **k: len(a)"], [f"global {target}", f"{target} = [{source}].__getitem__"],
            [f"global {target}", f"del {target}"], [f"{target}.__kwdefaults__ = {{'key': 5}}"], [f"global {target}", f"{target} = {self.some_class()}"]))

    def collect(self):
        return ["gc.collect()"]

    def first_values(self, name):
        lines = []
        for attribute in self.some_attributes(5):
            value = self.value(attribute) if self.chance(30) else self.plain()
            lines += guarded([f"{name}.{attribute} = {value}"], "first")
        return lines
