import math


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[:2] = b'\0\0'
    for i in range(2, math.isqrt(n) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]


p = sieve(5000)
print(len(p), p[:10], p[-3:], sum(p))


def is_prime(n):
    if n < 2:
        return False
    for q in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % q == 0:
            return n == q
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print([n for n in range(60) if is_prime(n)] == [q for q in p if q < 60], is_prime(2 ** 61 - 1), is_prime(2 ** 61 + 1), is_prime(10 ** 18 + 9), is_prime(561), is_prime(2 ** 89 - 1))


def factor(n):
    out = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        out[n] = 1
    return out


for n in (1, 2, 360, 9973, 2 ** 20, 600851475143, 123456789012):
    f = factor(n)
    print(n, f, math.prod(q ** e for q, e in f.items()) == n)


def egcd(a, b):
    x, y, u, v = 1, 0, 0, 1
    while b:
        q, a, b = a // b, b, a % b
        x, u = u, x - q * u
        y, v = v, y - q * v
    return a, x, y


print(egcd(240, 46), egcd(3 ** 60, 2 ** 90)[0], all((lambda g, x, y: a * x + b * y == g == math.gcd(a, b))(*egcd(a, b)) for a in range(1, 30) for b in range(1, 30)))


def collatz(n, memo={1: 0}):
    path = []
    while n not in memo:
        path.append(n)
        n = 3 * n + 1 if n & 1 else n // 2
    steps = memo[n]
    for m in reversed(path):
        steps += 1
        memo[m] = steps
    return memo[path[0]] if path else steps


print(max((collatz(n), n) for n in range(1, 2000)))


def roman(n):
    out = ''
    for v, s in ((1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')):
        while n >= v:
            out, n = out + s, n - v
    return out


print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])


def to_base(n, b):
    digits = '0123456789abcdefghijklmnopqrstuvwxyz'
    sign, n = ('-', -n) if n < 0 else ('', n)
    out = ''
    while True:
        n, r = divmod(n, b)
        out = digits[r] + out
        if not n:
            return sign + out


print([to_base(n, b) for n, b in ((0, 2), (255, 16), (-255, 2), (10 ** 20, 36), (7, 7))], all(int(to_base(n, b), b) == n for n in range(-50, 500, 7) for b in (2, 3, 16, 36)))


def newton(f, df, x):
    for _ in range(50):
        nx = x - f(x) / df(x)
        if abs(nx - x) < 1e-12:
            return nx
        x = nx
    return x


print(round(newton(lambda x: x * x - 2, lambda x: 2 * x, 1), 10), round(newton(lambda x: x ** 3 - x - 2, lambda x: 3 * x * x - 1, 1.5), 10))


def simpson(f, a, b, n=100):
    h = (b - a) / n
    return (f(a) + f(b) + 4 * sum(f(a + i * h) for i in range(1, n, 2)) + 2 * sum(f(a + i * h) for i in range(2, n, 2))) * h / 3


print(round(simpson(math.sin, 0, math.pi), 8), round(simpson(lambda x: x ** 3, 0, 2), 8))


def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]


rows = list(pascal(40))
print(rows[5], rows[39][20], sum(rows[30]) == 2 ** 30, [math.comb(10, k) for k in range(11)] == rows[10])
perfect = [n for n in range(2, 1000) if sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n]
digits = sum(int(d) for d in str(2 ** 1000))
print(perfect, digits, sum(map(int, str(math.factorial(100)))), len(str(3 ** 2000)))
print([n for n in range(100, 1000) if n == sum(int(d) ** 3 for d in str(n))], [n for n in range(10, 200) if str(n ** 2) == str(n ** 2)[::-1]])
