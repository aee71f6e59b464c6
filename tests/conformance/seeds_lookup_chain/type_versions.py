"""krait.type_version moves when a lookup through the class could change, for subclasses too."""
import krait


class A:
    x = 1

    def m(self):
        return self.x


class B(A):
    pass


class Unrelated:
    x = 1


def touch():
    """Reads through each class, so that each has a version."""
    for _ in range(100):
        A().m(), B().m(), B().x, Unrelated().x


def versions():
    touch()
    return [krait.type_version(c) for c in (A, B, Unrelated)]


def changed(label, before):
    after = versions()
    print(label, [a != b for a, b in zip(before, after)])
    return after


v = versions()
print(len(set(v)), all(isinstance(n, int) for n in v))
v = changed('nothing', v)
A.y = 1
v = changed('A.y set', v)
A.y = 2
v = changed('A.y changed', v)
del A.y
v = changed('A.y deleted', v)
B.z = 1
v = changed('B.z set', v)
Unrelated.x = 2
v = changed('Unrelated.x changed', v)
a = A()
a.x = 5
a.y = 6
del a.y
v = changed('instances only', v)
B.__bases__ = (A, Unrelated)
v = changed('B.__bases__', v)
Unrelated.more = 1
v = changed('Unrelated.more', v)
