"""Sites that see floats with immediate ints, ints with floats, bools in sums, and operands of one native class."""


def floats_and_immediates(values):
    out = []
    for x in values:
        y = x * 2 - 1
        y += 3
        y -= 1
        flags = [x < 1, x <= 1, x > 1, x >= 1, x == 1, x != 1]
        if x < 2:
            flags.append("lt")
        if x <= 2:
            flags.append("le")
        if x > 2:
            flags.append("gt")
        if x >= 2:
            flags.append("ge")
        if x == 2:
            flags.append("eq")
        if x != 2:
            flags.append("ne")
        if not x < -2:
            flags.append("not lt")
        if not x <= -2:
            flags.append("not le")
        if not x > -2:
            flags.append("not gt")
        if not x >= -2:
            flags.append("not ge")
        out.append((x, y, x + 5, x - 5, x * -3, flags))
    return out


def mixed(left, right):
    out = []
    for a in left:
        for b in right:
            flags = []
            if a < b:
                flags.append("<")
            if a <= b:
                flags.append("<=")
            if a > b:
                flags.append(">")
            if a >= b:
                flags.append(">=")
            if a == b:
                flags.append("==")
            if a != b:
                flags.append("!=")
            if not (a < b):
                flags.append("not <")
            if not (a >= b):
                flags.append("not >=")
            out.append((a, b, flags, a < b, a == b, a >= b, a + b, a - b, a * b))
    return out


nan = float("nan")
inf = float("inf")
for round_number in range(3):
    for row in floats_and_immediates([0.5, 1.0, 2.0, -2.0, -0.0, 1e308, inf, -inf, nan, 1, 2, -2, True, 2**48 - 1, 2**60]):
        print(row)
for row in mixed([1, 1.0, 0.5, nan, True, False, -0.0, 2**48 - 1, -(2**48)], [1, 1.0, 2, nan, inf, True, 0, 2**53]):
    print(row)


def count_matches(text, wanted):
    total = 0
    for c in text:
        total += c == wanted
        total = total + (c != wanted) * 2
        total -= (c == wanted) & True
    return total


print(count_matches("mississippi" * 40, "s"), True + True, True - 2.5, True * 1.5, False * "a", True << 3, -True)


class Loud(list):
    def __add__(self, other):
        return "added"

    def __eq__(self, other):
        return "equal"

    __hash__ = None


class Quiet(list):
    pass


def likes(pairs):
    for a, b in pairs:
        try:
            print(a + b, a == b, a != b, end=" ")
            print(a < b, a >= b)
        except TypeError as error:
            print(error)
        try:
            a += b
            print(a, a * 2)
        except TypeError as error:
            print(error)


for _ in range(3):
    likes([
        ([1], [2]), ((1,), (1, 2)), (b"a", b"b"), ({1}, {1, 2}), ({1: 2}, {1: 2}), (1j, 2j), (None, None),
        (Loud([1]), Loud([2])), (Quiet([1]), Quiet([1])), ([1], Quiet([1])), (Quiet([1]), Loud()), ("a", "b"),
        (range(3), range(3)), (slice(1), slice(2)), (2**60, 2**61), ([1], (1,)), (bytearray(b"x"), bytearray(b"y")),
        (frozenset([1]), frozenset([2])), (print, print), (int, int),
    ])


class Descriptor:
    def __get__(self, instance, owner):
        return ("get", instance is None, owner.__name__)

    def __set__(self, instance, value):
        if value == "bad":
            raise AttributeError("not this")
        instance.__dict__["stored"] = value


class OnlyGet:
    def __get__(self, instance, owner):
        raise AttributeError("from get")


class Holder:
    managed = Descriptor()
    failing = OnlyGet()

    def __getattr__(self, name):
        if name == "nothing":
            raise AttributeError(name)
        return "hook " + name


class Plain:
    managed = Descriptor()
    failing = OnlyGet()


def use(holder, count):
    seen = set()
    for i in range(count):
        holder.managed = i
        seen.add(holder.managed)
        try:
            holder.managed = "bad"
        except AttributeError as error:
            seen.add(str(error))
        for attempt in (lambda: holder.failing, lambda: holder.missing, lambda: holder.nothing):
            try:
                seen.add(attempt())
            except AttributeError as error:
                seen.add((type(error).__name__, str(error), error.__context__ is None))
    return sorted(seen, key=str), holder.stored


print(use(Holder(), 100))
print(use(Plain(), 100))


def deep_hook(n):
    class Chain:
        def __getattr__(self, name):
            return n if name == "a" * 50 else getattr(self, name + "a")
    return Chain().a


print(deep_hook(5))


def apply(function, *args, **kwargs):
    return function(*args, **kwargs)


def show(*args, a=1, **kwargs):
    kwargs["new"] = args
    return args, a, kwargs


given = {"b": 2, "a": 3}
for _ in range(3):
    print(apply(show, 1, 2, **given), given)
    print(apply(show, **{}), apply(dict, **given), apply(apply, show, 5, **given))
try:
    apply(show, **{1: 2})
except TypeError as error:
    print(error)
try:
    print(show(**given, **given))
except TypeError as error:
    print(error)
print(int("00012"), int("12345678901234"), int("123456789012345678"), int(" 7 "), int("-5"), int("1_0"))
for text in ("", "a", "1a", "--1"):
    try:
        int(text)
    except ValueError as error:
        print(error)
print(max(3, 2.5, 3), min(2, 2.0, True, 1), max([1, 5, 5.0]), min("b", "a"), max([2**60, 1]), max(x % 7 for x in range(20)))
