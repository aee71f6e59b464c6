print(str(None), str(True), str(1.5), str([1, 'a']), str((1,)), str({'a': 1}), str({1}), str(set()), str(frozenset([1])), str(range(3)), str(slice(1, 2)), str(1j), str(...), str(NotImplemented))
print(str(int), str(type), str(ValueError), str(ValueError('x')), str(KeyError('x')), str(Exception()), str(Exception(1, 2)), repr(ValueError('x')), repr(Exception()))
print(repr([[], (), {}, set(), '', b'', None, 0]), repr({'a': [1, {'b': (2,)}]}), repr({1: 'x', 'k': None}))
lst = [1]
lst.append(lst)
print(lst, repr(lst), str(lst))
d = {}
d['self'] = d
d['list'] = lst
print(d)
t = ([],)
t[0].append(t)
print(t)


class R:
    def __repr__(self):
        return 'R!'


class S:
    def __str__(self):
        return 'S!'


class RS(R, S):
    pass


print(R(), [R()], str(R()), f'{R()}', S(), str(S()), RS(), repr(RS()), [RS()], {R(): R()}, (R(),))
print(repr(S()).startswith('<__main__.S object at 0x'), repr(object()).startswith('<object object at 0x'))
print(repr(len), repr('a'.upper).startswith("<built-in method upper of str object at 0x"), repr(str.upper), repr([].append).startswith('<built-in method append of list'), repr(print), repr(int.__add__), repr((1).__add__).startswith("<method-wrapper '__add__' of int"))


def function():
    pass


class Outer:
    class Inner:
        def method(self):
            pass

    def local(self):
        class Local:
            pass
        return Local, lambda: 0


print(repr(function)[:20], repr(Outer.Inner), repr(Outer.Inner.method)[:34], repr(Outer().local()[0]), repr(Outer().local()[1])[:39], repr(lambda: 0)[:20])
print(Outer.Inner.__qualname__, Outer.Inner.method.__qualname__, Outer().local()[0].__qualname__, Outer().local()[1].__qualname__, function.__name__)
print(repr((x for x in []))[:29], repr(iter([]))[:23], repr(zip())[:14], repr(map(int, []))[:14], repr(property())[:17], repr(classmethod(int)), repr(staticmethod(len)), repr(super(Outer, Outer())))
import math
print(repr(math)[:20], math.__name__)
print(int.__doc__ is not None, (lambda: 0).__doc__, function.__doc__)
print('a' 'b', 'a' "b" 'c', ('x'
      'y'), 'x' * 3 + 'y', len('a' * 1000), ('ab' * 1000)[1001], 'abc'.__len__(), 'abc'.__contains__('b'), 'abc'.__getitem__(1), 'a'.__add__('b'), 'a'.__mul__(3), 'a'.__eq__(1), 'a'.__lt__('b'), 'a'.__hash__() == hash('a'))
print(chr(97), chr(233), chr(0x65e5), chr(0x1f600), ord('a'), ord('é'), ord('😀'), chr(0) == '\0')
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: ord('ab'), lambda: ord(''), lambda: ord(5), lambda: chr('a'), lambda: ord(b'ab'), lambda: repr(), lambda: str(1, 2, 3, 4)):
    try:
        print(f())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__ + ':', error)
print(ord(b'a'), ord(bytearray(b'b')), 'abc'.isidentifier(), '{}'.isidentifier(), 'a' < 'B', 'apple' < 'banana', ['b', 'a'] < ['b', 'c'], sorted(['b', 'A', 'a', 'B']), sorted(['b', 'A', 'a'], key=str.lower), max('a', 'b', key=ord))
print('%s' % str, '{}'.format(int), f'{None}', [str], {'k': str})


class LongRepr:
    def __repr__(self):
        return 'é日'


print([LongRepr(), 'x'], {LongRepr(): 1}, ascii(LongRepr()), ascii([LongRepr()]), '%a' % LongRepr(), f'{LongRepr()!a}')
deep = []
for i in range(50):
    deep = [deep]
print(repr(deep))
