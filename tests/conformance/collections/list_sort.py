def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


a = [3, 1, 2]
print(a.sort(), a)
a.sort(reverse=True)
print(a, sorted(a), sorted(a, reverse=True), sorted('hello'), sorted((3, 1)), sorted({'b': 1, 'a': 2}), sorted({3, 1, 2}))
words = ['banana', 'Apple', 'cherry', 'apple', 'Banana', 'fig']
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(1, 'b'), (0, 'z'), (1, 'a'), (0, 'a'), (2, 'm')]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1], reverse=True), sorted(pairs, key=lambda p: -p[0]))
print(sorted([1, 1.0, True, 0.5, -1]), sorted([float('inf'), -1, 2.5, -float('inf')]), sorted([2 ** 70, 1, -2 ** 70, 1.5]), sorted([[2], [1, 2], [1]]), sorted([b'b', b'a']), sorted([(), (1,), (0, 5)]))
print(sorted([False, True, False]), sorted(['é', 'z', 'a', '日', '😀']), sorted([None]), sorted([]), sorted([object]) == [object])
attempt(lambda: sorted([1, 'a']))
attempt(lambda: sorted(['a', 1]))
attempt(lambda: sorted([None, None]))
attempt(lambda: sorted([1, None]))
attempt(lambda: sorted([{}, {}]))
attempt(lambda: sorted([1j, 2j]))
attempt(lambda: sorted(5))
attempt(lambda: sorted([1], lambda x: x))
attempt(lambda: sorted([1], key=5))
attempt(lambda: sorted([1, 2], key=lambda: 0))
attempt(lambda: sorted([1, 2], reverse='x'))
attempt(lambda: sorted([2, 1], reverse=None))
attempt(lambda: sorted([1, 2], nothing=1))
attempt(lambda: sorted())
attempt(lambda: sorted([1, 2], key=lambda x: 1 / 0))


class Card:
    compared = 0

    def __init__(self, v, tag=''):
        self.v, self.tag = v, tag

    def __lt__(self, other):
        Card.compared += 1
        return self.v < other.v

    def __repr__(self):
        return f'{self.v}{self.tag}'


cards = [Card(2, 'a'), Card(1, 'a'), Card(2, 'b'), Card(1, 'b'), Card(0)]
print(sorted(cards), sorted(cards, reverse=True), Card.compared > 0, min(cards), max(cards, key=lambda c: c.v))


class OnlyGt:
    def __init__(self, v):
        self.v = v

    def __gt__(self, other):
        return self.v > other.v

    def __repr__(self):
        return f'G{self.v}'


print(sorted([OnlyGt(3), OnlyGt(1), OnlyGt(2)]))


class Bad:
    def __lt__(self, other):
        raise ValueError('no compare')


bad = [Bad(), Bad(), Bad()]
attempt(lambda: bad.sort())
print(len(bad))
mixed = [3, 1, 'x', 2]
attempt(lambda: mixed.sort())
print(sorted(map(str, mixed)))
data = [1, 2, 3]


def mutate(x):
    data.append(x)
    return x


attempt(lambda: data.sort(key=mutate))
print(data)
seen = []
data = [5, 3, 4]
data.sort(key=lambda x: seen.append(list(data)) or x)
print(data, seen)
state = 7
numbers = []
for i in range(2000):
    state = (state * 1103515245 + 12345) % 2 ** 31
    numbers.append(state % 1000)
ordered = sorted(numbers)
print(ordered[:10], ordered[-5:], all(ordered[i] <= ordered[i + 1] for i in range(1999)), sum(ordered) == sum(numbers))
by_last = sorted(numbers, key=lambda n: n % 10)
print(all(by_last[i] % 10 <= by_last[i + 1] % 10 for i in range(1999)), by_last[:8])
keyed = sorted(range(2000), key=numbers.__getitem__)
print(all((numbers[keyed[i]], keyed[i]) < (numbers[keyed[i + 1]], keyed[i + 1]) for i in range(1999)))
strings = sorted(map(str, numbers))
print(strings[:6], strings[-3:], sorted(map(float, numbers))[:3], sorted(numbers, reverse=True)[:3])
print(sorted(numbers, key=lambda n: -n)[:3], sorted(range(10), key=lambda n: n % 3), sorted(range(10), key=lambda n: n % 3, reverse=True))
print(sorted([(n % 3, -n) for n in range(10)]), sorted([[n % 2, n] for n in range(5)], reverse=True))
print(list(reversed(sorted('bca'))), sorted([3, 2, 1], key=None), sorted(iter([2, 1])), sorted((x for x in (2, 1))))
