"""Generators, closures, context managers, comprehensions, unpacking."""


def count(n):
    try:
        for i in range(n):
            yield i
    finally:
        closed.append(n)


closed = []


def delegate(n):
    got = yield from count(n)
    yield got
    yield from (i * i for i in range(n))


def simple():
    return list(delegate(6)), sum(count(10))


def early():
    g = count(100)
    first = [next(g), next(g)]
    g.close()
    return first


def sending():
    def echo():
        value = None
        while True:
            try:
                value = yield value
            except ValueError as error:
                value = str(error)

    g = echo()
    next(g)
    return [g.send(i) for i in range(5)], g.throw(ValueError("thrown"))


def closures():
    def outer(a):
        total = 0

        def inner(b):
            nonlocal total
            total += a * b
            return total

        return inner

    fs = [outer(i) for i in range(8)]
    return [f(2) + f(3) for f in fs]


def managers():
    log = []

    class Manager:
        def __init__(self, name):
            self.name = name

        def __enter__(self):
            log.append("enter " + self.name)
            return self

        def __exit__(self, kind, value, traceback):
            log.append("exit " + self.name)
            return kind is KeyError

    with Manager("a"), Manager("b") as b:
        raise KeyError(b.name)
    return log


def comprehensions():
    return ([x for row in [[i, i + 1] for i in range(5)] for x in row if x % 2],
            {k: v for k, v in zip("abc", range(3))}, sorted({c for c in "comprehension"}))


def unpacking():
    def f(*args, **kwargs):
        return args, sorted(kwargs.items())

    first, *rest = "unpacked"
    return f(*rest, **{"a": first, "b": 2}), [*range(3), *"xy"], {**{"p": 1}, "q": 2}


def deep():
    def walk(n):
        return 0 if n == 0 else 1 + walk(n - 1)

    return walk(150)


for work in (simple, early, sending, closures, managers, comprehensions, unpacking, deep):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
