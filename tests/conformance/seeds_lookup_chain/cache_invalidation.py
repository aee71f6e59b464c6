"""What a per-type attribute cache must notice: class dicts, parents, the MRO."""


class Root:
    x = 'root'


class Left(Root):
    pass


class Right(Root):
    x = 'right'


class Bottom(Left, Right):
    pass


def read(o):
    return o.x


def report(label, obj):
    answers = []
    for _ in range(60):
        a = read(obj)
        if a not in answers:
            answers.append(a)
    print(f'{label}: {answers}')


bottom = Bottom()
report('start', bottom)
Left.x = 'left'
report('parent gains', bottom)
Bottom.x = 'bottom'
report('class gains', bottom)
bottom.x = 'instance'
report('instance gains', bottom)
del bottom.x
report('instance loses', bottom)
del Bottom.x
report('class loses', bottom)
del Left.x
report('parent loses', bottom)
del Right.x
report('other parent loses', bottom)
Root.x = 'changed root'
report('root changes', bottom)
Left.__bases__ = (type('NewRoot', (), {'x': 'new root'}),)
report('bases change', bottom)
print([c.__name__ for c in Bottom.__mro__])
Bottom.__bases__ = (Right,)
report('bases change again', bottom)
print([c.__name__ for c in Bottom.__mro__])
try:
    Root.__bases__ = (Bottom,)
except TypeError as error:
    print(error)
try:
    Bottom.__bases__ = ()
except TypeError as error:
    print(error)
try:
    Bottom.__bases__ = (int,)
except TypeError as error:
    print(type(error).__name__)
try:
    Bottom.__bases__ = (Right, Right)
except TypeError as error:
    print(error)
try:
    Bottom.__bases__ = [Right]
except TypeError as error:
    print(error)
report('after failures', bottom)


class Replacement:
    x = 'replacement'


bottom.__class__ = Replacement
report('class assigned', bottom)
bottom.__class__ = Bottom
report('class assigned back', bottom)

# a change far up is seen by sites in many functions and for many classes
classes = [type('C%d' % i, (Bottom,), {}) for i in range(20)]
instances = [c() for c in classes]
counts = {}
for i in range(100):
    if i == 30:
        Root.x = 'third'
    if i == 60:
        Right.x = 'fourth'
    if i == 80:
        classes[7].x = 'seven'
    for obj in instances:
        value = read(obj)
        counts[value] = counts.get(value, 0) + 1
print(counts)

# thousands of changes: a class is never given up
total = 0
for i in range(3000):
    Replacement.x = i
    obj = Replacement()
    total += read(obj) + obj.x
print(total)

# methods replaced on a parent while called on children
class P:
    def m(self):
        return 1


class Q(P):
    pass


q = Q()
total = 0
for i in range(600):
    if i % 200 == 100:
        P.m = lambda self, k=i: k
    if i == 450:
        Q.m = P.m
    if i == 550:
        P.m = lambda self: 100000
    total += q.m()
print(total)
