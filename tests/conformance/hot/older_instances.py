"""Attributes for which only a class's younger instances have room: what a site learned from those must not be used for the
older ones. Native methods in classes that they are not for; the truth of a __dict__ that shares its storage."""


class Point:
    def __init__(self):
        self.x = 2.5
        self.y = None


def load(o):
    return o.z


def store(o, value):
    o.z = value


def try_load(o):
    try:
        return load(o)
    except AttributeError as error:
        return str(error)


old = [Point() for _ in range(20)]
first = Point()
first.z = "grew"
young = [Point() for _ in range(20)]
for o in young:
    store(o, 1)
for _ in range(5):
    print([try_load(o) for o in young[:3] + old[:3]], vars(old[0]), vars(old[1]))
for o in old[:10] + young:
    store(o, 2)
print([try_load(o) for o in old + young])
for i in range(40):
    store(young[i % 20], i)
    store(old[i % 10], -i)
print([vars(o) for o in old[:3] + young[:3]])
for o in old + young:
    for name in ("p", "q", "r", "s"):
        setattr(o, name, name)
newest = [Point() for _ in range(5)]


def shift(o):
    o.p = o.p + o.q
    o.q, o.s = o.s, o.r
    return o.p


for o in newest:
    o.p, o.q, o.r, o.s = "abcd"
for _ in range(30):
    for o in newest + young[:2] + old[:2]:
        o.p = o.p[-3:]
        shift(o)
print([vars(o) for o in newest[:2] + young[:2] + old[:2]])


class Other(Point):
    pass


mixed = [Point(), Other(), old[15], young[15], Other()]
mixed[1].z = mixed[0].z = 5
for _ in range(20):
    print([try_load(o) for o in mixed]) if _ % 10 == 0 else [try_load(o) for o in mixed]


class Empty:
    pass


grown = []
for i in range(12):
    o = Empty()
    for k in range(i):
        setattr(o, "a%d" % k, k)
    grown.append(o)


def last(o):
    return o.a9


for _ in range(10):
    found = []
    for o in grown[::-1]:
        try:
            found.append(last(o))
        except AttributeError:
            found.append(None)
print(found)


class Foreign:
    upper = str.upper
    append = list.append
    get = dict.get
    add = int.__add__


class Fitting(str):
    loud = str.upper


def attempts(o):
    out = []
    for call in (lambda: o.upper(), lambda: o.append(1), lambda: o.get(1), lambda: o.add(1), lambda: o.upper):
        try:
            out.append(call())
        except TypeError as error:
            out.append(str(error))
    return out


for _ in range(12):
    result = attempts(Foreign())
print(result)
for _ in range(12):
    result = Fitting("abc").loud()
print(result)


def truths(o):
    d = o.__dict__
    out = [bool(d), not d, "yes" if d else "no", d and 1, d or 2, len(d)]
    if d:
        out.append("if")
    while d:
        out.append("while")
        break
    try:
        assert d
    except AssertionError:
        out.append("assert")
    return [x for x in out if x is not d]


empty, full = Empty(), Empty()
full.x = 1
for _ in range(5):
    result = truths(empty), truths(full)
print(result)
