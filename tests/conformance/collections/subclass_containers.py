"""Subclasses of list, dict, str and int that override what a specialized site must not skip."""


class L(list):
    def __getitem__(self, i):
        return ('L', super().__getitem__(i))

    def __len__(self):
        return 77

    def __iter__(self):
        return iter(['L iter'])

    def __contains__(self, x):
        return x == 'special'

    def __setitem__(self, i, v):
        super().__setitem__(i, ('stored', v))

    def append(self, v):
        super().append(('appended', v))


class D(dict):
    def __getitem__(self, k):
        return ('D', k)

    def __setitem__(self, k, v):
        super().__setitem__(k, ('stored', v))

    def get(self, k, default=None):
        return 'D get'

    def __iter__(self):
        return iter(['D iter'])

    def keys(self):
        return ['D keys']


class Plain(list):
    pass


class PlainD(dict):
    pass


def get(x, i):
    return x[i]


def size(x):
    return len(x)


def put(x, i, v):
    x[i] = v


def loop(x):
    return [e for e in x]


def has(x, v):
    return v in x


def app(x, v):
    x.append(v)


def unpack(x):
    a, b = x
    return a, b


def star(x):
    return [*x]


lists = [[1, 2], L([1, 2]), Plain([1, 2])]
for i in range(300):
    x = lists[i % 3]
    r = (get(x, 0), size(x), loop(x), has(x, 2), has(x, 'special'), star(x))
    if i < 3 or i >= 297:
        print(r)
for x in lists:
    for n in range(60):
        app(x, n)
        put(x, 0, n)
    print(len(list.__iter__(x).__class__.__name__), list.__len__(x), list.__getitem__(x, 0), list.__getitem__(x, -1))
for x in ([1, 2], Plain([3, 4]), (5, 6), 'ab'):
    for _ in range(60):
        r = unpack(x)
    print(r)
try:
    unpack(L([1, 2]))
except ValueError as error:
    print(error)
dicts = [{'k': 1}, D(k=1), PlainD(k=1)]
for i in range(300):
    x = dicts[i % 3]
    r = (get(x, 'k'), size(x), loop(x), has(x, 'k'), x.get('k'))
    if i < 3 or i >= 297:
        print(r)
    put(x, 'n', i)
print([dict.__getitem__(x, 'n') for x in dicts])
print({**dicts[0]}, {**dicts[2]}, dict(dicts[2]), list(dicts[1].items()))
log = []
p = Plain([1, 2, 3])
for i in range(400):
    if i == 100:
        Plain.__getitem__ = lambda self, i: 'patched get'
    if i == 150:
        Plain.__len__ = lambda self: -5 + 10
    if i == 200:
        Plain.__iter__ = lambda self: iter('pi')
    if i == 250:
        Plain.__contains__ = lambda self, v: 'yes'
    if i == 300:
        del Plain.__getitem__, Plain.__len__, Plain.__iter__, Plain.__contains__
    r = (get(p, 0), size(p), loop(p), has(p, 3))
    if not log or log[-1] != r:
        log.append(r)
for r in log:
    print(r)
p.attr = 'x'
print(p.attr, p == [1, 2, 3], p + [4], type(p + [4]).__name__, p[1:], type(p[1:]).__name__, type(p.copy()).__name__, repr(p), sorted(p), p.index(2))
pd = PlainD(a=1)
pd.attr = 2
print(pd.attr, pd, pd == {'a': 1}, type(pd | {}).__name__, type(pd.copy()).__name__, pd.__dict__)
try:
    [].attr = 1
except AttributeError as error:
    print(error)
try:
    {}.attr = 1
except AttributeError as error:
    print(error)


class Missing(list):
    __slots__ = ('tag',)


s = Missing([1])
s.tag = 't'
print(s, s.tag)
try:
    s.other = 1
except AttributeError as error:
    print(error)


class Both(list):
    def __eq__(self, other):
        return 'eq called'

    def __add__(self, other):
        return 'add called'

    def __radd__(self, other):
        return 'radd called'

    def __bool__(self):
        return False

    __hash__ = None


b = Both([1])
print(b == [1], [1] == b, b + [1], [1] + b, bool(b), not b, 'true' if b else 'false')
