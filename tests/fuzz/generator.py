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
from changes import Changes
from definitions import function, guarded, indent
from vocabulary import GLOBALS, PRELUDE

OBJECTS_OF_A_MODULE = ["class Module(types.ModuleType):", "    c = 'class of module'",
                       "m0 = types.ModuleType('m0')", "m0.a = 1", "m0.b = len"]


class Generator(Changes):

    def make_objects(self):
        lines = []
        for number in range(self.rng.randrange(2, 7)):
            name = f"o{number}"
            lines.append(f"{name} = make({self.some_class()})")
            self.objects.append(name)
            for attribute in self.some_attributes(4):
                value = self.value(attribute) if self.chance(30) else self.plain()
                lines += guarded([f"{name}.{attribute} = {value}"], "first")
        if self.chance(35):
            self.modules.append("m0")
            lines += OBJECTS_OF_A_MODULE
        return lines + [f"{name} = '{name}'" for name in GLOBALS if self.chance(80)]

    def site(self):
        """A function whose instructions see whatever receivers the phases pass."""
        name = f"s{len(self.sites)}"
        self.sites.append(name)
        count = self.weighted(((1, 55), (2, 30), (3, 15)))
        return function(name, "o, i", ["x = None", *[self.operation("o", simple=True)
                                                     for _ in range(count)], "return x"])

    def loop_step(self):
        """What a turn of a loop does with o."""
        kind = self.rng.randrange(10)
        if kind < 6:
            return [f"attempt({self.rng.choice(self.sites)}, o, i)"]
        if kind < 7:
            return guarded([f"emit(show({self.rng.choice(GLOBALS)}))"], "global")
        target = "o" if kind < 9 else self.some_object()
        return guarded(["x = None", self.operation(target), "emit(show(x))"], "caught")

    def phase(self, number):
        size = self.weighted(((1, 25), (2, 25), (3, 20), (5, 20), (8, 10)))
        pool = [self.receiver() if self.chance(25) else self.some_object() for _ in range(size)]
        turns = self.rng.choice((60, 120, 200, 320))
        body = []
        for _ in range(self.rng.randrange(1, 4)):
            body += [f"if i == {self.rng.randrange(2, turns)}:", f"    {self.event()}()"]
        if self.chance(15):
            body += [f"if i % {self.rng.choice((10, 25))} == 3:", f"    {self.event()}()"]
        # Runs of one receiver, and quick changes between several.
        order = self.rng.choice(("i % n", "i // 3 % n", "i // 8 % n", "i // 30 % n", "i * i % n"))
        body.append(f"o = pool[{order}]")
        for _ in range(self.rng.randrange(1, 4)):
            body += self.loop_step()
        loop = [f"pool = [{', '.join(pool)}]", "n = len(pool)", f"for i in range({turns}):",
                *indent(body), "flush()"]
        if self.chance(65):
            return [*function(f"phase{number}", "", loop), f"phase{number}()"]
        return loop

    def repeated(self, make, low, high):
        """The lines of low to high-1 results of make()."""
        return [line for _ in range(self.rng.randrange(low, high)) for line in make()]

    def program(self):
        """The program's text."""
        definitions = (self.repeated(self.descriptor_class, 1, 4)
                       + self.repeated(self.plain_function, 1, 3)
                       + self.repeated(self.metaclass, 0, 3)
                       + self.repeated(self.class_statement, 2, 7))
        objects = self.make_objects()
        sites = self.repeated(self.site, 3, 8)
        phases = [line for number in range(self.rng.randrange(2, 5))
                  for line in self.phase(number)]
        events = [line for name in self.events
                  for line in function(name, "", self.event_body(name))]
        last = [f"emit(state({o}))" for o in self.objects] + [f"emit(names({c}))"
                                                              for c in self.classes]
        lines = [*PRELUDE, *definitions, *events, *objects, *sites, *phases, *last, "flush()"]
        return "\n".join(lines) + "\n"


def generate(seed):
    return Generator(seed).program()
