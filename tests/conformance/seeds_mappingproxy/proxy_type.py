"""mappingproxy made by hand around a dict, and around other mappings."""
mappingproxy = type(type.__dict__)


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


base = {'a': 1, 'b': 2}
view = mappingproxy(base)
print(view, repr(view), str(view))
print(len(view), view['a'], 'b' in view, 'z' in view, view.get('z'), view.get('z', 9))
base['c'] = 3
print(list(view), list(view.keys()), list(view.values()), list(view.items()))
print(view == base, base == view, view == {'a': 1}, view != base)
print(type(view.copy()).__name__, view.copy())
print(view | {'d': 4}, {'d': 4} | view, type(view | {}).__name__)
print(list(reversed(view)))
attempt(lambda: hash(view))
attempt(lambda: mappingproxy())
attempt(lambda: mappingproxy(1))
attempt(lambda: mappingproxy([1, 2])[1])
attempt(lambda: mappingproxy('text'))
attempt(lambda: mappingproxy((1, 2)))
attempt(lambda: view['missing'])
attempt(lambda: view.missing)


def setter():
    view['a'] = 5


def deleter():
    del view['a']


attempt(setter)
attempt(deleter)
attempt(lambda: view < base)
print(dict(view), {**view})


def named(**kwargs):
    return sorted(kwargs.items())


print(named(**view))


class Mapping(dict):
    def __missing__(self, key):
        return key * 2


special = mappingproxy(Mapping(x=1))
print(special['x'], special['yy'], special)
print(isinstance(view, dict), isinstance(view, mappingproxy))
for key in view:
    print(key, end=' ')
print()
print(sorted(view, reverse=True), max(view), min(view.values()), sum(view.values()))
