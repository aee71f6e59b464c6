log = []


def f(x):
    log.append(x)
    return x


x = 5
x += 2; print(x)
x -= 1; print(x)
x *= 3; print(x)
x //= 2; print(x)
x %= 5; print(x)
x **= 3; print(x)
x <<= 2; print(x)
x >>= 1; print(x)
x |= 1; print(x)
x &= 0xff; print(x)
x ^= 0xf; print(x)
x /= 4; print(x)
items = [1, 2, 3]
alias = items
items += (4, 5)
print(items, alias is items)
items *= 2
print(items, alias is items)
items = items + [6]
print(alias is items)
t = (1,)
t2 = t
t += (2,)
print(t, t2)
s = 'a'
s += 'b'; s *= 3
print(s)
d = {'k': 1}
d['k'] += 1
d[f('k')] += f(10)
print(d, log)
log.clear()
d |= {'z': 1}
print(d)
data = [[0, 0], [0, 0]]
data[f(0)][f(1)] += f(5)
print(data, log)
log.clear()
u = {1}
alias = u
u |= {2}; u &= {2, 3}; u ^= {5}; u -= {2}
print(u, alias is u)


class Counter:
    total = 0

    def __init__(self):
        self.n = 0


c = Counter()


def get():
    log.append('get')
    return c


get().n += 1
get().total += 5
print(c.__dict__, Counter.total, log)


class InPlace:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, other):
        self.v += other
        return self

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return 'sub'

    def __imul__(self, other):
        return 'replaced'

    def __add__(self, other):
        return 'add'

    def __rtruediv__(self, other):
        return 'rtruediv'

    def __imatmul__(self, other):
        return 'imatmul'


i = InPlace(1)
j = i
i += 5
print(i is j, i.v)
i -= 1
print(i)
i = InPlace(1)
i *= 2
print(i)
i = InPlace(1)
i @= 2
print(i)
k = 5
k /= InPlace(0)
print(k)
tup = ([1], 2)
try:
    tup[0] += [2]
except TypeError as error:
    print(error, tup)
for bad in ('a = 1; a += "x"', ):
    a = 1
    try:
        a += 'x'
    except TypeError as error:
        print(error)
    a = 'x'
    try:
        a += 1
    except TypeError as error:
        print(error)
    a = []
    try:
        a += 1
    except TypeError as error:
        print(error)
    a = None
    try:
        a -= 1
    except TypeError as error:
        print(error)
    a = {}
    try:
        a |= 1
    except TypeError as error:
        print(error)
    a = 1.5
    try:
        a <<= 1
    except TypeError as error:
        print(error)
    a = 'a'
    try:
        a **= 2
    except TypeError as error:
        print(error)
    try:
        a @= 2
    except TypeError as error:
        print(error)
text = ''
number = 0
for n in range(300):
    text += chr(65 + n % 26)
    number += n if n % 3 else n / 2
print(len(text), number)


class Prop:
    def __init__(self):
        self._p = 0
        self.reads = self.writes = 0

    @property
    def p(self):
        self.reads += 1
        return self._p

    @p.setter
    def p(self, value):
        self.writes += 1
        self._p = value


q = Prop()
for n in range(200):
    q.p += n
print(q.p, q.reads, q.writes)
