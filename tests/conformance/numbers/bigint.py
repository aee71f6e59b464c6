a = 123456789012345678901234567890
b = 987654321098765432109876543210
c = -55555555555555555555
print(a + b, a - b, b - a, a * b, b // a, b % a, a + c, a * c, c * c, c // 7, c % 7)
print(a & b, a | b, a ^ b, ~a, a & c, a | c, a ^ c, c & c, c | 1, -a & 0xff, -a >> 3)
print(a << 17, a >> 17, a >> 200, -a >> 200, c << 1, c >> 1, 1 << 128, (1 << 128) >> 127)
print(a ** 3, (-a) ** 3, pow(a, b, 10 ** 9 + 7), pow(c, 5, a))
print(a < b, a == a + 0, a != b, c < a, c < 0, a > 0, max(a, b, c), min(a, b, c), sorted([b, 1, c, a, -1]))
print(a / b, b / a, a / 3, 10 ** 400 / 10 ** 399, 1 / 10 ** 300, c / a, a / -1)
print(float(a), float(10 ** 308), int(float(a)), int(1e30))
for f in (lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: 1.0 + 10 ** 400, lambda: 10 ** 400 * 1.0):
    try:
        print(f())
    except OverflowError as error:
        print(error)
print(len(str(3 ** 1000)), str(3 ** 1000)[:30], str(3 ** 1000)[-30:])
print(int('9' * 100) + 1 == 10 ** 100, int('f' * 40, 16) == 16 ** 40 - 1, int('-' + '1' * 60, 3))
print(hex(a), oct(a), bin(a)[:40], f'{a:,}', f'{a:_}', f'{a:x}', f'{a:>40}', f'{-a:+}', f'{a:e}', f'{a:.3g}')
print('%d %x %o %i' % (a, a, a, c), '%50d|' % a, '%-50d|' % a, '%+d' % a, str(c), repr(a))
print(divmod(a, 10 ** 9), divmod(-a, 10 ** 9), divmod(a, -10 ** 9), divmod(c, c))
print(hash(a) == hash(a + 0), {a: 1}[123456789012345678901234567890], a in {a}, hash(a) == hash(int(str(a))))
print(a.bit_length(), a.bit_count(), (-a).bit_length(), (2 ** 64).bit_length(), (2 ** 64 - 1).bit_count())
print(a.to_bytes(13, 'big'), int.from_bytes(a.to_bytes(13, 'little'), 'little') == a)
print(int.from_bytes(b'\xff' * 20, 'big', signed=True), int.from_bytes(b'\x80' + b'\0' * 15, 'big', signed=True))
print(round(a, -20), round(-a, -29), round(a, -31), abs(c), -c, +c)
import math
print(math.gcd(a, b), math.lcm(12, 18, 10 ** 20), math.isqrt(a), math.isqrt(10 ** 100), math.factorial(40))
print(math.comb(100, 50), math.perm(30, 15), math.prod(range(1, 30)), math.log(10 ** 400), math.log2(2 ** 1000), math.log10(10 ** 500))
x = 1
for i in range(1, 400):
    x = x * i + 1
print(x % (10 ** 20), x.bit_length())
y = 0
for i in range(400):
    y = y * 10 + i % 10
print(y % 10 ** 30, y // 10 ** 370)
z = 7 ** 300
for i in range(300):
    z, r = divmod(z, 7)
    assert r == 0
print(z)
print((2 ** 127 - 1) * (2 ** 127 + 1) == 2 ** 254 - 1, (10 ** 50 + 1) ** 2 - (10 ** 50) ** 2)
p = 2 ** 521 - 1
print(pow(3, p - 1, p), pow(5, -1, p) * 5 % p)
print(sum(10 ** i for i in range(40)), sum([2 ** 62, 2 ** 62, 2 ** 63, -1]), sum([a, 0.5]))
print(10 ** 25 // 3 * 3 + 10 ** 25 % 3 == 10 ** 25, -7 // 10 ** 20, -7 % 10 ** 20, 7 // -10 ** 20, 7 % -10 ** 20)
print(0 * a, a * 0, a - a, a // a, a % a, a ^ a, type(a - a), a - a == 0)
try:
    int('1' * 5000)
except ValueError as error:
    print(str(error)[:60])
try:
    str(10 ** 5000)
except ValueError as error:
    print(str(error)[:60])
print(len(hex(10 ** 5000)), 10 ** 5000 == 10 ** 2500 * 10 ** 2500)
