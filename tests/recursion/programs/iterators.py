"""Iterators over iterators over …: consumed, traced and freed."""
import gc
import itertools as i

from attempts import LENGTH, end, may, nest


class Wrapped:
    def __init__(self, iterator):
        self.iterator = iterator

    def __iter__(self):
        return self.iterator


KINDS = {
    "map": lambda it: map(lambda x: x, it),
    "map native": lambda it: map(tuple, it),
    "map of two": lambda it: map(lambda x, y: x, it, i.repeat(1)),
    "filter": lambda it: filter(None, it),
    "zip": lambda it: zip(it),
    "zip strict": lambda it: zip(it, strict=True),
    "enumerate": lambda it: enumerate(it),
    "accumulate": lambda it: i.accumulate(it, lambda a, b: a),
    "starmap": lambda it: i.starmap(lambda *a: a, it),
    "takewhile": lambda it: i.takewhile(lambda x: True, it),
    "dropwhile": lambda it: i.dropwhile(lambda x: False, it),
    "cycle": lambda it: i.cycle(it),
    "groupby": lambda it: i.groupby(it),
    "group": lambda it: next(i.groupby(it, lambda x: 1))[1],
    "pairwise": lambda it: i.pairwise(it),
    "batched": lambda it: i.batched(it, 1),
    "zip_longest": lambda it: i.zip_longest(it),
    "filterfalse": lambda it: i.filterfalse(lambda x: False, it),
    "islice": lambda it: i.islice(it, None),
    "chain": lambda it: i.chain(it),
    "chain of chains": lambda it: i.chain.from_iterable([it]),
    "compress": lambda it: i.compress(it, i.repeat(1)),
    "callable": lambda it: iter(it.__next__, None),
    "wrapped": lambda it: iter(Wrapped(it)),
    "tee": lambda it: i.tee(it)[0],
    "generator expression": lambda it: (x for x in it),
}


def attempt(name, kind):
    start = iter([(1,)] * 5)
    if name == "group":
        chain = nest(kind, start, 100)
    else:
        chain = nest(kind, start, LENGTH * 4)
    gc.collect()
    may(name, lambda: next(chain), StopIteration, TypeError)
    may(name, lambda: next(chain), StopIteration, TypeError)
    may(name, lambda: [x for x in i.islice(chain, 3)], TypeError)
    may(name, lambda: chain.__length_hint__(), AttributeError, TypeError)
    may(name, lambda: repr(chain))


for name, kind in KINDS.items():
    attempt(name, kind)
    gc.collect()
end()
