"""Loops over generators, generator expressions and iterators that alternate at one site."""


def numbers(n):
    for i in range(n):
        yield i


def words(n):
    for i in range(n):
        yield str(i)


def nested(n):
    yield from numbers(n)
    yield from words(n)


class Iter:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def consume(it):
    count = 0
    last = None
    for x in it:
        count += 1
        last = x
    return count, last


for make in (numbers, words, nested, Iter, lambda n: (i * 2 for i in range(n)), lambda n: [1] * n, lambda n: map(str, range(n))):
    for _ in range(60):
        r = consume(make(5))
    print(r)
makers = [numbers, words, nested, Iter, range, lambda n: 'ab' * n]
print(sum(consume(makers[i % 6](i % 9))[0] for i in range(300)))


def averager():
    total = 0.0
    count = 0
    average = None
    while True:
        term = yield average
        total += term
        count += 1
        average = total / count


avg = averager()
next(avg)
for i in range(300):
    r = avg.send(i if i % 2 else i / 2)
print(r)


def accumulate(fn, start):
    acc = start
    while True:
        v = yield acc
        acc = fn(acc, v)


acc = accumulate(lambda a, b: a + b, 0)
next(acc)
for v in [1, 2.5, 2 ** 60, 1] * 30:
    r = acc.send(v)
print(r)
acc = accumulate(lambda a, b: a + b, '')
next(acc)
print([acc.send(c) for c in 'abc'])


def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for it in list(its):
            try:
                yield next(it)
            except StopIteration:
                its.remove(it)


print(list(interleave('abc', range(5), numbers(2))))


def pipeline(source):
    evens = (x for x in source if x % 2 == 0)
    squares = (x * x for x in evens)
    return sum(squares)


print(pipeline(range(1000)), pipeline(numbers(500)), pipeline(iter([2, 4, 5])))


def early(n):
    for x in numbers(n):
        if x == 50:
            return x
    return None


print([early(n) for n in (10, 100, 51)])
errors = 0
for i in range(300):
    def failing(k):
        yield 1
        if k % 3 == 0:
            raise ValueError(k)
        yield 2
    try:
        for x in failing(i):
            pass
    except ValueError:
        errors += 1
print(errors)


def swap_source():
    out = []
    for i in range(120):
        src = numbers(3) if i < 60 else Iter(3) if i < 90 else [7, 8, 9]
        out.append(sum(src))
    return out[0], out[60], out[119]


print(swap_source())
gens = [numbers(1000) for _ in range(20)]
total = 0
for step in range(100):
    for g in gens:
        total += next(g)
print(total)
for g in gens[:10]:
    g.close()
print(sum(1 for g in gens for _ in g))


def throw_many():
    caught = 0
    while True:
        try:
            yield caught
        except KeyError:
            caught += 1


t = throw_many()
next(t)
for _ in range(200):
    r = t.throw(KeyError('k'))
print(r)


def primes(limit):
    sieve = [True] * limit
    for i in range(2, limit):
        if sieve[i]:
            yield i
            for j in range(i * i, limit, i):
                sieve[j] = False


print(sum(primes(2000)), list(primes(30)))


def perms(items):
    if not items:
        yield ()
    for i, x in enumerate(items):
        for rest in perms(items[:i] + items[i + 1:]):
            yield (x,) + rest


print(len(list(perms('abcd'))), list(perms('abc')))


class Tree:
    def __init__(self, v, l=None, r=None):
        self.v, self.l, self.r = v, l, r

    def __iter__(self):
        if self.l:
            yield from self.l
        yield self.v
        if self.r:
            yield from self.r


def build(lo, hi):
    if lo >= hi:
        return None
    mid = (lo + hi) // 2
    return Tree(mid, build(lo, mid), build(mid + 1, hi))


print(list(build(0, 15)), sum(build(0, 500)))
