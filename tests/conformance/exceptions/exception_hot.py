"""Raising and catching in hot loops, from script code and from built-in operations."""


class E1(Exception):
    pass


class E2(E1):
    pass


class E3(Exception):
    def __init__(self, n):
        self.n = n


def raiser(k):
    if k == 0:
        raise ValueError('zero')
    if k == 1:
        raise E1
    if k == 2:
        raise E2('two')
    if k == 3:
        raise E3(k)
    if k == 4:
        return [][k]
    if k == 5:
        return {}['k']
    if k == 6:
        return 1 / 0
    if k == 7:
        return None.attr
    if k == 8:
        return undefined
    if k == 9:
        return 'a' + 1
    if k == 10:
        return int('x')
    if k == 11:
        return next(iter([]))
    if k == 12:
        return len(5)
    if k == 13:
        return (lambda: 0)(1)
    if k == 14:
        a, b = [1]
        return a
    if k == 15:
        raise KeyError(k) from ValueError(k)
    return 'ok'


def handle(k):
    try:
        return raiser(k)
    except E2:
        return 'E2'
    except (ValueError, E1) as e:
        return type(e).__name__, str(e)
    except LookupError as e:
        return type(e).__name__, e.args
    except Exception as e:
        return type(e).__name__, str(e)


for k in range(17):
    r = [handle(k) for _ in range(60)]
    print(k, r[0], all(x == r[0] for x in r))
counts = {}
for i in range(1700):
    r = handle(i * 7 % 17)
    key = r if isinstance(r, str) else r[0]
    counts[key] = counts.get(key, 0) + 1
print(counts)


def depth(n, k):
    if n:
        return depth(n - 1, k)
    return raiser(k)


caught = 0
lengths = set()
for i in range(300):
    try:
        depth(i % 20, i % 16)
    except Exception as e:
        caught += 1
        tb = e.__traceback__
        n = 0
        while tb:
            n += 1
            tb = tb.tb_next
        lengths.add(n - i % 20)
print(caught, lengths)


def finalizer(n, log):
    try:
        if n == 0:
            raise E3(1)
        finalizer(n - 1, log)
    finally:
        log[0] += 1


log = [0]
for i in range(100):
    try:
        finalizer(10, log)
    except E3 as e:
        log[0] += e.n
print(log)


def translate(n):
    try:
        return int(n)
    except ValueError as e:
        raise KeyError(n) from e
    except TypeError:
        raise KeyError(n)


chain = 0
for i in range(300):
    try:
        translate(('5', 'x', None)[i % 3])
    except KeyError as e:
        chain += 1 if e.__cause__ is not None else 100
        assert isinstance(e.__context__, (ValueError, TypeError))
print(chain)
kept = ValueError('kept')
for i in range(100):
    try:
        raise kept
    except ValueError as e:
        assert e is kept
        e.__traceback__ = None
print(kept.__traceback__)
kinds = [ValueError, KeyError, TypeError, E1, E2]
caught = []
for i in range(250):
    wanted = kinds[i % 5]
    try:
        raise kinds[i * 3 % 5]('x')
    except wanted:
        caught.append('w')
    except Exception:
        caught.append('o')
print(caught.count('w'), caught.count('o'))
Dynamic = ValueError
out = []
for i in range(200):
    if i == 100:
        Dynamic = KeyError
    try:
        try:
            raise KeyError(i)
        except Dynamic:
            out.append('dynamic')
    except KeyError:
        out.append('outer')
print(out.count('dynamic'), out.count('outer'))


def gen():
    n = 0
    while True:
        try:
            n += yield n
        except E1 as e:
            n -= 1


g = gen()
next(g)
for i in range(200):
    r = g.send(2) if i % 2 else g.throw(E2())
print(r)
stops = 0
for i in range(200):
    it = iter([1] * (i % 3))
    while True:
        try:
            next(it)
        except StopIteration:
            stops += 1
            break
print(stops)


def eafp(o):
    try:
        return o.value
    except AttributeError:
        return 'none'


class V:
    value = 'v'


class N:
    pass


print([eafp((V(), N(), 5, None, V)[i % 5]) for i in range(300)].count('none'))
d = {i: i for i in range(50)}
hits = misses = 0
for i in range(500):
    try:
        hits += d[i % 100] >= 0
    except KeyError as e:
        misses += e.args[0] >= 50
print(hits, misses)
