class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items = self.items
        items.append(item)
        i = len(items) - 1
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2

    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        top = items.pop()
        i = 0
        while True:
            small = i
            for c in (2 * i + 1, 2 * i + 2):
                if c < len(items) and items[c] < items[small]:
                    small = c
            if small == i:
                return top
            items[i], items[small] = items[small], items[i]
            i = small

    def __bool__(self):
        return bool(self.items)


class Graph:
    def __init__(self):
        self.edges = {}

    def add(self, a, b, w):
        self.edges.setdefault(a, {})[b] = w
        self.edges.setdefault(b, {})[a] = w

    def dijkstra(self, start):
        dist = {start: 0}
        done = set()
        heap = Heap()
        heap.push((0, start))
        while heap:
            d, node = heap.pop()
            if node in done:
                continue
            done.add(node)
            for other, w in self.edges[node].items():
                nd = d + w
                if nd < dist.get(other, float('inf')):
                    dist[other] = nd
                    heap.push((nd, other))
        return dist

    def bfs(self, start):
        seen, queue, order = {start}, [start], []
        while queue:
            node = queue.pop(0)
            order.append(node)
            for other in sorted(self.edges[node]):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        return order

    def dfs(self, node, seen=None):
        seen = set() if seen is None else seen
        seen.add(node)
        yield node
        for other in sorted(self.edges[node]):
            if other not in seen:
                yield from self.dfs(other, seen)

    def spanning(self):
        parent = {n: n for n in self.edges}

        def find(x):
            while parent[x] != x:
                parent[x] = parent[parent[x]]
                x = parent[x]
            return x
        total = 0
        for w, a, b in sorted((w, a, b) for a in self.edges for b, w in self.edges[a].items() if a < b):
            ra, rb = find(a), find(b)
            if ra != rb:
                parent[ra] = rb
                total += w
        return total


g = Graph()
state = 3
for i in range(80):
    for _ in range(3):
        state = (state * 1103515245 + 12345) % 2 ** 31
        j = state // 7 % 80
        if j != i:
            g.add(i, j, state // 1000 % 50 + 1)
dist = g.dijkstra(0)
print(len(dist), sum(dist.values()), max(dist.values()), [dist[i] for i in range(0, 80, 8)])
print(g.bfs(0)[:12], list(g.dfs(0))[:12], g.spanning())


def floyd(edges):
    nodes = sorted(edges)
    d = {a: {b: 0 if a == b else edges[a].get(b, float('inf')) for b in nodes} for a in nodes}
    for k in nodes:
        for i in nodes:
            for j in nodes:
                if d[i][k] + d[k][j] < d[i][j]:
                    d[i][j] = d[i][k] + d[k][j]
    return d


small = Graph()
for a, b, w in (('a', 'b', 4), ('b', 'c', 1), ('a', 'c', 2), ('c', 'd', 7.5), ('d', 'e', 1), ('b', 'e', 10)):
    small.add(a, b, w)
f = floyd(small.edges)
print(f['a'], all(f[n] == {k: small.dijkstra(n)[k] for k in f} for n in f))
maze = ['#########', '#S..#...#', '#.#.#.#.#', '#.#...#E#', '#########']
cells = {(x, y): c for y, row in enumerate(maze) for x, c in enumerate(row)}
start = next(p for p, c in cells.items() if c == 'S')
queue, came = [start], {start: None}
for p in queue:
    if cells[p] == 'E':
        break
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        q = p[0] + dx, p[1] + dy
        if cells[q] != '#' and q not in came:
            came[q] = p
            queue.append(q)
path = []
while p:
    path.append(p)
    p = came[p]
print(len(path), path[::-1])
