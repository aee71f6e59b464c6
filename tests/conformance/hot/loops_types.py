"""for loops, unpacking, subscripts and calls in one function driven with many argument shapes."""


def for_each(items):
    out = 0
    for x in items:
        out += x
    return out


def for_pairs(items):
    out = []
    for a, b in items:
        out.append((b, a))
    return out


def index_all(seq):
    return [seq[i] for i in range(len(seq))]


def enum_all(seq):
    return [(i, x) for i, x in enumerate(seq)]


def while_pop(items):
    n = 0
    while items:
        items.pop()
        n += 1
    return n


class Seq:
    def __init__(self, data):
        self.data = data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return Seq(self.data[i])
        return self.data[i]

    def __bool__(self):
        return bool(self.data)

    def pop(self):
        return self.data.pop()

    def __repr__(self):
        return f'Seq({self.data})'


def gen(n):
    for i in range(n):
        yield i


sources = [lambda: [1, 2, 3], lambda: (4, 5), lambda: range(4), lambda: gen(5), lambda: {1: 'a', 2: 'b'}, lambda: Seq([7, 8]), lambda: iter([9]), lambda: b'ab', lambda: {5}, lambda: map(int, '12'), lambda: [1.5, 2], lambda: (x for x in (1, 1)), lambda: range(5, 0, -2), lambda: {3: 1}.keys(), lambda: {3: 1}.values(), lambda: reversed([1, 2]), lambda: range(2 ** 50, 2 ** 50 + 2), lambda: []]
for s in sources:
    for _ in range(60):
        r = for_each(s())
    print(r, end=' ')
print()
print(sum(for_each(sources[i % len(sources)]()) for i in range(500)))
pair_sources = [lambda: [(1, 2), (3, 4)], lambda: {'a': 1, 'b': 2}.items(), lambda: zip('ab', range(2)), lambda: enumerate('xy'), lambda: ['ab', 'cd'], lambda: [[1, 2]], lambda: ([i, -i] for i in range(2)), lambda: [{1: 0, 2: 0}], lambda: [range(2)], lambda: [Seq([5, 6])]]
for s in pair_sources:
    for _ in range(60):
        r = for_pairs(s())
    print(r)
for bad in ([(1,)], [(1, 2, 3)], [5], ['abc'], [None], 5):
    try:
        for_pairs(bad)
    except (TypeError, ValueError) as error:
        print(error)
seqs = [[1, 2], (3, 4), 'abc', b'xyz', range(3), Seq([1, 2]), bytearray(b'q'), 'é日', {0: 'z', 1: 'o'}]
for s in seqs:
    for _ in range(60):
        r = index_all(s)
    print(r, enum_all(s))
for i in range(400):
    index_all(seqs[i % len(seqs)])
print(while_pop([1] * 100), while_pop(Seq([1] * 50)), while_pop({1, 2, 3}), while_pop(bytearray(10)))


def nested(grid):
    total = 0
    for row in grid:
        for cell in row:
            total += cell
    return total


print(nested([[1, 2], [3]]), nested(((1,), [2], range(3), {4: 0}, gen(3))), nested([range(i) for i in range(100)]), nested({(1, 2): 'x', (3,): 'y'}))


def set_items(target, n):
    for i in range(n):
        target[i] = i * i
    return target


print(set_items([0] * 4, 4), set_items({}, 4), set_items(bytearray(4), 4))
try:
    set_items((1, 2), 1)
except TypeError as error:
    print(error)
try:
    set_items([0], 2)
except IndexError as error:
    print(error)
try:
    set_items('ab', 1)
except TypeError as error:
    print(error)
try:
    set_items(bytearray(20), 20)
except ValueError as error:
    print(error)


def slices(s):
    return s[1:], s[:-1], s[::2], s[::-1], s[5:], s[-2:]


for s in ([1, 2, 3, 4], 'abcd', (1, 2, 3), b'abc', range(4), Seq([1, 2, 3]), 'é日x', bytearray(b'ab')):
    for _ in range(60):
        r = slices(s)
    print(r)
matrix = [[i * j for j in range(10)] for i in range(10)]
tr = [[0] * 10 for _ in range(10)]
for _ in range(5):
    for i in range(10):
        for j in range(10):
            tr[j][i] = matrix[i][j]
print(tr[3][7], tr == matrix, sum(matrix[i][i] for i in range(10)), matrix[-1][-1], matrix[2:4][1][5])
break_counts = []
for limit in (3, 10 ** 6, 0, -1, 2.5):
    n = 0
    for i in range(50):
        if i >= limit:
            break
        if i % 2:
            continue
        n += i
    else:
        n = -n
    break_counts.append(n)
print(break_counts)
