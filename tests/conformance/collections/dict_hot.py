"""Subscript, store, delete and membership sites over dicts whose shape and key types change."""


class Key:
    count = 0

    def __init__(self, v):
        self.v = v

    def __hash__(self):
        Key.count += 1
        return hash(self.v)

    def __eq__(self, other):
        return self.v == (other.v if isinstance(other, Key) else other)


class Sub(dict):
    def __missing__(self, key):
        return ('missing', key)

    def __contains__(self, key):
        return 'sub contains'


class Fake:
    def __getitem__(self, key):
        return ('fake', key)

    def __setitem__(self, key, value):
        self.last = key, value

    def __delitem__(self, key):
        self.last = 'deleted', key

    def __contains__(self, key):
        return key == 'k'


def get(d, k):
    return d[k]


def put(d, k, v):
    d[k] = v


def remove(d, k):
    del d[k]


def has(d, k):
    return k in d


strings = {'k': 1, 'l': 2}
ints = {1: 'one', 2: 'two', 'k': 3}
log = []
for obj, key in ((strings, 'k'), (ints, 1), (ints, 1.0), (ints, True), (Sub(k=5), 'k'), (Sub(), 'k'), (Fake(), 'k'), ([7, 8], 1), ('xyz', 2), ((4, 5), 0), (strings, Key('k')), ({Key(1): 'K'}, 1)):
    for _ in range(80):
        answer = get(obj, key)
    log.append(answer)
print(log)
log = []
for obj, key in ((strings, 'k'), (ints, 1), (Sub(), 'q'), (Fake(), 'k'), ([7, 8], 7), ('xyz', 'y'), ((4, 5), 0), ({1, 2}, 2), (range(5), 3), (strings, 'no'), (dict.fromkeys('k').keys(), 'k')):
    for _ in range(80):
        answer = has(obj, key)
    log.append(answer)
print(log)
fake = Fake()
for i in range(400):
    target = [strings, ints, fake, [0] * 5, Sub()][i % 5]
    put(target, [i % 7, i % 5, i, i % 5, 'x'][i % 5], i)
print(strings, ints, fake.last)
for i in range(300):
    d = {'a': i, 'b': 2}
    remove(d, 'a')
    assert d == {'b': 2}
    if i % 3 == 0:
        lst = [1, 2, i]
        remove(lst, 0)
        assert lst == [2, i]
    if i % 7 == 0:
        remove(fake, i)
print(fake.last)
errors = {}
for i in range(300):
    try:
        get([strings, ints, [1], None, 5, 'a', {}, (1,)][i % 8], ['zz', -5, 99, 0, 0, 50, None, 'x'][i % 8])
    except Exception as error:
        text = f'{type(error).__name__}: {error}'
        errors[text] = errors.get(text, 0) + 1
for text in errors:
    print(text, errors[text])
counter = {}
for i in range(2000):
    k = 'abcdefghij'[i * i % 10]
    counter[k] = counter.get(k, 0) + 1
print(counter)
grow = {}
for i in range(1000):
    grow[i] = i
    if i % 3 == 0:
        del grow[i // 2 if i // 2 in grow else i]
print(len(grow), sum(grow), get(grow, 999 if 999 in grow else 998))
cache = {}


def fib(n):
    if n in cache:
        return cache[n]
    cache[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return cache[n]


print(fib(120), len(cache))
table = {}
for i in range(300):
    key = [i, float(i), str(i), (i,), i % 2 == 0, None][i % 6]
    table[key] = i
print(len(table), table[None], table[True], table[0] if 0 in table else 'no', list(table)[:8])
Key.count = 0
kd = {Key(i): i for i in range(10)}
print(sum(get(kd, Key(i % 10)) for i in range(100)), Key.count)
change = {'x': 1}
reads = []
for i in range(300):
    if i == 100:
        change['y'] = 2
    if i == 150:
        del change['x']
        change['x'] = 'moved'
    if i == 200:
        change = dict(change)
        change['x'] = 'copied'
    if i == 250:
        change[1] = 'int key'
        change['x'] = 'mixed'
    value = get(change, 'x')
    if not reads or reads[-1] != value:
        reads.append(value)
print(reads)
