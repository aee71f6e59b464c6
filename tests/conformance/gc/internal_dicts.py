"""What gc shows of classes: nothing of the implementation's own, and nothing by which a built-in class could be changed."""
import gc
import types


class Point:
    def __init__(self):
        self.aa, self.bb, self.cc = 1, 2, 3


points = [Point() for _ in range(3)]
points[0].__dict__
found = [o for o in gc.get_objects() if type(o) is dict and set(o) == {"aa", "bb", "cc"}]
print(all(o["aa"] == 1 for o in found))
for o in gc.get_referents(Point) + gc.get_referrers("aa", "bb"):
    if type(o) is dict and set(o) == {"aa", "bb", "cc"}:
        assert o["aa"] == 1, o


class K:
    a = 1

    def m(self):
        return "m"


k = K()


def warm():
    return k.a, k.m()


for i in range(50):
    warm()
print(warm())


class Other:
    def __init__(self, mapping):
        self.hash, self.mapping = 7, mapping


class D(dict):
    def __hash__(self): return 7
    def __or__(self, other): return "or", type(other).__name__
    def __ror__(self, other): return "ror", type(other).__name__
    def __eq__(self, other): return "eq", type(other).__name__
    def __lt__(self, other): return "lt", type(other).__name__


p = types.MappingProxyType(D())
print(p | p, p | 1, 1 | p, p == p, p == 1, 1 == p, p < 1, hash(p))
plain = {}
q = types.MappingProxyType(plain)


class Grab:
    def __eq__(self, other): self.got = other; return NotImplemented
    def __ror__(self, other): self.got = other; return 1


g = Grab()
print(q == g, g.got is plain, q | g, g.got is plain)
g = Grab()
print(int.__dict__ == g, type(g.got).__name__, "bit_length" in g.got)
print(K.__dict__ == g, type(g.got).__name__, g.got["a"])
