"""compile, exec, eval: the compiler itself runs out of memory."""

SOURCE = '''
import sys

class Point(object):
    """A point."""
    __slots__ = ("x", "y")
    def __init__(self, x: int = 0, y: "int" = 0, *args, key=None, **kwargs):
        self.x, self.y = x, y
    @property
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

def work(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        while total < 100:
            total += i or 1
        else:
            total -= 1
    try:
        assert total, "none"
    except (ValueError, AssertionError) as error:
        raise RuntimeError(f"bad {total!r:>{n}}") from error
    finally:
        pass
    return [x * y for x in range(n) for y in range(x) if x != y]

def gen():
    x = yield
    yield from [lambda a, /, b, *, c=1: a + b + c + x]

result = Point(3, 4).norm
values = {"a": 1, **{"b": 2}}
print_me = work(5), values, result, sum(g for g in (1, 2, 3)), "é" "x", b"bytes", 0x10 ** 30
'''


def compiled():
    space = {}
    exec(compile(SOURCE, "<source>", "exec"), space)
    return space["print_me"]


def evaluated():
    return eval("[i ** 2 for i in range(5)] + list(map(lambda v: v + 1, (1, 2)))"), eval("a + b", {"a": 1, "b": 2})


def long_source():
    text = "".join(f"v{i} = {i} + len('text {i}')\n" for i in range(150))
    space = {}
    exec(text, space)
    return space["v149"], len(space)


def constants():
    code = compile("(1, 2.5, 'x', (3, (4,)), None, 10**20, 1j, frozenset) ; {'a', 'b'} == 1", "<c>", "exec")
    return len(code.co_consts) > 0, code.co_name


def nested_functions():
    text = "def f0():\n"
    for i in range(1, 15):
        text += "    " * i + f"def f{i}():\n"
    text += "    " * 15 + "return 7\n"
    for i in range(14, 0, -1):
        text += "    " * i + f"return f{i}()\n"
    space = {}
    exec(text, space)
    return space["f0"]()


for work in (compiled, evaluated, long_source, constants, nested_functions):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
