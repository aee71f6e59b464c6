"""deltablue: an incremental solver of one-way constraints with strengths.

Stresses polymorphic method calls over a small class hierarchy, attribute access through inherited
methods, class attributes, and short-lived lists.
"""
import sys

DEFAULT_SIZE = 18000


class Strength:
    """A rank among constraints; a lower level is a stronger wish."""

    def __init__(self, level, name):
        self.level = level
        self.name = name

    def stronger_than(self, other):
        return self.level < other.level

    def weaker_than(self, other):
        return self.level > other.level

    def weakest_of(self, other):
        return self if self.level > other.level else other

    def next_weaker(self):
        return STRENGTHS[self.level + 1]


STRENGTHS = [Strength(_level, _name) for _level, _name in enumerate(
    ("required", "strong-preferred", "preferred", "strong-default", "normal", "weak-default",
     "weakest"))]
REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = STRENGTHS


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.decided_by = None
        self.mark = 0
        self.walk_strength = WEAKEST
        self.stay = True

    def attach(self, constraint):
        self.constraints.append(constraint)

    def detach(self, constraint):
        self.constraints.remove(constraint)
        if self.decided_by is constraint:
            self.decided_by = None


class Constraint:
    is_input = False

    def __init__(self, strength):
        self.strength = strength

    def post(self, planner):
        self.attach()
        planner.incremental_add(self)

    def withdraw(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        else:
            self.detach()

    def satisfy(self, planner, mark):
        """Enforce this constraint if it is possible; give back the one it pushes out."""
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength is REQUIRED:
                sys.exit("deltablue: a required constraint can't be satisfied")
            return None
        self.mark_inputs(mark)
        out = self.output()
        pushed_out = out.decided_by
        if pushed_out is not None:
            pushed_out.mark_unsatisfied()
        out.decided_by = self
        if not planner.add_propagate(self, mark):
            sys.exit("deltablue: cycle encountered")
        out.mark = mark
        return pushed_out


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False

    def attach(self):
        self.variable.attach(self)
        self.satisfied = False

    def detach(self):
        if self.variable is not None:
            self.variable.detach(self)
        self.satisfied = False

    def is_satisfied(self):
        return self.satisfied

    def choose_method(self, mark):
        self.satisfied = (self.variable.mark != mark
                          and self.strength.stronger_than(self.variable.walk_strength))

    def output(self):
        return self.variable

    def mark_inputs(self, mark):
        pass

    def inputs_known(self, mark):
        return True

    def mark_unsatisfied(self):
        self.satisfied = False

    def recalculate(self):
        self.variable.walk_strength = self.strength
        self.variable.stay = not self.is_input
        if self.variable.stay:
            self.execute()

    def execute(self):
        pass


class StayConstraint(UnaryConstraint):
    pass


class EditConstraint(UnaryConstraint):
    is_input = True


NONE, FORWARD, BACKWARD = range(3)


class BinaryConstraint(Constraint):
    def __init__(self, first, second, strength):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.direction = NONE

    def attach(self):
        self.first.attach(self)
        self.second.attach(self)
        self.direction = NONE

    def detach(self):
        self.first.detach(self)
        self.second.detach(self)
        self.direction = NONE

    def is_satisfied(self):
        return self.direction != NONE

    def choose_method(self, mark):
        first, second, strength = self.first, self.second, self.strength
        if first.mark == mark:
            good = second.mark != mark and strength.stronger_than(second.walk_strength)
            self.direction = FORWARD if good else NONE
        elif second.mark == mark:
            self.direction = BACKWARD if strength.stronger_than(first.walk_strength) else NONE
        elif first.walk_strength.weaker_than(second.walk_strength):
            self.direction = BACKWARD if strength.stronger_than(first.walk_strength) else NONE
        else:
            self.direction = FORWARD if strength.stronger_than(second.walk_strength) else NONE

    def input(self):
        return self.first if self.direction == FORWARD else self.second

    def output(self):
        return self.second if self.direction == FORWARD else self.first

    def mark_inputs(self, mark):
        self.input().mark = mark

    def inputs_known(self, mark):
        source = self.input()
        return source.mark == mark or source.stay or source.decided_by is None

    def mark_unsatisfied(self):
        self.direction = NONE

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walk_strength = self.strength.weakest_of(source.walk_strength)
        target.stay = source.stay
        if target.stay:
            self.execute()


class EqualityConstraint(BinaryConstraint):
    def execute(self):
        self.output().value = self.input().value


class ScaleConstraint(BinaryConstraint):
    """second = first * scale + offset."""

    def __init__(self, first, scale, offset, second, strength):
        super().__init__(first, second, strength)
        self.scale = scale
        self.offset = offset

    def attach(self):
        super().attach()
        self.scale.attach(self)
        self.offset.attach(self)

    def detach(self):
        super().detach()
        self.scale.detach(self)
        self.offset.detach(self)

    def mark_inputs(self, mark):
        super().mark_inputs(mark)
        self.scale.mark = mark
        self.offset.mark = mark

    def execute(self):
        if self.direction == FORWARD:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value

    def recalculate(self):
        source, target = self.input(), self.output()
        target.walk_strength = self.strength.weakest_of(source.walk_strength)
        target.stay = source.stay and self.scale.stay and self.offset.stay
        if target.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.current_mark = 0

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        pushed_out = constraint.satisfy(self, mark)
        while pushed_out is not None:
            pushed_out = pushed_out.satisfy(self, mark)

    def incremental_remove(self, constraint):
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.detach()
        unsatisfied = self.remove_propagate_from(out)
        strength = REQUIRED
        while True:
            for candidate in unsatisfied:
                if candidate.strength is strength:
                    self.incremental_add(candidate)
            strength = strength.next_weaker()
            if strength is WEAKEST:
                break

    def make_plan(self, sources):
        mark = self.new_mark()
        plan = []
        todo = sources
        while todo:
            constraint = todo.pop()
            if constraint.output().mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                constraint.output().mark = mark
                self.add_consumers(constraint.output(), todo)
        return plan

    def plan_from(self, constraints):
        return self.make_plan([c for c in constraints if c.is_input and c.is_satisfied()])

    def add_propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            current = todo.pop()
            if current.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            current.recalculate()
            self.add_consumers(current.output(), todo)
        return True

    def remove_propagate_from(self, out):
        out.decided_by = None
        out.walk_strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            decided_by = variable.decided_by
            for constraint in variable.constraints:
                if constraint is not decided_by and constraint.is_satisfied():
                    constraint.recalculate()
                    todo.append(constraint.output())
        return unsatisfied

    def add_consumers(self, variable, collected):
        decided_by = variable.decided_by
        for constraint in variable.constraints:
            if constraint is not decided_by and constraint.is_satisfied():
                collected.append(constraint)

    def change(self, variable, value):
        edit = EditConstraint(variable, PREFERRED)
        edit.post(self)
        plan = self.plan_from([edit])
        for _ in range(10):
            variable.value = value
            for constraint in plan:
                constraint.execute()
        edit.withdraw(self)


def chain_test(count):
    planner = Planner()
    variables = [Variable(f"v{i}") for i in range(count + 1)]
    for left, right in zip(variables, variables[1:]):
        EqualityConstraint(left, right, REQUIRED).post(planner)
    first, last = variables[0], variables[-1]
    StayConstraint(last, STRONG_DEFAULT).post(planner)
    edit = EditConstraint(first, PREFERRED)
    edit.post(planner)
    plan = planner.plan_from([edit])
    total = 0
    for value in range(100):
        first.value = value
        for constraint in plan:
            constraint.execute()
        if last.value != value:
            sys.exit(f"deltablue: chain ends in {last.value}, not {value}")
        total += last.value
    edit.withdraw(planner)
    return total


def projection_test(count):
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    targets = []
    source = target = None
    for index in range(count):
        source = Variable(f"src{index}", index)
        target = Variable(f"dst{index}", index)
        targets.append(target)
        StayConstraint(source, NORMAL).post(planner)
        ScaleConstraint(source, scale, offset, target, REQUIRED).post(planner)
    planner.change(source, 17)
    if target.value != 1170:
        sys.exit(f"deltablue: projection 1 gives {target.value}")
    planner.change(target, 1050)
    if source.value != 5:
        sys.exit(f"deltablue: projection 2 gives {source.value}")
    planner.change(scale, 5)
    for index in range(count - 1):
        if targets[index].value != index * 5 + 1000:
            sys.exit(f"deltablue: projection 3 gives {targets[index].value} at {index}")
    planner.change(offset, 2000)
    for index in range(count - 1):
        if targets[index].value != index * 5 + 2000:
            sys.exit(f"deltablue: projection 4 gives {targets[index].value} at {index}")
    return sum(variable.value for variable in targets)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    chain = chain_test(size)
    projection = projection_test(size)
    last = 5 * 5 + 2000
    if chain != 4950 or projection != sum(i * 5 + 2000 for i in range(size - 1)) + last:
        sys.exit(f"deltablue: wrong result: chain {chain}, projection {projection}")
    print(f"deltablue {size}: chain {chain}, projection {projection}")


main()
