"""Weak dictionaries and sets after explicit collections (krait may keep a few objects: it scans stacks conservatively)."""
import gc
import weakref


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'Node({self.name})'


kept = Node('kept')
wvd = weakref.WeakValueDictionary()
wvd['kept'] = kept
wvd.update(x=kept)
print(wvd['kept'], len(wvd), sorted(wvd), 'kept' in wvd, wvd.get('no', 'default'), list(wvd.values())[0] is kept)


def fill():
    for i in range(20):
        n = Node(i)
        n.me = n
        wvd[i] = n


fill()
gc.collect()
print(len(wvd) <= 6, 'kept' in wvd)
attempt(lambda: wvd['missing'])
wkd = weakref.WeakKeyDictionary()
wkd[kept] = 'value'
print(wkd[kept], len(wkd), kept in wkd, list(wkd.items()) == [(kept, 'value')])


def fill_keys():
    for i in range(20):
        n = Node(i)
        n.me = n
        wkd[n] = i


fill_keys()
gc.collect()
print(len(wkd) <= 5, wkd[kept])
attempt(lambda: wkd.__setitem__(5, 1))
ws = weakref.WeakSet([kept])
print(len(ws), kept in ws, list(ws))


def fill_set():
    for i in range(20):
        n = Node(i)
        n.me = n
        ws.add(n)


fill_set()
gc.collect()
print(len(ws) <= 5, kept in ws)
