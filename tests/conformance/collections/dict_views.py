def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


d = {'a': 1, 'b': 2, 'c': 3}
keys, values, items = d.keys(), d.values(), d.items()
print(keys, values, items, len(keys), 'a' in keys, 2 in values, ('a', 1) in items, ('a', 2) in items, ('z', 1) in items, 5 in items)
d['d'] = 4
print(keys, values, items, list(keys))
print(sorted(keys & {'a', 'z'}), sorted(keys | {'z'}), sorted(keys - {'a'}), sorted(keys ^ {'a', 'z'}), sorted({'a', 'z'} & keys), sorted(keys & ['a', 'b']), sorted(items & {('a', 1)}), sorted({'q'} | keys))
print(keys == {'a', 'b', 'c', 'd'}, keys == d.keys(), keys == ['a'], keys < {'a', 'b', 'c', 'd', 'e'}, keys >= {'a'}, items == dict(d).items(), values == d.values(), keys.isdisjoint({'x'}), items.isdisjoint([('a', 1)]))
print(list(reversed(keys)), list(reversed(values)), list(reversed(items)), keys.mapping, type(keys.mapping).__name__)
print(type(keys).__name__, type(values).__name__, type(items).__name__, repr({}.keys()), repr({}.values()), repr({}.items()))
attempt(lambda: hash(keys))
attempt(lambda: keys[0])
attempt(lambda: keys.append)
attempt(lambda: values & {1})
attempt(lambda: keys + keys)
attempt(lambda: keys & 5)
attempt(lambda: [] in keys)
attempt(lambda: type(keys)())
attempt(lambda: len(iter(keys)))


def grow():
    for k in d:
        d[k + 'x'] = 1


def shrink():
    for k in list(d) and d:
        del d[k]


def grow_items():
    for k, v in d.items():
        d[k + 'y'] = v


def replace():
    out = []
    for k in d:
        d[k] = 'replaced'
        out.append(k)
    return out


def delete_add():
    out = []
    for k in d:
        value = d.pop(k)
        d[k] = value
        out.append(k)
        if len(out) > 10:
            break
    return len(out)


attempt(grow)
print(sorted(d))
attempt(grow_items)
attempt(shrink)
attempt(replace)
d = {'a': 1, 'b': 2, 'c': 3}
for v in d.values():
    if v == 2:
        d['b'] = 20
print(d)
it = iter(d)
print(next(it))
d['new'] = 1
attempt(lambda: next(it))
attempt(lambda: next(it))
it = iter(d.items())
next(it)
print(list(it), list(it), next(it, 'end'))
it = iter({})
print(list(it), it.__length_hint__() if hasattr(it, '__length_hint__') else None)
it = iter(d)
d.clear()
attempt(lambda: next(it))
d = dict.fromkeys(range(5))
for k in list(d):
    if k % 2:
        del d[k]
print(d)
hot = {i: str(i) for i in range(100)}
total = 0
for _ in range(5):
    for k, v in hot.items():
        total += k + len(v)
    for k in hot:
        total += k
    for v in hot.values():
        total += len(v)
print(total)


def walk(x):
    return [e for e in x]


for x in (d, d.keys(), d.items(), d.values(), {}, {1: 2}, [1], 'ab'):
    for _ in range(60):
        r = walk(x)
    print(r)
print([*d], {*d} == set(d), max(hot), min(hot.values()), sum(hot), sorted(hot.items(), key=lambda kv: -kv[0])[:2], dict(sorted(hot.items(), reverse=True)[:2]))
print(dict(enumerate('ab')), {v: k for k, v in {'x': 1, 'y': 2}.items()}, dict(d.items()) == d, list(zip(d, d.values())), list(map(str, d)))
