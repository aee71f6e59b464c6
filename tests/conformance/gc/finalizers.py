"""__del__ runs after an explicit collection, once, and may resurrect."""
import gc

log = []


def collect():
    # krait scans the C++ stack conservatively: other calls first, so that no word of an earlier one is left there.
    for i in range(3):
        max([str(i), 'ab', repr(log)], key=lambda text: (len(text), sorted(text)))
        gc.collect()


class Noisy:
    def __init__(self, tag):
        self.tag = tag
        self.me = self

    def __del__(self):
        log.append(self.tag)


def make(n):
    for i in range(n):
        Noisy(i)


make(30)
collect()
print(len(log) >= 25, len(set(log)) == len(log), set(log) <= set(range(30)))
before = len(log)
gc.collect()
print(len(log) - before <= 5)


class Phoenix:
    saved = []
    deaths = 0

    def __init__(self):
        self.me = self

    def __del__(self):
        Phoenix.deaths += 1
        Phoenix.saved.append(self)


def burn():
    for _ in range(10):
        Phoenix()


burn()
collect()
print(Phoenix.deaths >= 6, len(Phoenix.saved) == Phoenix.deaths, all(p.me is p for p in Phoenix.saved))
first = Phoenix.deaths
Phoenix.saved.clear()
collect()
print(Phoenix.deaths - first <= 4)


class Chain:
    order = []

    def __init__(self, n, other):
        self.n = n
        self.other = other
        self.me = self

    def __del__(self):
        Chain.order.append(self.n)


def chain():
    c = None
    for i in range(20):
        c = Chain(i, c)


chain()
collect()
print(len(set(Chain.order)) >= 16)


class Late:
    pass


log.clear()


def late():
    for _ in range(10):
        o = Late()
        o.me = o


Late.__del__ = lambda self: log.append('late')
late()
collect()
print(log.count('late') >= 6)


class Explicit:
    def __del__(self):
        log.append('explicit')


e = Explicit()
e.__del__()
print(log[-1], e is not None)
holder = [e]
del e
gc.collect()
print(log.count('explicit'), len(holder))


def gen(tag):
    try:
        yield 1
        yield 2
    finally:
        log.append(tag)


def drop_generators():
    for i in range(10):
        g = gen(f'g{i}')
        next(g)
        cell = [g]
        cell.append(cell)


log.clear()
drop_generators()
collect()
print(len(log) >= 6, len(set(log)) == len(log))


def drop_unstarted():
    for i in range(10):
        gen('unstarted')


drop_unstarted()
gc.collect()
print('unstarted' in log)
print(gc.isenabled(), type(gc.collect()).__name__)
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
