"""gc_trees: builds and walks binary trees, most of them dropped at once, some kept.

Mostly allocates: stresses object creation, the collector's young generation, and a long-lived
tree that must be traced or remembered.
"""
import sys

DEFAULT_SIZE = 14
MIN_DEPTH = 4
CYCLIC_SUM = 896260


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


class Labelled:
    """A tree node with a dict-backed layout, and a cycle through its parent."""

    def __init__(self, parent, label):
        self.parent = parent
        self.label = label
        self.children = []

    def grow(self, depth):
        if depth:
            for label in range(3):
                child = Labelled(self, self.label * 3 + label)
                self.children.append(child)
                child.grow(depth - 1)

    def total(self):
        return self.label + sum(child.total() for child in self.children)


def bottom_up(depth):
    if depth == 0:
        return Node(None, None)
    return Node(bottom_up(depth - 1), bottom_up(depth - 1))


def main():
    depth = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    if depth < MIN_DEPTH:
        sys.exit(f"gc_trees: the depth must be {MIN_DEPTH} or more")
    stretch = bottom_up(depth + 1).count()
    if stretch != 2 ** (depth + 2) - 1:
        sys.exit(f"gc_trees: the stretch tree has {stretch} nodes")
    kept = bottom_up(depth)
    nodes = 0
    for level in range(MIN_DEPTH, depth + 1, 2):
        rounds = 1 << (depth - level + MIN_DEPTH)
        found = 0
        for _ in range(rounds):
            found += bottom_up(level).count()
        if found != rounds * (2 ** (level + 1) - 1):
            sys.exit(f"gc_trees: {found} nodes at depth {level}")
        nodes += found
    cyclic = 0
    for _ in range(depth):
        root = Labelled(None, 1)
        root.grow(6)
        cyclic += root.total()
    if cyclic != depth * CYCLIC_SUM:
        sys.exit(f"gc_trees: the cyclic trees sum to {cyclic}")
    if kept.count() != 2 ** (depth + 1) - 1:
        sys.exit("gc_trees: the kept tree has changed")
    print(f"gc_trees {depth}: nodes {nodes}, cyclic {cyclic}")


main()
