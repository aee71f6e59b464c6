"""Instances whose dict is replaced, shared, swapped and restored while sites are warm."""


class Node:
    def __init__(self, value):
        self.value = value
        self.extra = 'e'


def read(node):
    return node.value


def write(node, value):
    node.value = value


nodes = [Node(i) for i in range(4)]
log = []
for i in range(400):
    node = nodes[i % 4]
    if i == 100:
        nodes[1].__dict__ = nodes[0].__dict__
    if i == 150:
        nodes[2].__dict__ = {'value': 1000, 'other': 1}
    if i == 200:
        nodes[3].__dict__ = {}
        nodes[3].value = -1
    if i == 300:
        nodes[1].__dict__ = dict(nodes[1].__dict__)
    write(node, read(node) + 1)
    if i % 50 == 49:
        log.append([read(n) for n in nodes])
for line in log:
    print(line)
print([sorted(n.__dict__.items()) for n in nodes])

# two instances swap dicts
left, right = Node('l'), Node('r')
for i in range(201):
    left.__dict__, right.__dict__ = right.__dict__, left.__dict__
    left.last = i
print(read(left), read(right), left.__dict__, right.__dict__)

# a dict that outlives its instance owns the values
kept = []
for i in range(5):
    kept.append(Node(i).__dict__)
print(kept)
kept[0]['value'] = 'changed'
print(kept[0], kept[1])

# a dict taken before and after a change of values is the same one
node = Node(1)
before = node.__dict__
for i in range(300):
    node.value = i
    assert before['value'] == i
before['value'] = 'through dict'
print(node.value, before is node.__dict__, vars(node) is before)
for name in ('value', 'extra'):
    delattr(node, name)
print(before, node.__dict__)
before.update(a=1, b=2, value=3)
print(node.a + node.b + read(node), list(before))
