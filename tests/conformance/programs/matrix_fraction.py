import math


class Fraction:
    __slots__ = ('n', 'd')

    def __init__(self, n, d=1):
        if d == 0:
            raise ZeroDivisionError(f'Fraction({n}, 0)')
        g = math.gcd(n, d) * (1 if d > 0 else -1)
        self.n, self.d = n // g, d // g

    def __repr__(self):
        return f'{self.n}/{self.d}' if self.d != 1 else str(self.n)

    @staticmethod
    def of(v):
        return v if isinstance(v, Fraction) else Fraction(v)

    def __add__(self, o):
        if not isinstance(o, (int, Fraction)):
            return NotImplemented
        o = Fraction.of(o)
        return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __sub__(self, o):
        return self + -Fraction.of(o)

    def __rsub__(self, o):
        return Fraction.of(o) - self

    def __mul__(self, o):
        o = Fraction.of(o)
        return Fraction(self.n * o.n, self.d * o.d)

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = Fraction.of(o)
        return Fraction(self.n * o.d, self.d * o.n)

    def __rtruediv__(self, o):
        return Fraction.of(o) / self

    def __eq__(self, o):
        o = Fraction.of(o)
        return self.n == o.n and self.d == o.d

    def __lt__(self, o):
        o = Fraction.of(o)
        return self.n * o.d < o.n * self.d

    def __hash__(self):
        return hash((self.n, self.d))

    def __bool__(self):
        return self.n != 0

    def __float__(self):
        return self.n / self.d


F = Fraction
print(F(1, 2) + F(1, 3), F(1, 2) * 4, 1 - F(1, 3), 2 / F(3, 4), F(6, -4), -F(1, 2), F(1, 2) == F(2, 4), F(1, 3) < F(1, 2), sorted([F(1, 2), F(1, 3), F(3, 4)]), float(F(1, 4)), bool(F(0)), sum([F(1, i) for i in range(1, 20)]), {F(1, 2): 'half'}[F(2, 4)])
for f in (lambda: F(1, 0), lambda: F(1) / 0, lambda: F(1) + 'a', lambda: F(1).x):
    try:
        print(f())
    except (ZeroDivisionError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, k):
        i, j = k
        return self.rows[i][j]

    def __setitem__(self, k, v):
        i, j = k
        self.rows[i][j] = v

    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]:
            raise ValueError(f'shapes {self.shape} and {o.shape}')
        cols = list(zip(*o.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in cols] for r in self.rows])

    def __add__(self, o):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])

    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __eq__(self, o):
        return self.rows == o.rows

    def transpose(self):
        return Matrix(zip(*self.rows))

    def det(self):
        m = [[F.of(v) for v in r] for r in self.rows]
        n, det = len(m), F(1)
        for i in range(n):
            p = next((r for r in range(i, n) if m[r][i]), None)
            if p is None:
                return F(0)
            if p != i:
                m[i], m[p] = m[p], m[i]
                det = -det
            det = det * m[i][i]
            for r in range(i + 1, n):
                k = m[r][i] / m[i][i]
                for c in range(i, n):
                    m[r][c] = m[r][c] - k * m[i][c]
        return det

    def __repr__(self):
        return 'Matrix(' + '; '.join(' '.join(map(str, r)) for r in self.rows) + ')'


a = Matrix([[1, 2], [3, 4]])
print(a @ a, a ** 5, a.transpose(), a.det(), a + a, a ** 0 == Matrix.identity(2), a[1, 0], (Matrix([[1, 1], [1, 0]]) ** 90)[0, 1])
a[0, 0] = 2.5
print(a, a @ Matrix.identity(2) == a)
try:
    a @ Matrix([[1, 2, 3]])
except ValueError as error:
    print(error)
h = Matrix([[F(1, i + j + 1) for j in range(5)] for i in range(5)])
print(h.det(), h.rows[1])
total = F(0)
for i in range(1, 200):
    total = total + F(1, i * (i + 1))
print(total)
big = Matrix([[i * j % 7 for j in range(12)] for i in range(12)])
print((big @ big)[5, 7], sum(map(sum, (big ** 4).rows)), big.det())
