"""Loops whose ints outgrow every small representation, at each power-of-two boundary."""


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


for bits in (30, 31, 32, 47, 48, 49, 50, 51, 52, 53, 61, 62, 63, 64, 65, 100):
    top = 1 << bits
    for base in (top - 1, -top, top):
        results = [f(base, d) for f in (add, sub) for d in (-1, 0, 1)]
        print(bits, results, mul(base, 2), mul(base, base), mul(base, -1), base >> 1, base << 1)
x = 1
for i in range(200):
    x = add(x, x)
print(x)
for i in range(199):
    x = x // 2
print(x)
x = -1
history = []
for i in range(130):
    x = mul(x, 3)
    if i % 26 == 25:
        history.append(x)
print(history)
x = 2 ** 49 - 100
for i in range(200):
    x += 1
print(x)
for i in range(200):
    x -= 1
print(x, x == 2 ** 49 - 100)
x = -2 ** 49 + 100
for i in range(200):
    x -= 1
print(x)
x = 2 ** 48 - 100
for i in range(200):
    x += 1
print(x, -x, ~x)
f = 1
for i in range(1, 60):
    f *= i
print(f)
for i in range(59, 0, -1):
    f //= i
print(f)
a, b = 0, 1
for i in range(150):
    a, b = b, a + b
print(a, b)
total = 0
for i in range(300):
    v = (i, 2 ** 60 + i, -2 ** 60 - i, i * 1.5, True)[i % 5]
    total = total + v
print(total)
s = 1
for i in range(100):
    s = (s << 1) | (i & 1)
print(s, s.bit_length(), s & 0xffff, s >> 90, s ^ s)
for i in range(100):
    s >>= 1
print(s)
n = 2 ** 62
count = 0
while n > 0:
    n >>= 1
    count += 1
print(count)
big = 3 ** 200
for m in (7, 10 ** 9 + 7, 2 ** 64 - 59, 2 ** 100 + 277, -13, -2 ** 70):
    print(divmod(big, m), divmod(-big, m))
for i in range(0, 120, 7):
    v = 2 ** i
    assert (v * v) // v == v and (v - 1) + 1 == v and -(-v) == v and (v ^ v) == 0
    assert v % (v + 1) == v and -v % (v + 1) == 1 and (v | 1) - (0 if i == 0 else 1) == v
counter = 2 ** 47
for i in range(300):
    counter += 2 ** 40
    counter -= 1
print(counter)
index = 2 ** 48
lst = [1, 2, 3]
for bad in (index, -index, 2 ** 63, 2 ** 64, -2 ** 63 - 1, 2 ** 200):
    try:
        lst[bad]
    except IndexError as error:
        print('IndexError', error)
print(lst[-2 ** 70:2 ** 70], lst[2 ** 70:], 'abc'[:2 ** 65])
for bad in (2 ** 63, 2 ** 70):
    for f in (lambda: 'a' * bad, lambda: [0] * bad, lambda: 1 << bad):
        try:
            f()
        except (OverflowError, MemoryError) as error:
            print(type(error).__name__)
    try:
        print(len(range(bad)))
    except OverflowError as error:
        print(error)
print(range(2 ** 70)[2 ** 69], 2 ** 69 in range(2 ** 70), list(range(2 ** 64, 2 ** 64 + 3)))
for i in range(2 ** 49 - 3, 2 ** 49 + 3):
    print(i, end=' ')
print()
for i in range(-2 ** 49 + 2, -2 ** 49 - 3, -1):
    print(i, end=' ')
print()
