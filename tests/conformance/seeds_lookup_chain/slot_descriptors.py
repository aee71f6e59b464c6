"""Slots are data descriptors on the class."""


class Point:
    __slots__ = ('x', 'y')


print(type(Point.x))
print(hasattr(Point.x, '__set__'), hasattr(Point.x, '__get__'), hasattr(Point.x, '__delete__'))
p = Point()
try:
    p.x
except AttributeError as error:
    print(error)
p.x = 1
print(p.x, hasattr(p, '__dict__'), hasattr(p, 'y'))


class WithDict:
    __slots__ = ('x', '__dict__')


w = WithDict()
w.x = 'slot'
w.z = 'dict'
w.__dict__['x'] = 'sneaked'
print(w.x, w.z, w.__dict__)
del w.x
try:
    w.x
except AttributeError as error:
    print(error, w.__dict__)
w.x = 'again'
print(w.x, w.__dict__)


class Sub(Point):
    pass


s = Sub()
s.x, s.y, s.z = 1, 2, 3
print(s.x, s.y, s.z, s.__dict__)
s.__dict__['x'] = 'hidden'
print(s.x)


class Sub2(Point):
    __slots__ = ('z',)


s2 = Sub2()
s2.x, s2.y, s2.z = 4, 5, 6
print(s2.x + s2.y + s2.z, hasattr(s2, '__dict__'))


def total(o):
    return o.x + o.y


objects = [s, s2]
points = []
for i in range(100):
    q = (Point, Sub, Sub2)[i % 3]()
    q.x, q.y = i, -1
    points.append(q)
print(sum(total(o) for o in points))

# a slot found through a class attribute of a subclass
class Shadow(Point):
    x = 'class attribute'


sh = Shadow()
print(sh.x)
sh.x = 5
print(sh.x, sh.__dict__)
print(Point.x.__get__.__name__, Point.__dict__['x'].__objclass__ is Point)
Point.x.__set__(sh, 'through descriptor')
print(sh.x, Point.x.__get__(sh))

# deleting and replacing the descriptor while hot
read_log = []
p.x, p.y = 10, 20
descriptor = Point.x
for i in range(300):
    if i == 100:
        Point.x = 'replaced'
    if i == 200:
        Point.x = descriptor
    value = p.x
    if not read_log or read_log[-1] != value:
        read_log.append(value)
print(read_log)
Point.swapped = Point.__dict__['y']
print(p.swapped)
p.swapped = 33
print(p.y)


class Stranger:
    y = Point.__dict__['y']


try:
    Stranger().y
except TypeError as error:
    print(error)
try:
    Stranger().y = 1
except TypeError as error:
    print(error)
