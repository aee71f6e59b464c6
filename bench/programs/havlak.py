"""havlak: finds the nest of loops in a control-flow graph (Havlak's algorithm).

Stresses objects that point at one another, lists and dicts of objects, sets of small ints, and
depth-first walks with union-find path compression.
"""
import sys

DEFAULT_SIZE = 34
EXPECTED = {
    1: (1063, 330, 3, 5, 730),
    34: (36043, 11220, 57, 5, 24820),
}
sys.setrecursionlimit(20000)


class Block:
    def __init__(self, name):
        self.name = name
        self.preds = []
        self.succs = []


class Graph:
    def __init__(self):
        self.blocks = {}
        self.start = None

    def block(self, name):
        found = self.blocks.get(name)
        if found is None:
            found = Block(name)
            self.blocks[name] = found
            if self.start is None:
                self.start = found
        return found

    def edge(self, source, target):
        a = self.block(source)
        b = self.block(target)
        a.succs.append(b)
        b.preds.append(a)


class Loop:
    def __init__(self, number):
        self.number = number
        self.header = None
        self.reducible = True
        self.parent = None
        self.children = []
        self.members = []
        self.depth = 0
        self.nesting = 0

    def set_parent(self, parent):
        self.parent = parent
        parent.children.append(self)


class Node:
    """A union-find node laid over one basic block."""

    def __init__(self, block, number):
        self.parent = self
        self.block = block
        self.loop = None
        self.number = number

    def find(self):
        path = []
        node = self
        while node is not node.parent:
            if node.parent is not node.parent.parent:
                path.append(node)
            node = node.parent
        for other in path:
            other.parent = node.parent
        return node

    def union(self, other):
        self.parent = other


class LoopNest:
    def __init__(self):
        self.loops = []
        self.root = self.make_loop()

    def make_loop(self):
        loop = Loop(len(self.loops))
        self.loops.append(loop)
        return loop

    def measure(self):
        for loop in self.loops:
            if loop is not self.root and loop.parent is None:
                loop.set_parent(self.root)
        self.measure_below(self.root, 0)

    def measure_below(self, loop, depth):
        loop.depth = depth
        for child in loop.children:
            self.measure_below(child, depth + 1)
            loop.nesting = max(loop.nesting, child.nesting + 1)


HEADER_NONE, HEADER_REDUCIBLE, HEADER_SELF, HEADER_IRREDUCIBLE, HEADER_DEAD = range(5)


class LoopFinder:
    def __init__(self, graph, nest):
        self.graph = graph
        self.nest = nest
        self.numbers = {}
        self.nodes = []
        self.last = []

    def number_blocks(self, start):
        """Preorder numbers, and for each block the last number in its subtree."""
        stack = [(start, 0)]
        self.numbers[start.name] = 0
        self.nodes.append(Node(start, 0))
        self.last.append(0)
        while stack:
            block, position = stack.pop()
            if position < len(block.succs):
                stack.append((block, position + 1))
                child = block.succs[position]
                if child.name not in self.numbers:
                    number = len(self.nodes)
                    self.numbers[child.name] = number
                    self.nodes.append(Node(child, number))
                    self.last.append(number)
                    stack.append((child, 0))
            else:
                self.last[self.numbers[block.name]] = len(self.nodes) - 1

    def is_ancestor(self, w, v):
        return w <= v <= self.last[w]

    def find_loops(self):
        if self.graph.start is None:
            return
        self.number_blocks(self.graph.start)
        size = len(self.nodes)
        back = [[] for _ in range(size)]
        non_back = [set() for _ in range(size)]
        kinds = [HEADER_NONE] * size
        header = [0] * size
        for w, node in enumerate(self.nodes):
            for pred in node.block.preds:
                v = self.numbers.get(pred.name)
                if v is None:
                    continue
                if self.is_ancestor(w, v):
                    back[w].append(v)
                else:
                    non_back[w].add(v)
        for w in range(size - 1, -1, -1):
            self.visit(w, back, non_back, kinds, header)

    def visit(self, w, back, non_back, kinds, header):
        body = []
        node = self.nodes[w]
        for v in back[w]:
            if v != w:
                body.append(self.nodes[v].find())
            else:
                kinds[w] = HEADER_SELF
        work = list(body)
        if body:
            kinds[w] = HEADER_REDUCIBLE
        while work:
            x = work.pop()
            for y in sorted(non_back[x.number]):
                target = self.nodes[y].find()
                if not self.is_ancestor(w, target.number):
                    kinds[w] = HEADER_IRREDUCIBLE
                    non_back[w].add(target.number)
                elif target.number != w and target not in body:
                    work.append(target)
                    body.append(target)
        if body or kinds[w] == HEADER_SELF:
            loop = self.nest.make_loop()
            loop.header = node.block
            loop.reducible = kinds[w] != HEADER_IRREDUCIBLE
            node.loop = loop
            for member in body:
                header[member.number] = w
                member.union(node)
                if member.loop is not None:
                    member.loop.set_parent(loop)
                else:
                    loop.members.append(member.block)


def straight(graph, start, length):
    for i in range(length):
        graph.edge(start + i, start + i + 1)
    return start + length


def diamond(graph, start):
    graph.edge(start, start + 1)
    graph.edge(start, start + 2)
    graph.edge(start + 1, start + 3)
    graph.edge(start + 2, start + 3)
    return start + 3


def base_loop(graph, start):
    header = straight(graph, start, 1)
    first = diamond(graph, header)
    second = straight(graph, first, 1)
    third = diamond(graph, second)
    footer = straight(graph, third, 1)
    graph.edge(second, first)
    graph.edge(third, header)
    graph.edge(footer, start)
    return straight(graph, footer, 1)


def build(outer):
    """`outer` groups of triply nested loops, one of each nine entered from its side too."""
    graph = Graph()
    here = straight(graph, 0, 2)
    for group in range(outer):
        top = here
        here = straight(graph, here, 1)
        for _ in range(5):
            inner_top = here
            here = straight(graph, here, 1)
            for _ in range(4):
                here = base_loop(graph, here)
            graph.edge(here, inner_top)
            here = straight(graph, here, 1)
        graph.edge(here, top)
        if group % 9 == 4:
            graph.edge(0, top + 3)
        here = straight(graph, here, 1)
    return graph


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    graph = build(size * 5)
    loops = irreducible = deepest = members = 0
    for _ in range(4):
        nest = LoopNest()
        LoopFinder(graph, nest).find_loops()
        nest.measure()
        loops = len(nest.loops) - 1
        irreducible = sum(1 for loop in nest.loops if not loop.reducible)
        deepest = nest.root.nesting
        members = sum(len(loop.members) for loop in nest.loops)
    expected = EXPECTED.get(size)
    result = (len(graph.blocks), loops, irreducible, deepest, members)
    if expected is not None and expected != result:
        sys.exit(f"havlak: wrong result {result}, not {expected}")
    print(f"havlak {size}: blocks {result[0]}, loops {loops}, irreducible {irreducible}, "
          f"deepest {deepest}, members {members}")


main()
