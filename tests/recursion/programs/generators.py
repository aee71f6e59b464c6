"""Deep `yield from`: resumed, thrown into, closed, dropped."""
import gc

from attempts import LENGTH, end, may, must, nest


def through(inner):
    yield from inner


def looping(inner):
    for item in inner:
        yield item


def catching(inner):
    try:
        yield from inner
    finally:
        pass


class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def ones():
    while True:
        yield 1


OPERATIONS = {
    "close": lambda g: g.close(),
    "throw": lambda g: g.throw(ValueError),
    "throw exit": lambda g: g.throw(GeneratorExit),
    "send": lambda g: g.send(1),
    "next": next,
    "frame": lambda g: (g.gi_yieldfrom, g.gi_frame.f_locals and None),
    "drop": lambda g: None,
}

for level in through, looping, catching:
    for innermost in Endless, ones:
        for name, operation in OPERATIONS.items():
            generator = nest(level, innermost(), LENGTH // 4)
            may("start", lambda: next(generator))
            may(name, lambda: operation(generator), ValueError, GeneratorExit, AttributeError,
                RuntimeError, StopIteration)
            del generator
            gc.collect()


def itself():
    yield from itself()


must("itself", lambda: next(itself()))
end()
