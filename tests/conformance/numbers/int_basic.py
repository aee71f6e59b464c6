def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


pairs = [(7, 3), (-7, 3), (7, -3), (-7, -3), (0, 5), (6, 3), (-6, 3), (1, 2 ** 70), (-1, 2 ** 70),
         (2 ** 70, 7), (-2 ** 70, 7), (2 ** 70, -2 ** 35), (5, True)]
for a, b in pairs:
    print(a, b, '|', a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
for a, b in pairs:
    print(a & b, a | b, a ^ b, ~a, a == b, a < b, a >= b)
for a in (0, 1, -1, 5, -5, 2 ** 48, 2 ** 63, -2 ** 63, 2 ** 100, -2 ** 100):
    print(a << 3, a >> 3, a << 60, a >> 60, -a, +a, abs(a), a.bit_length(), a.bit_count())
for function in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1,
                 lambda: 1 << -1, lambda: 1 >> -1, lambda: 2 ** 70 // 0, lambda: 2 ** 70 % 0,
                 lambda: 2 ** 70 / 0, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0),
                 lambda: int('x'), lambda: int(''), lambda: int('12', 1), lambda: int('12', 37),
                 lambda: int('9', 8), lambda: int(None), lambda: int([]), lambda: int(1.5, 10),
                 lambda: int('0x10'), lambda: int(' 1 2 '), lambda: int('1__0'), lambda: int('_1'),
                 lambda: int(float('inf')), lambda: int(float('nan')), lambda: int('\ud800'),
                 lambda: 1 + 'a', lambda: 'a' + 1, lambda: 1 - [], lambda: None * 1, lambda: -'a',
                 lambda: ~1.5, lambda: 1 @ 2, lambda: 1 & 1.0, lambda: int(x=1), lambda: int('1', 2, 3)):
    attempt(function)
print(int(), int('42'), int('-42'), int('+7'), int('  12\n'), int('1_000'), int(3.99), int(-3.99))
print(int('ff', 16), int('0xff', 16), int('0b101', 0), int('0o17', 0), int('z', 36), int('0', 0))
print(int('٣'), int('-0'), int(True), int(b'12'), int(bytearray(b'7')), int(1e20), int('1' * 50))
print(pow(2, 10), pow(2, -2), pow(3, 4, 5), pow(3, -1, 7), pow(-2, 3), pow(0, 0), pow(2, 0, 1), pow(-3, 3, 5))
print(2 ** 0, 0 ** 0, (-1) ** 101, 10 ** -2, 2 ** 0.5)
print((5).to_bytes(2, 'big'), (1000).to_bytes(4, 'little'), (-1).to_bytes(2, 'big', signed=True),
      int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff\xfe', 'little', signed=True))
attempt(lambda: (256).to_bytes(1, 'big'))
attempt(lambda: (-1).to_bytes(1, 'big'))
print((10).as_integer_ratio(), (5).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator)
print((3).is_integer(), (3).__add__(4), (3).__add__('x'), (3).__radd__(4), int.__add__(1, 2))
print(hash(0), hash(1), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(2 ** 100), hash(-2 ** 100))
print(bin(10), bin(-10), oct(64), hex(255), hex(-255), bin(2 ** 70), hex(2 ** 100), oct(0))
print(round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(5), round(5, 2), round(149, -2))
print(str(123), repr(-5), format(1234567, ','), format(255, '#x'), format(5, '08b'), format(-5, '=+6'))
print(5 .__index__(), [10, 20, 30][True], 'abc'[False], range(5)[-1])
print(1 == 1.0, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 10 ** 400 > 1e308, -10 ** 400 < 1e308)
print(1 < 1.5, 2 > 1.5, 1 == 1 + 0j, 1 != '1', 10 ** 20 == 1e20, 10 ** 23 == 1e23)
print(min(3, 1, 2), max(3, 1, 2), sum([1, 2, 3]), sum([], 5), sum(range(101)))
