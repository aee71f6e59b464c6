# Calls with very many arguments, of every kind of callee.
N = 1_200_000  # more than fit on a C stack of 8 MB


def all_of(*a):
    return len(a)


def first_of(a, *b):
    return a, len(b)


def named(*a, **k):
    return len(a), len(k)


class C:
    def __init__(self, *a):
        self.n = len(a)

    def method(self, *a):
        return len(a)

    def __call__(self, *a, **k):
        return len(a), len(k)

    @classmethod
    def of_class(cls, *a):
        return len(a)


items = range(N)
print(all_of(*items), first_of(*items), named(*items))
print(C(*items).n, C().method(*items), C()(*items), C.of_class(*items))
print(max(*items), len(list(zip(*([i] for i in range(300))))[0]))
print("{0} {1}".format(*items), len(str.format("{}" * 100, *items)))
keywords = {f"k{i}": i for i in range(300)}
print(named(**keywords), C()(*items, **keywords), len(dict(**keywords)))
try:
    (lambda a: a)(*items)
except TypeError as e:
    print(e)


def generator(*a):
    yield len(a)


print(next(generator(*items)))
