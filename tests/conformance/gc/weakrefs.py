"""Weak references; nothing here depends on when memory is reclaimed, only on explicit collections."""
import gc
import weakref


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Node({self.name})'

    def method(self):
        return 'method of ' + self.name


def make():
    n = Node('gone')
    r = weakref.ref(n)
    assert r() is n
    return r


refs = [make() for _ in range(20)]
gc.collect()
print(sum(r() is None for r in refs) >= 15)
kept = Node('kept')
r = weakref.ref(kept)
gc.collect()
print(r() is kept, r() is r(), weakref.ref(kept) is r, r == weakref.ref(kept), hash(r) == hash(kept))
r2 = weakref.ref(kept, lambda ref: None)
print(r2 is r, r2 == r, r2() is kept, weakref.getweakrefcount(kept), len(weakref.getweakrefs(kept)), type(r).__name__)
called = []


def with_callbacks():
    for i in range(10):
        n = Node(str(i))
        n.loop = n
        keep.append(weakref.ref(n, lambda ref, i=i: called.append(i)))


keep = []
with_callbacks()
Node('clobber')
gc.collect()
gc.collect()
print(len(called) >= 6, set(called) <= set(range(10)))


def dropped_refs():
    n = Node('x')
    n.loop = n
    ref = weakref.ref(n, lambda ref: called.append('never'))
    del ref


dropped_refs()
Node('clobber')
sorted([2, 1], key=lambda n: weakref.ref(kept) and n)
gc.collect()
print('never' in called)
p = weakref.proxy(kept)
print(p.name, p.method(), type(p).__name__)
p.extra = 5
print(kept.extra)
attempt(lambda: p.missing)


def dead_proxy():
    ps = []
    for i in range(20):
        n = Node('temp')
        n.me = n
        ps.append(weakref.proxy(n))
    return ps


dead = dead_proxy()
gc.collect()
failed = 0
for d in dead:
    try:
        d.name
    except ReferenceError as error:
        failed += 1
        text = str(error)
print(failed >= 15, text)
for bad in (5, 'text', None, [], {}, (), 1.5, object()):
    attempt(lambda: weakref.ref(bad))


class Slots:
    __slots__ = ('a',)


class WeakSlots:
    __slots__ = ('a', '__weakref__')


attempt(lambda: weakref.ref(Slots()))
w = WeakSlots()
print(weakref.ref(w)() is w)
for ok in (Node, len, lambda: 0, {1}, kept.method, weakref, frozenset([1]), (x for x in [])):
    weakref.ref(ok)
print('all fine')
