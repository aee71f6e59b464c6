"""Big ints, floats, complex, math, random numbers."""
import math
import random
import sys


def powers():
    return pow(3, 5000) % 1000007, pow(7, 10**40, 10**30 + 57), (1 << 9000).bit_length()


def products():
    a = 7 ** 20000
    b = 11 ** 15000
    return (a * b) % 1000003, (a * a) % 1000003, a > b


def divisions():
    a = 13 ** 9000
    b = 17 ** 3000
    q, r = divmod(a, b)
    return q % 997, r % 997, q * b + r == a, (a // 3 ** 50) % 101


def decimal_texts():
    sys.set_int_max_str_digits(0)
    text = str(3 ** 12000)
    return len(text), int(text) == 3 ** 12000, hex(3 ** 300)[:12], int("f" * 4000, 16).bit_length(), len("%x" % 5 ** 4000)


def roots():
    return math.isqrt(10 ** 3000) == 10 ** 1500, math.gcd(2 ** 600, 6 ** 300) == 2 ** 300, math.factorial(300) % 10007, math.comb(200, 100)


def bits():
    a, b = 3 ** 1000, -(5 ** 900)
    return (a & b) % 101, (a | b) % 101, (a ^ b) % 101, (a >> 77) % 101, (b << 99) % 101, int.from_bytes(a.to_bytes(300, "big")) == a


def floats():
    return repr(0.1 + 0.2), float("1e308") * 10, math.fsum([0.1] * 50), round(2.675, 2), float.fromhex("0x1.8p3"), (1.5).as_integer_ratio()


def complexes():
    return (1 + 2j) * (3 - 4j), abs(3 + 4j), complex("1e5-3j"), repr(2 ** 0.5)


def randoms():
    r = random.Random(7)
    items = list(range(20))
    r.shuffle(items)
    return items, r.randrange(10 ** 40), [r.randint(1, 6) for _ in range(10)], r.choice("abc")


for work in (powers, products, divisions, decimal_texts, roots, bits, floats, complexes, randoms):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
