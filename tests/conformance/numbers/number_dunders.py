def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Int(int):
    def __add__(self, other):
        return 'Int add'

    def __repr__(self):
        return f'Int({int(self)})'


class Float(float):
    def __mul__(self, other):
        return 'Float mul'


i = Int(5)
print(i, repr(i), i + 1, 1 + i, i * 2, type(i * 2), i - 1, -i, type(-i), type(+i), type(abs(i)), i == 5, hash(i) == hash(5))
print(int(i), type(int(i)), str(i), f'{i}', f'{i:3d}', '%d' % i, [10, 20, 30, 40, 50, 60][i], {5: 'x'}[i], i in [5])
f = Float(1.5)
print(f, f * 2, 2 * f, f + 1, type(f + 1), round(f), int(f), f'{f:.2f}', f == 1.5)


class Str(str):
    def __add__(self, other):
        return 'Str add'


s = Str('abc')
print(s, s + 'd', 'd' + s, s.upper(), type(s.upper()), s[1], len(s), s == 'abc', {'abc': 1}[s], f'{s:>5}', '%s' % s)


class RInt(int):
    def __radd__(self, other):
        return 'RInt radd'

    def __rsub__(self, other):
        return 'RInt rsub'


print(1 + RInt(5), RInt(5) + 1, 1 - RInt(2), 1.5 + RInt(1), RInt(1) + RInt(2))


def add(a, b):
    return a + b


results = []
for n in range(200):
    r = add(*[(1, 2), (i, 1), (1, i), (1, RInt(5)), (f, 1), (s, 'x'), ('x', s), (RInt(1), 2)][n % 8])
    if n < 8:
        results.append(r)
print(results)


class Index:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


ix = Index(2)
lst = [0, 1, 2, 3, 4]
print(lst[ix], lst[ix:], 'abc'[ix], range(10)[ix], list(range(ix)), hex(ix), bin(ix), [0] * ix, 'ab' * ix, (1,) * ix,
      int(ix), float(ix), complex(ix), chr(Index(65)), round(2.345, ix), 1 << 3, bytes(ix), pow(2, 3), lst.pop(ix), lst)
lst.insert(ix, 'ins')
lst[Index(0)] = 'first'
print(lst, 'a-b-c'.split('-', Index(1)), 'abcabc'.replace('a', 'x', Index(1)))
attempt(lambda: 1 + ix)
attempt(lambda: '%d' % ix)
attempt(lambda: [1, 2, 3][Index('a')])
attempt(lambda: [1, 2, 3][Index(1.0)])
attempt(lambda: int(Index(None)))
attempt(lambda: range(1.5))
attempt(lambda: lst[1.0])
attempt(lambda: 'abc' * 1.5)
attempt(lambda: hex(1.5))
attempt(lambda: chr(1.5))


class Convert:
    def __int__(self):
        return 3

    def __float__(self):
        return 3.5

    def __str__(self):
        return 'str'

    def __bool__(self):
        return False

    def __round__(self, n=None):
        return ('round', n)

    def __trunc__(self):
        return 'trunc'

    def __floor__(self):
        return 'floor'

    def __ceil__(self):
        return 'ceil'

    def __abs__(self):
        return 'abs'

    def __neg__(self):
        return 'neg'

    def __pos__(self):
        return 'pos'

    def __invert__(self):
        return 'invert'

    def __divmod__(self, other):
        return 'divmod', other

    def __rdivmod__(self, other):
        return 'rdivmod', other

    def __pow__(self, other, mod=None):
        return 'pow', other, mod

    def __rpow__(self, other, mod=None):
        return 'rpow', other

    def __matmul__(self, other):
        return 'matmul'

    def __rmatmul__(self, other):
        return 'rmatmul'

    def __lshift__(self, other):
        return 'lshift'

    def __rrshift__(self, other):
        return 'rrshift'

    def __rand__(self, other):
        return 'rand'

    def __floordiv__(self, other):
        return 'floordiv'

    def __rmod__(self, other):
        return 'rmod'


import math
c = Convert()
print(int(c), float(c), str(c), bool(c), round(c), round(c, 2), math.trunc(c), math.floor(c), math.ceil(c), abs(c), -c, +c, ~c)
print(divmod(c, 1), divmod(1, c), c ** 2, 2 ** c, pow(c, 2, 3), c @ 1, 1 @ c, c << 1, 1 >> c, 1 & c, c // 1, 1 % c)
attempt(lambda: c + 1)
attempt(lambda: 1 << c)
attempt(lambda: c & 1)
attempt(lambda: 1 // c)
attempt(lambda: 'x' % c)


class BadInt:
    def __int__(self):
        return 'x'

    def __float__(self):
        return 1

    def __str__(self):
        return 5

    def __repr__(self):
        return None

    def __bool__(self):
        return 2

    def __len__(self):
        return 'x'

    def __hash__(self):
        return 'h'

    def __index__(self):
        return 1.5


b = BadInt()
for function in (int, float, str, repr, bool, len, hash, hex):
    attempt(lambda: function(b))
