class Link:
    __slots__ = ('prev', 'next', 'key', 'value')

    def __init__(self, key=None, value=None):
        self.prev = self.next = self
        self.key, self.value = key, value

    def unlink(self):
        self.prev.next, self.next.prev = self.next, self.prev
        return self

    def insert_before(self, other):
        self.prev, self.next = other.prev, other
        other.prev.next = other.prev = self


class LRU:
    def __init__(self, size):
        self.size = size
        self.root = Link()
        self.table = {}
        self.hits = self.misses = 0

    def __getitem__(self, key):
        try:
            link = self.table[key]
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        link.unlink().insert_before(self.root)
        return link.value

    def __setitem__(self, key, value):
        link = self.table.get(key)
        if link is not None:
            link.value = value
            link.unlink()
        else:
            if len(self.table) >= self.size:
                old = self.root.next.unlink()
                del self.table[old.key]
            link = self.table[key] = Link(key, value)
        link.insert_before(self.root)

    def __delitem__(self, key):
        self.table.pop(key).unlink()

    def __iter__(self):
        link = self.root.next
        while link is not self.root:
            yield link.key
            link = link.next

    def __len__(self):
        return len(self.table)

    def __contains__(self, key):
        return key in self.table


cache = LRU(5)
for i in range(8):
    cache[i] = i * i
print(list(cache), len(cache), 3 in cache, 2 in cache)
cache[4], cache[3]
cache[9] = 81
print(list(cache))
del cache[9]
print(list(cache), cache.hits, cache.misses)
for i in range(1000):
    k = i * i % 13
    try:
        cache[k]
    except KeyError:
        cache[k] = i
print(cache.hits, cache.misses, sorted(cache))


class Stack:
    def __init__(self):
        self.head = None
        self.n = 0

    def push(self, v):
        self.head = (v, self.head)
        self.n += 1

    def pop(self):
        if self.head is None:
            raise IndexError('empty stack')
        v, self.head = self.head
        self.n -= 1
        return v

    def __iter__(self):
        node = self.head
        while node:
            v, node = node
            yield v


s = Stack()
for i in range(10):
    s.push(i)
print(list(s), s.pop(), s.n)
try:
    while True:
        s.pop()
except IndexError as error:
    print(error, s.n)


def rpn(text):
    st = []
    ops = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '^': lambda a, b: a ** b}
    for t in text.split():
        if t in ops:
            b, a = st.pop(), st.pop()
            st.append(ops[t](a, b))
        else:
            st.append(float(t) if '.' in t else int(t))
    return st


print(rpn('3 4 + 2 *'), rpn('2 100 ^ 1 -'), rpn('1.5 2 / 3'), rpn('5 1 2 + 4 * + 3 -'))
for bad in ('+', '1 +', '1 0 /', '1 x +'):
    try:
        rpn(bad)
    except (IndexError, ZeroDivisionError, ValueError) as error:
        print(type(error).__name__, error)


class Trie:
    def __init__(self):
        self.children = {}
        self.end = False

    def add(self, word):
        node = self
        for c in word:
            node = node.children.setdefault(c, Trie())
        node.end = True

    def __contains__(self, word):
        node = self
        for c in word:
            if c not in node.children:
                return False
            node = node.children[c]
        return node.end

    def words(self, prefix=''):
        if self.end:
            yield prefix
        for c in sorted(self.children):
            yield from self.children[c].words(prefix + c)


t = Trie()
for w in 'to tea ted ten i in inn été'.split():
    t.add(w)
print(list(t.words()), 'te' in t, 'ten' in t, 'tenn' in t, 'été' in t)


class Ring:
    def __init__(self, n):
        self.data, self.at = [None] * n, 0

    def put(self, v):
        self.data[self.at % len(self.data)] = v
        self.at += 1

    def __getitem__(self, i):
        if not -len(self.data) <= i < len(self.data):
            raise IndexError(i)
        return self.data[(self.at + i) % len(self.data)]


r = Ring(4)
for i in range(300):
    r.put(i)
print(list(r), r[-1], r[0])
