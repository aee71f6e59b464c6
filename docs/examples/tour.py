"""A short tour: what a krait script looks like.  It runs the same on CPython 3.14."""


class Shape:
    """A class with a class attribute, a method and a property."""
    sides = 0

    def __init__(self, name):
        self.name = name

    @property
    def title(self):
        return self.name.capitalize()

    def area(self):
        raise NotImplementedError(f"{self.name} has no area")

    def __repr__(self):
        return f"<{self.title}: {self.sides} sides>"


class Rectangle(Shape):
    sides = 4

    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return 3.14159 * self.radius ** 2


print("Objects")
shapes = [Rectangle(3, 4), Circle(1.5), Rectangle(2, 2.5)]
for shape in shapes:
    print(f"  {shape!r:<24} area {shape.area():6.2f}")
try:
    Shape("blob").area()
except NotImplementedError as error:
    print(f"  {type(error).__name__}: {error}")

print("Containers and comprehensions")
words = "the quick brown fox jumps over the lazy dog".split()
lengths = {}
for word in words:
    lengths.setdefault(len(word), []).append(word)
print("  by length:", {n: sorted(group) for n, group in sorted(lengths.items())})
print("  initials:", "".join(word[0] for word in words))
first, *middle, last = words
print(f"  {first} ... {last}, {len(middle)} between, unique: {len(set(words))}")

print("Generators")


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(count, source):
    for _, value in zip(range(count), source):
        yield value


print("  fibonacci:", *take(12, fibonacci()))
big = [n for n in take(120, fibonacci()) if n > 10 ** 20]
print(f"  {len(big)} of the first 120 pass 10**20; the last is {big[-1]:,}")

print("Functions")


def counter(start=0):
    value = start

    def step(by=1):
        nonlocal value
        value += by
        return value
    return step


tick = counter(10)
print("  closure:", [tick() for _ in range(3)], tick(by=100))


def logged(function):
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print(f"  {function.__name__}{args} -> {result}")
        return result
    return wrapper


@logged
def power(base, exponent=2):
    return base ** exponent


power(12)
power(2, 100)

print("Cleaning up")


class Step:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print(f"  begin {self.name}")
        return self

    def __exit__(self, kind, value, traceback):
        print(f"  end {self.name}" + (f" after {kind.__name__}" if kind else ""))
        return kind is ZeroDivisionError


with Step("outer"), Step("inner"):
    1 / 0
print("  and the script goes on")
