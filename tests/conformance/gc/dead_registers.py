# An object whose last reference was just dropped is found by gc.collect(): no register or stale word keeps it.
import gc
import weakref
class A: pass
class L(list): pass
class D(dict): pass
class I(int): pass
class S(str): pass
class T(tuple): pass
class E(Exception): pass
class St(set): pass
class B(A):
    def __init__(self, x): self.x = x
    def m(self): return self
    @property
    def p(self): return self
    @classmethod
    def make(cls): return cls(1)
    def __enter__(self): return self
    def __exit__(self,*a): pass
    def __call__(self): return 1
    def __add__(self, o): return self
    def __getitem__(self, i): return self
    def __iter__(self): return iter([1])
    def __eq__(self, o): return True
    def __len__(self): return 1
class N(A):
    def __new__(cls, *a): return super().__new__(cls)
def dead(r, what):
    gc.collect()
    if r() is not None: print("alive after", what)
def f1():
    x = A(); r = weakref.ref(x); del x; dead(r, "A()")
def f2():
    x = L(); r = weakref.ref(x); del x; dead(r, "L()")
    x = L([1]); r = weakref.ref(x); del x; dead(r, "L([1])")
    x = D(); r = weakref.ref(x); del x; dead(r, "D()")
    x = D(a=1); r = weakref.ref(x); del x; dead(r, "D(a=1)")
    x = E("a"); r = weakref.ref(x); del x; dead(r, "E")
    x = St((1,)); r = weakref.ref(x); del x; dead(r, "St")
    x = St(); r = weakref.ref(x); del x; dead(r, "St()")
def f3():
    x = B(1); r = weakref.ref(x); del x; dead(r, "B")
    x = B(1); r = weakref.ref(x); x.m(); del x; dead(r, "B.m")
    x = B(1); r = weakref.ref(x); x.p; del x; dead(r, "B.p")
    x = B(1); r = weakref.ref(x); x(); del x; dead(r, "B()")
    x = B(1); r = weakref.ref(x); x + 1; del x; dead(r, "B+")
    x = B(1); r = weakref.ref(x); x[1]; del x; dead(r, "B[]")
    x = B(1); r = weakref.ref(x); x == 1; del x; dead(r, "B==")
    x = B(1); r = weakref.ref(x); len(x); del x; dead(r, "len(B)")
    x = B(1); r = weakref.ref(x); list(x); del x; dead(r, "list(B)")
    x = B(1); r = weakref.ref(x); [a for a in x]; del x; dead(r, "for B")
    x = B(1); r = weakref.ref(x)
    for q in x: pass
    del x; dead(r, "for B 2")
    x = B(1); r = weakref.ref(x)
    with x: pass
    del x; dead(r, "with B")
    x = B(1); r = weakref.ref(x)
    with x as y: pass
    del x, y; dead(r, "with B as")
    x = B.make(); r = weakref.ref(x); del x; dead(r, "make")
    x = N(1); r = weakref.ref(x); del x; dead(r, "N")
    x = N(1,2); r = weakref.ref(x); repr(x); str(x); hash(x); del x; dead(r, "repr")
    x = B(1); r = weakref.ref(x); d = {1: x}; d.clear(); del x; dead(r, "dict")
    x = B(1); r = weakref.ref(x); d = [x]; d.pop(); del x; dead(r, "list")
    x = B(1); r = weakref.ref(x); d = [x, x]; d.clear(); del x; dead(r, "list2")
    x = B(1); r = weakref.ref(x); y = x; y.z = x; x = y = None; dead(r, "cycle")
    x = B(1); r = weakref.ref(x); isinstance(x, B); del x; dead(r, "isinstance")
    x = B(1); r = weakref.ref(x); getattr(x, 'x'); setattr(x, 'y', 1); hasattr(x, 'b'); del x; dead(r, "getattr")
    x = B(1); r = weakref.ref(x); sorted([x], key=id); del x; dead(r, "sorted")
    x = B(1); r = weakref.ref(x); f"{x}"; "%s" % x; del x; dead(r, "format")
    try: raise E(B(1))
    except E as e: r = weakref.ref(e.args[0])
    dead(r, "exc")
    try: raise E
    except E as e: r = weakref.ref(e)
    dead(r, "exc2")
    def g(x): yield x
    x = B(1); r = weakref.ref(x); list(g(x)); del x; dead(r, "gen")
    x = B(1); r = weakref.ref(x)
    for q in g(x): pass
    del x, q; dead(r, "gen2")
    def h(*a, **k): return 0
    x = B(1); r = weakref.ref(x); h(x, a=x); del x; dead(r, "args")
    x = B(1); r = weakref.ref(x); h(*[x], **{'a': x}); del x; dead(r, "args2")
    x = B(1); r = weakref.ref(x); (lambda: x)(); del x; dead(r, "closure")
    a, b = B(1), B(2); r = weakref.ref(a); a, b = b, a; del b; dead(r, "swap")
    x = B(1); r = weakref.ref(x); y = x.m; del x, y; dead(r, "bound")
    x = B(1); r = weakref.ref(x); y = super(B, x).__init__; del x, y; dead(r, "super")
for i in range(30):
    f1(); f2(); f3()
x = A(); r = weakref.ref(x); del x; dead(r, "module A()")
x = L(); r = weakref.ref(x); del x; dead(r, "module L()")
print("done")
