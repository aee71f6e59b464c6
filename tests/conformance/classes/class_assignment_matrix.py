"""Assigning __class__: which classes instances may change to. Every kind of layout against every other."""
import types
class A: pass
class B: pass
class S1: __slots__ = ('a',)
class S2: __slots__ = ('a',)
class S3: __slots__ = ('b',)
class S4: __slots__ = ('a', '__dict__')
class S5: __slots__ = ()
class S6: __slots__ = ('a', '__weakref__')
class AD(A): __slots__ = ()
class AE(A): pass
class AF(A): __slots__ = ('z',)
class AG(A): __slots__ = ('z',)
class I1(int): pass
class I2(int): pass
class IS(int): __slots__ = ()
class F1(float): pass
class L1(list): pass
class L2(list): pass
class L3(list): __slots__ = ('q',)
class L4(list): __slots__ = ('q',)
class D1(dict): pass
class D2(dict): pass
class T1(tuple): pass
class T2(tuple): pass
class U1(str): pass
class U2(str): pass
class Y1(bytes): pass
class E1(Exception): pass
class E2(Exception): pass
class E3(ValueError): pass
class E4(OSError): pass
class E5(OSError): pass
class E6(ImportError): pass
class E7(SyntaxError): pass
class E8(Exception): __slots__ = ('x',)
class E9(Exception): __slots__ = ('x',)
class EA(StopIteration): pass
class EB(SystemExit): pass
class EC(KeyError): pass
class ED(UnicodeDecodeError): pass
class EE(ExceptionGroup): pass
class EF(NameError): pass
class EG(AttributeError): pass
class M1(types.ModuleType): pass
class M2(types.ModuleType): pass
class M3(types.ModuleType): __slots__ = ('k',)
class P1(property): pass
class P2(property): pass
class Me1(type): pass
class Me2(type): pass
class C1(metaclass=Me1): pass
class SS1(set): pass
class FS1(frozenset): pass
class Co1(complex): pass
class BA(bytearray): pass
def f(): pass
g = (i for i in ())
mk = {
 'A': A, 'B': B, 'S1': S1, 'S2': S2, 'S3': S3, 'S4': S4, 'S5': S5, 'S6': S6, 'AD': AD, 'AE': AE, 'AF': AF, 'AG': AG,
 'object': object, 'I1': I1, 'I2': I2, 'IS': IS, 'F1': F1, 'L1': L1, 'L2': L2, 'L3': L3, 'L4': L4, 'D1': D1, 'D2': D2,
 'T1': T1, 'T2': T2, 'U1': U1, 'U2': U2, 'Y1': Y1, 'E1': E1, 'E2': E2, 'E3': E3, 'E4': E4, 'E5': E5,
 'E6': E6, 'E7': E7, 'E8': E8, 'E9': E9, 'EA': EA, 'EB': EB, 'EC': EC, 'EF': EF, 'EG': EG,
 'M1': lambda: M1('m'), 'M2': lambda: M2('m'), 'M3': lambda: M3('m'), 'P1': P1, 'P2': P2, 'SS1': SS1, 'FS1': FS1, 'Co1': Co1, 'BA': BA,
 'ED': lambda: ED('utf-8', b'', 0, 0, ''), 'EE': lambda: EE('m', [ValueError()]),
 'Exception': Exception, 'ValueError': ValueError, 'OSError': OSError, 'KeyError': KeyError, 'StopIteration': StopIteration,
 'BaseException': BaseException, 'SystemExit': SystemExit,
 'module': lambda: types.ModuleType('m'), 'int': lambda: 10**30, 'list': list, 'dict': dict, 'str': lambda: 'ab', 'function': lambda: (lambda: 0),
 'gen': lambda: (i for i in ()), 'ns': types.SimpleNamespace, 'C1': C1, 'cls': lambda: Me1('Q', (), {}), 'cls0': lambda: type('Q', (), {}),
 'none': lambda: None, 'method': lambda: A().__init__, 'bm': lambda: mkm(), 'prop': property, 'cm': lambda: classmethod(f), 'cell': lambda: types.CellType(1),
}
class Meth:
    def m(self): pass
def mkm(): return Meth().m
targets = {k: (v if isinstance(v, type) else type(v())) for k, v in mk.items()}
targets['type'] = type; targets['Me2'] = Me2; targets['bool'] = bool; targets['float'] = float
for k, make in mk.items():
    row = []
    msgs = {}
    for n, target in targets.items():
        o = make()
        try:
            o.__class__ = target
            r = 'ok' if type(o) is target else 'no'
        except TypeError as e:
            r = str(e)
        except Exception as e:
            r = type(e).__name__ + str(e)
        msgs.setdefault(r.replace(target.__name__, '<T>'), []).append(n)
    for m, ns in msgs.items():
        print(k, '|', m, '|', ' '.join(ns))
for bad in (1, None, 'x', A()):
    try: A().__class__ = bad
    except TypeError as e: print(e)
try: del A().__class__
except TypeError as e: print(e)
