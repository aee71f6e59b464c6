def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, -a, +a, abs(a), a.conjugate(), a.real, a.imag)
print(a ** 2, a ** 0, a ** -1, a ** 0.5, 2 ** a, a ** b, (1j) ** 2, 1j * 1j)
print(a == 3 + 4j, a != b, a == 3, (3 + 0j) == 3, 3.0 == 3 + 0j, hash(3 + 0j) == hash(3), hash(a) == hash(3 + 4j))
print(a + 1, 1 + a, a - 1.5, 2.5 - a, a * 2, 2 * a, a / 2, 1 / a, True + a)
print(complex(), complex(1), complex(1, 2), complex('1+2j'), complex('-3j'), complex(' 5 '), complex('(1-2j)'),
      complex('nan'), complex('inf-infj'), complex('1e3+1e-3j'), complex(imag=2), complex(real=1.5))
print(repr(0j), repr(-0j), repr(complex(-0.0, 0.0)), repr(complex(0.0, -0.0)), repr(complex(1, -0.0)), repr(complex(-0.0, -1)))
print(complex(float('inf'), float('nan')), complex(1e20, 1e-7), 1e16 + 1j, complex(1, float('-inf')))
print(f'{a}', f'{a:.2f}', f'{a:10.1f}|', f'{a:e}', f'{a:g}', f'{a!r}', '%s' % a, format(a, '>12'), f'{1.5j:+.1f}')
attempt(lambda: a < b)
attempt(lambda: a // b)
attempt(lambda: a % b)
attempt(lambda: divmod(a, b))
attempt(lambda: int(a))
attempt(lambda: float(a))
attempt(lambda: a / 0)
attempt(lambda: 0j ** -1)
attempt(lambda: complex('x'))
attempt(lambda: complex('1 + 2j'))
attempt(lambda: complex('1', 2))
attempt(lambda: complex(None))
attempt(lambda: complex([], 1))
attempt(lambda: f'{a:d}')
attempt(lambda: f'{a:05}')
attempt(lambda: '%d' % a)
attempt(lambda: '%f' % a)
attempt(lambda: round(a))
attempt(lambda: a.real.__class__)
attempt(lambda: setattr(a, 'real', 1))
attempt(lambda: pow(a, 2, 3))
attempt(lambda: a & 1)
attempt(lambda: sorted([a, b]))
print(bool(0j), bool(1e-300j), bool(complex(0, 0.0)), a is a, isinstance(a, complex), type(1j).__name__)
print(sum([1j, 2, 3.5]), sum([a, b], 0j), [1j] * 2, {1j: 'x'}[1j], 1j in [0 + 1j])


class C:
    def __complex__(self):
        return 1 + 2j


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 7


class Bad:
    def __complex__(self):
        return 1


print(complex(C()), complex(F()), complex(I()), complex(F(), F()))
attempt(lambda: complex(Bad()))
z = 0j
trail = []
for i in range(300):
    z = z * z + (0.1 + 0.2j)
    if i % 100 == 0:
        trail.append(z)
print(trail[0], round(abs(trail[-1]), 10))
total = 0
for i in range(300):
    total += (i, i * 0.5, 1j * i)[i % 3]
print(total)
