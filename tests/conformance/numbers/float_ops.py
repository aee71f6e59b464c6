def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


inf, nan = float('inf'), float('nan')
values = [0.0, -0.0, 1.0, -1.5, 2.5, 1e300, 1e-300, inf, -inf, nan]
for a in values:
    row = []
    for b in values:
        for op in ('+', '-', '*', '/', '//', '%'):
            try:
                r = (a + b if op == '+' else a - b if op == '-' else a * b if op == '*' else
                     a / b if op == '/' else a // b if op == '//' else a % b)
            except ZeroDivisionError:
                r = 'zde'
            row.append(r)
    print(a, row)
for a in values:
    print(a, [a == b for b in values], [a < b for b in values], [a >= b for b in values])
attempt(lambda: 1.0 / 0.0)
attempt(lambda: 1.0 // 0.0)
attempt(lambda: 1.0 % 0.0)
attempt(lambda: divmod(1.0, 0))
attempt(lambda: 0.0 ** -1)
attempt(lambda: 1e300 ** 2)
attempt(lambda: (-8.0) ** 0.5)
attempt(lambda: int(inf))
attempt(lambda: int(nan))
attempt(lambda: round(inf))
attempt(lambda: round(nan))
attempt(lambda: float('abc'))
attempt(lambda: float(''))
attempt(lambda: float('1e'))
attempt(lambda: float(None))
attempt(lambda: float([]))
attempt(lambda: 1.5 + 'a')
attempt(lambda: 1.5 | 1)
attempt(lambda: -[])
attempt(lambda: inf[0])
attempt(lambda: inf())
attempt(lambda: inf.as_integer_ratio())
print(float(), float('1.5'), float(' -2e3 '), float('inf'), float('-Infinity'), float('nan'),
      float('1_000.5'), float(10 ** 20), float(True), float(b'2.5'), float('.5'), float('5.'))
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(7.5, -2), -7.5 // 2, -7.5 % 2, 5.5 % -3, -0.0 % 5, 1e20 % 3)
print(2.0 ** 3, 2 ** 0.5, 2.0 ** -1, (-2.0) ** 3, (-2.0) ** -3, 0.0 ** 0, inf ** 0, nan ** 0, 1 ** nan, 2.0 ** 1000)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(0.5), round(1.5), round(1e20),
      round(2.5, 0), round(-0.4), round(5e15 + 0.5), round(123.456, 1), round(1e300, -299), round(0.05, 1))
print(int(2.9), int(-2.9), int(1e15), int(1e18), int(1e25), abs(-1.5), -(-0.0), +1.5)
print((1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.0).as_integer_ratio(), (1.0).is_integer(), inf.is_integer())
print((1.5).hex(), (0.1).hex(), (-0.0).hex(), inf.hex(), nan.hex(), float.fromhex('0x1.8p+0'), float.fromhex('-0x.1p4'), (1e-320).hex())
print(hash(1.0), hash(0.5), hash(-1.0), hash(inf), hash(-inf), hash(1e100) == hash(int(1e100)), hash(0.0) == hash(-0.0))
print(1.0 == 1, 0.1 + 0.2 == 0.3, 1e16 == 10 ** 16, nan != nan, nan == nan, {1.0: 'a'}[1], 1.0 in [1])
print(nan in [nan], [nan] == [nan], (nan,) == (nan,), nan is nan, [nan].count(nan), [nan].index(nan))
print(max(1.5, 2, 0.5), min(1, 0.5), max(nan, 1) != max(nan, 1), max(1, nan), sum([0.1] * 10), sum([0.1, 0.2, 0.3]), sum([1e16, 1, -1e16]))
print(1.5 .conjugate(), (1.5).real, (1.5).imag, float.__add__(1.5, 2), (1.5).__radd__(1), (1.5).__add__('x'), (1.5).__floor__(), (1.5).__ceil__(), (-1.5).__trunc__(), (1.5).__int__())


def mixed(a, b):
    return a * b + a - b


acc = []
for i in range(400):
    a, b = [(i, 2), (i * 0.5, 2), (i, 0.25), (1.5, 2.5), (2 ** 60, i), (True, 1.5), (2 ** 70, 0.5)][i % 7]
    acc.append(mixed(a, b))
print(acc[:7], acc[-7:])
x = 1.0
for i in range(1100):
    x *= 2
print(x, x - x, x == inf)
x = 1.0
for i in range(1100):
    x /= 2
print(x)
x = 0
for i in range(300):
    x += 0.1 if i > 100 else 1
print(x, type(x))
