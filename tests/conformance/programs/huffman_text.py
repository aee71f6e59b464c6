class Leaf:
    def __init__(self, weight, char):
        self.weight, self.char = weight, char

    def codes(self, prefix=''):
        yield self.char, prefix or '0'

    def order(self):
        return self.weight, self.char


class Branch:
    def __init__(self, left, right):
        self.weight = left.weight + right.weight
        self.left, self.right = left, right

    def codes(self, prefix=''):
        yield from self.left.codes(prefix + '0')
        yield from self.right.codes(prefix + '1')

    def order(self):
        return self.weight, min(self.left.order()[1], self.right.order()[1])


def build(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    nodes = [Leaf(n, c) for c, n in counts.items()]
    while len(nodes) > 1:
        nodes.sort(key=lambda n: n.order(), reverse=True)
        a, b = nodes.pop(), nodes.pop()
        nodes.append(Branch(a, b))
    return nodes[0]


def encode(text):
    table = dict(build(text).codes())
    return ''.join(table[c] for c in text), table


def decode(bits, table):
    back = {v: k for k, v in table.items()}
    out, cur = [], ''
    for b in bits:
        cur += b
        if cur in back:
            out.append(back[cur])
            cur = ''
    return ''.join(out)


for text in ('abracadabra', 'aaaa', 'hello world', 'été à la plage 日本日', 'the quick brown fox ' * 20):
    bits, table = encode(text)
    print(len(text), len(bits), decode(bits, table) == text, sorted(table.items())[:4])


def rle(s):
    out = []
    for c in s:
        if out and out[-1][0] == c:
            out[-1][1] += 1
        else:
            out.append([c, 1])
    return ''.join(f'{c}{n}' if n > 1 else c for c, n in out)


def unrle(s):
    out, i = [], 0
    while i < len(s):
        c = s[i]
        i += 1
        digits = ''
        while i < len(s) and s[i].isdigit():
            digits += s[i]
            i += 1
        out.append(c * int(digits or 1))
    return ''.join(out)


for s in ('aaabccd', '', 'abc', 'z' * 120, 'ééé日日'):
    print(rle(s), unrle(rle(s)) == s)


def lzw(text):
    table = {chr(i): i for i in range(256)}
    cur, out = '', []
    for c in text:
        if cur + c in table:
            cur += c
        else:
            out.append(table[cur])
            table[cur + c] = len(table)
            cur = c
    if cur:
        out.append(table[cur])
    return out


def unlzw(codes):
    table = {i: chr(i) for i in range(256)}
    prev = table[codes[0]]
    out = [prev]
    for k in codes[1:]:
        entry = table[k] if k in table else prev + prev[0]
        out.append(entry)
        table[len(table)] = prev + entry[0]
        prev = entry
    return ''.join(out)


t = 'TOBEORNOTTOBEORTOBEORNOT' * 5
codes = lzw(t)
print(len(t), len(codes), unlzw(codes) == t, codes[:10], unlzw(lzw('a' * 100)) == 'a' * 100)


def wrap(text, width):
    lines, cur = [], []
    for w in text.split():
        if cur and sum(map(len, cur)) + len(cur) + len(w) > width:
            lines.append(cur)
            cur = []
        cur.append(w)
    return lines + [cur]


def justify(line, width):
    if len(line) == 1:
        return line[0].ljust(width)
    gaps = width - sum(map(len, line))
    base, extra = divmod(gaps, len(line) - 1)
    return ''.join(w + ' ' * (base + (i < extra)) for i, w in enumerate(line[:-1])) + line[-1]


lines = wrap('It was the best of times it was the worst of times it was the age of wisdom', 24)
for line in lines[:-1]:
    print('|' + justify(line, 24) + '|')
print('|' + ' '.join(lines[-1]).ljust(24) + '|')


def edit(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]


print(edit('kitten', 'sitting'), edit('', 'abc'), edit('flaw', 'lawn'), edit('intention', 'execution'))
