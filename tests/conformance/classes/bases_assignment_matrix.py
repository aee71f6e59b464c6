"""Assigning __bases__: the matrix of layouts, and the words of each refusal."""
import types
class A: pass
class B: pass
class S: __slots__ = ('s',)
class S0: __slots__ = ()
class S1: __slots__ = ('s',)
class SD: __slots__ = ('__dict__',)
class SW: __slots__ = ('__weakref__',)
class SDW: __slots__ = ('__dict__', '__weakref__')
class AS(A): __slots__ = ('t',)
class L(list): pass
class L0(list): __slots__ = ()
class I(int): pass
class E(Exception): pass
class E0(Exception): __slots__ = ()
class V0(ValueError): __slots__ = ()
class VV(ValueError): pass
class O(OSError): pass
class M(types.ModuleType): pass
class T(type): pass
class D(dict): pass
class P(property): pass
class AL(A, list): pass
class St(str): pass
class Tu(tuple): pass
cl = [object, A, B, S, S0, S1, SD, SW, SDW, AS, L, L0, I, E, E0, V0, VV, O, M, T, D, P, AL, St, Tu, int, list, dict, Exception, ValueError, OSError, type, str, tuple, bool, types.FunctionType, types.ModuleType, float, KeyError, type(None), range, slice, types.GeneratorType]
res = {}
for c in cl:
    if c.__module__ != '__main__' : 
        if c in (object, bool, type(None), types.FunctionType, range): continue
    for n in cl:
        for kind in (0, 1, 2):
            try:
                if c is T or c is type: K = type('K', (c,), {})
                elif kind == 1: K = type('K', (c,), {'__slots__': ()})
                elif kind == 2: K = type('K', (c,), {'__slots__': ('k',)})
                else: K = type('K', (c,), {})
            except TypeError as e:
                r = 'make ' + str(e)
            else:
                try:
                    K.__bases__ = (n,)
                    r = 'ok'
                except TypeError as e: r = str(e)
            res.setdefault((c.__name__, kind, r.replace("'" + n.__name__ + "'", '<N>')), []).append(n.__name__)
for k, v in res.items(): print(k, ' '.join(v))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class X(A): pass
t(lambda: setattr(X, '__bases__', ()))
t(lambda: setattr(X, '__bases__', 1))
t(lambda: setattr(X, '__bases__', [A]))
t(lambda: setattr(X, '__bases__', (1,)))
t(lambda: setattr(X, '__bases__', (X,)))
t(lambda: setattr(X, '__bases__', (A, A)))
t(lambda: setattr(X, '__bases__', (object, A)))
t(lambda: setattr(X, '__bases__', (L, D)))
t(lambda: setattr(A, '__bases__', (X,)))
t(lambda: setattr(A, '__bases__', (object,)))
t(lambda: setattr(A, '__bases__', (B,)))
t(lambda: delattr(X, '__bases__'))
t(lambda: setattr(int, '__bases__', (object,)))
t(lambda: delattr(int, '__bases__'))
class Y(X): pass
t(lambda: setattr(X, '__bases__', (Y,)))
t(lambda: setattr(Y, '__bases__', (A, X)))
t(lambda: setattr(Y, '__bases__', (X, A)))
t(lambda: setattr(Y, '__bases__', (S, L)))
t(lambda: setattr(Y, '__bases__', (S, A)))
t(lambda: setattr(Y, '__bases__', (A, S)))
