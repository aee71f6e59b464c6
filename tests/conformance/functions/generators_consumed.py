"""Built-in functions that take their items from generators: results, errors, re-entrance, early ends."""
def bad(n):
    for i in range(n): yield i
    raise ValueError('bad')
for f in (sum, list, set, tuple, max, min, sorted, any, all, dict.fromkeys, frozenset, bytes):
    try: print(f(bad(0)))
    except ValueError as e: print(f.__name__, e)
    try: print(f.__name__, f(bad(3)))
    except ValueError as e: print(f.__name__, e)
class E:
    def __add__(self, o): raise KeyError('add')
    __radd__ = __add__
    def __lt__(self, o): raise KeyError('lt')
    __gt__ = __lt__
    def __bool__(self): raise KeyError('bool')
    def __hash__(self): raise KeyError('hash')
def ge():
    try:
        yield E(); yield E()
    except BaseException as e:
        print('never', e)
for f in (sum, set, max, min, any, all, dict.fromkeys):
    it = ge()
    try: f(it)
    except KeyError as e: print(f.__name__, e, it.gi_running, it.gi_frame is None)
    print(len(list(it)))
# reentrancy
def r():
    yield 1
    yield sum(it2)
it2 = r()
try: sum(it2)
except ValueError as e: print(e)
class Eat:
    def __radd__(self, o):
        list(self.it); return o
    def __init__(self, it): self.it = it
def q():
    yield holder[0]
    print('second'); yield 2
    print('third'); yield 3
holder = [None]
it3 = q(); holder[0] = Eat(it3)
print(sum(it3))
class Next(Eat):
    def __radd__(self, o):
        return o + next(self.it)
it3 = q(); holder[0] = Next(it3)
print(sum(it3))
class Throw(Eat):
    def __radd__(self, o):
        try: self.it.throw(KeyError('in'))
        except KeyError: print('thrown')
        return o
it3 = q(); holder[0] = Throw(it3)
print(sum(it3))
# nesting
def nest(n):
    if n == 0: yield 1
    else: yield sum(nest(n - 1))
print(sum(nest(50)))
try: print(sum(nest(100000)))
except RecursionError as e: print('RecursionError')
print(sum(sum(j for j in range(i)) for i in range(100)))
l = [1, 2, 3]
print(sum(l.append(0) or x for x in l if len(l) < 20))
l = [1,2,3]
def grow(x):
    if len(l) < 10: l.append(x)
    return x
print(max(l, key=grow), len(l))
try: list(x for x in 5)
except TypeError as e: print(e)
d = {1: 2}
ge_ = (k for k in d)
d[3] = 4
try: print(list(ge_))
except RuntimeError as e: print(e)
l = [1]; ge_ = (k for k in l); l.append(2); print(list(ge_))
l = [1]; ge_ = (k for k in l); l = None; print(list(ge_))
print(list(x for x in range(2**70, 2**70 + 3)))
print(sum([0.1] * 10), sum([1, 2.5, True, 3j]), sum([0.1]*10 + [10**20]), sum([1.5, 'a'[0:0]]) if 0 else '')
try: sum([1.5, 'a'])
except TypeError as e: print(e)
try: sum([1.5, 10**400])
except OverflowError as e: print(e)
print(sum([2**60, 2**60, 2**48, -2**48]), sum([2**47]*4), sum([True, True]), sum([[1],[2]], []), sum(((1,),(2,)), ()))
class L(list):
    def __iter__(self): return iter([7, 8])
print(sum(L([1])), max(L([1])), list(L([1])), any(L([])), tuple(L([1])))
import sys
def f():
    yield sys._getframe().f_back.f_code.co_name
def caller(): return list(f()), next(f())
print(caller())
