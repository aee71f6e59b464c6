def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


x = 1
del x
attempt(lambda: x)
a, b, c = 1, 2, 3
del a, (b, c)
attempt(lambda: a)
attempt(lambda: c)
items = list(range(10))
del items[0], items[-1], items[2:4]
print(items)
del items[::2]
print(items)
d = {'a': 1, 'b': 2}
del d['a']
print(d)


def missing_key():
    del d['zz']


def missing_index():
    del items[99]


def tuple_item():
    del (1, 2)[0]


def str_item():
    del 'abc'[0]


def none_item():
    del None[0]


def missing_attr():
    del len.x


for function in (missing_key, missing_index, tuple_item, str_item, none_item, missing_attr):
    attempt(function)


def delete_local():
    y = 1
    del y
    return y


attempt(delete_local)


def delete_unset():
    del z
    z = 1


attempt(delete_unset)


def delete_global():
    global gone
    del gone


gone = 1
delete_global()
attempt(lambda: gone)
attempt(delete_global)
# a builtin shadowed and uncovered
len = lambda x: 'mine'
print(len([1, 2]))
del len
print(len([1, 2]))


def use_len(v):
    return len(v)


results = []
for i in range(300):
    if i == 100:
        len = lambda x: -1
    if i == 200:
        del len
    r = use_len('abc')
    if not results or results[-1] != r:
        results.append(r)
print(results)
counter = 0


def bump():
    global counter
    counter += 1
    return counter


for i in range(300):
    if i == 150:
        counter = 1000.5
    if i == 200:
        counter = 10 ** 20
    bump()
print(counter)
del counter
attempt(bump)
counter = 'text'
attempt(bump)
counter = True
print(bump())
new_name_later = None


def read_new():
    return brand_new


attempt(read_new)
for i in range(100):
    globals()['brand_new'] = i
    assert read_new() == i
print(read_new())
del globals()['brand_new']
attempt(read_new)
globals().update(brand_new='updated')
print(read_new())
for k in range(2000):
    globals()['filler%d' % k] = k
print(read_new(), filler1999)
for k in range(2000):
    del globals()['filler%d' % k]
brand_new = 'last'
print(read_new())
attempt(lambda: filler5)


class D:
    def __delitem__(self, key):
        print('delitem', key)

    def __delattr__(self, name):
        print('delattr', name)


o = D()
del o[1], o.x, o['k':2], o[1, 2], o[...]
for name in ['p', 'q']:
    del name
attempt(lambda: name)
