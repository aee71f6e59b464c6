"""__dict__ and __weakref__ in __slots__, and other odd slots, over each kind of base."""
class A: pass
class W: __slots__ = ('__weakref__',)
class DD: __slots__ = ('__dict__',)
class N: __slots__ = ()
class I(int): pass
class T(tuple): pass
class L(list): pass
class LN(list): __slots__ = ()
def tr(bases, slots, **kw):
    try:
        c = type('C', bases, {'__slots__': slots, **kw})
        print([b.__name__ for b in bases], slots, 'ok', hasattr(c, '__weakref__'))
    except Exception as e:
        print([b.__name__ for b in bases], slots, type(e).__name__, e)
for bases in ((), (object,), (A,), (W,), (DD,), (N,), (int,), (I,), (tuple,), (T,), (list,), (L,), (LN,), (type,), (Exception,), (set,), (frozenset,), (dict,), (str,), (bytes,), (float,), (type(tr),) , (property,), (A, W), (W, DD), (DD, W), (N, A), (N, W), (N, DD), (BaseException,), (staticmethod,), (type(__builtins__) if not isinstance(__builtins__, dict) else type(__import__('sys')),)):
    for slots in (('__dict__',), ('__weakref__',), ('__dict__', '__weakref__'), ('__dict__', '__dict__'), ('__weakref__', '__weakref__'), 'a', '__dict__', ('a', '__dict__'), ('a', 'a'), ('__slots__',), ('a b',), (1,), (), ('__class__',), ('__module__',), ('__qualname__',), ('__doc__',)):
        tr(bases, slots)
tr((A,), ('x',), x=1)
tr((A,), ('_C__y', '__y'))
tr((), ('__y',))
