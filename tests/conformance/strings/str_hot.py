"""String operations at hot sites as the strings change kind: ASCII, Latin, wide, subclass."""


class Sub(str):
    def __len__(self):
        return 99

    def __getitem__(self, i):
        return 'sub'

    def __eq__(self, other):
        return 'eq'

    __hash__ = str.__hash__

    def __contains__(self, other):
        return True

    def __add__(self, other):
        return 'added'

    def __iter__(self):
        return iter(['i', 'j'])

    def __bool__(self):
        return False

    def upper(self):
        return 'sub upper'


def size(s):
    return len(s)


def first(s):
    return s[0]


def equal(a, b):
    return a == b


def has(s, c):
    return c in s


def plus(s, t):
    return s + t


def chars(s):
    return [c for c in s]


def truth(s):
    return 1 if s else 0


def up(s):
    return s.upper()


samples = ['abc', 'é', '日本', '😀x', Sub('sub'), 'abc' * 50]
for function, extra in ((size, ()), (first, ()), (equal, ('abc',)), (has, ('b',)), (plus, ('z',)), (chars, ()), (truth, ()), (up, ())):
    for s in samples:
        result = None
        for _ in range(70):
            result = function(s, *extra)
        print(function.__name__, result if len(str(result)) < 40 else len(result))
    counts = {}
    for i in range(300):
        key = repr(function(samples[i % 6], *extra))[:12]
        counts[key] = counts.get(key, 0) + 1
    print(counts)

words = {}
text = 'the quick brown fox jumps over the lazy dog and the cat' * 10
for w in text.split():
    words[w] = words.get(w, 0) + 1
print(words)
word = ''
found = []
for c in text + ' ':
    if c == ' ':
        if word == 'fox' or word == 'the':
            found.append(word)
        word = ''
    else:
        word += c
print(len(found))
print(sum(1 for c in text if c in 'aeiou'), sum(c.isalpha() for c in text), ''.join(c for c in text if c > 's')[:20])
state = 0
for i in range(len(text)):
    if text[i] == 't' and text[i + 1:i + 3] == 'he':
        state += i
print(state)
acc = ''
keep = []
for i in range(100):
    acc += str(i % 10)
    if i % 25 == 0:
        keep.append(acc)
    acc = acc[-30:]
print(acc, keep)
