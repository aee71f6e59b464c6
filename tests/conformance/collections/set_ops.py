def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


def show(s):
    print(type(s).__name__, sorted(s, key=lambda x: (str(type(x)), x)))


a, b = {1, 2, 3}, {3, 4}
show(a | b)
show(a & b)
show(a - b)
show(a ^ b)
show(a.union(b, [9], 'x'))
show(a.intersection(b, [3]))
show(a.difference([1], (2,)))
show(a.symmetric_difference([1, 7]))
show(frozenset(a) | b)
show(a | frozenset(b))
show(set())
show(set('hello'))
show({*a, *b, 10})
show({x % 3 for x in range(10)})
print(len(a), 1 in a, 9 in a, a == {3, 2, 1}, a == frozenset(a), a != b, a < {1, 2, 3, 4}, a <= a, a < a, a > {1}, a >= b, a.issubset([1, 2, 3, 4]), a.issuperset({1}), a.isdisjoint({7}), a == [1, 2, 3], {1} == {1.0, True})
c = a.copy()
c.add(5)
c.add(5)
c.discard(99)
c.remove(1)
c.update([7, 8], {9})
show(c)
c &= {5, 7, 8}
show(c)
c |= {1}
c -= {7}
c ^= {1, 2}
show(c)
c.intersection_update([2, 5])
c.difference_update([2])
c.symmetric_difference_update([5, 6])
show(c)
print(c.pop(), c, len(c))
c.clear()
print(c, set(), frozenset(), {1}, frozenset([1]), frozenset(), {'a'}, {(1, 2)}, {None}, bool(set()), bool({0}))
print(hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 'x'}[frozenset([1])], frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, len({1, 1.0, True}), len({'a', 'b', 'a'}))
attempt(lambda: set().pop())
attempt(lambda: {1}.remove(2))
attempt(lambda: {[]})
attempt(lambda: {1}.add([]))
attempt(lambda: [] in {1})
attempt(lambda: {1} | [1])
attempt(lambda: {1} + {2})
attempt(lambda: {1} < [1])
attempt(lambda: {1} < 5)
attempt(lambda: set(5))
attempt(lambda: set(1, 2))
attempt(lambda: hash({1}))
attempt(lambda: a[0])
attempt(lambda: frozenset([1]).add(2))
attempt(lambda: {1}.union(5))
attempt(lambda: {1}.nothing)
attempt(lambda: {1}.remove([1]))
attempt(lambda: {{1}})
attempt(lambda: set(a=1))
s = {1, 2, 3}


def grow():
    for x in s:
        s.add(x + 100)


attempt(grow)
seen = set()
order = []
for word in 'the cat the dog a cat'.split():
    if word not in seen:
        seen.add(word)
        order.append(word)
print(order, sorted(seen))


class Item:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        return isinstance(other, Item) and self.v == other.v

    def __hash__(self):
        return self.v % 2


items = {Item(i % 5) for i in range(20)}
print(len(items), Item(3) in items, Item(7) in items, sorted(i.v for i in items))
items.remove(Item(3))
print(Item(3) in items, len(items), sorted(i.v for i in items - {Item(0)}))
big = set()
for i in range(2000):
    big.add(i * 37 % 1009)
print(len(big), sum(big), max(big), min(big), 1008 in big, 1009 in big)
for i in range(0, 1009, 2):
    big.discard(i)
print(len(big), sum(big), sum(x for x in big if x > 500))


class NoHash:
    def __eq__(self, other):
        return True


attempt(lambda: {NoHash()})


class SubSet(set):
    pass


ss = SubSet([1, 2])
ss.attr = 1
print(type(ss | {3}).__name__, type(ss.copy()).__name__, ss == {1, 2}, ss.attr, sorted(ss & {1}), repr(SubSet([1])), repr(SubSet()))
print(sorted(set('banana')), sorted({c for c in 'hello world' if c.isalpha()}), sum({1, 2, 3}), max({'b', 'a'}), sorted({True, 2, 1.0}), any({0}), all({1, 2}))
print({1, 2}.__contains__(1), {1}.__or__({2}), {1}.__or__([2]), {1}.__eq__([1]), {1}.__sub__({1}), {1}.__ror__({1}), set.union({1}, {2}), set.__len__({1}), frozenset.union(frozenset([1]), [2]))
