"""list.sort whose key or comparison changes the list."""
def t(make, key=None, lt=None):
    l = make()
    try:
        l.sort(key=(lambda x: key(l, x)) if key else None)
        print('ok', l)
    except Exception as e:
        print(type(e).__name__, e, l)
t(lambda: [3, 1, 2], lambda l, x: (l.clear(), x)[1])
t(lambda: [3, 1, 2], lambda l, x: (l.append(9), x)[1])
t(lambda: [3, 1, 2], lambda l, x: (l.extend([7, 8]), x)[1])
t(lambda: [3, 1, 2], lambda l, x: (print(l, len(l)), x)[1])
t(lambda: [3, 1, 2], lambda l, x: (l.append(9), l.pop(), x)[2])
t(lambda: [3, 1, 2], lambda l, x: (l.sort(), x)[1])
t(lambda: [3, 1, 2], lambda l, x: (l.__init__([5]), x)[1])
t(lambda: [3, 1, 2], lambda l, x: (l.insert(0, 5), 1/0))
t(lambda: [3, 1, 2], lambda l, x: 1/0)
t(lambda: [3], lambda l, x: (l.append(1), x)[1])
t(lambda: [], lambda l, x: (l.append(1), x)[1])
t(lambda: [3, 1], lambda l, x: (l.__setitem__(slice(0, 0), [4]), l.__delitem__(0), x)[2])
t(lambda: [3, 1], lambda l, x: (l.__iadd__([]), x)[1])
t(lambda: [3, 1], lambda l, x: (l.__imul__(2), x)[1])
t(lambda: [3, 1], lambda l, x: (l.__imul__(0), x)[1])
t(lambda: [3, 1], lambda l, x: (l.reverse(), x)[1])
class C:
    def __init__(s, v, f): s.v, s.f = v, f
    def __lt__(s, o): s.f(); return s.v < o.v
    def __repr__(s): return 'C%d' % s.v
for f in ('l.clear()', 'l.append(1)', 'l.extend([1,2])', 'l.append(1); l.pop()', '1/0', 'l.append(5); 1/0', 'l.sort()', 'del l[:]', 'l.reverse()'):
    for rev in (False, True):
        l = [C(3, lambda: exec(f)), C(1, lambda: exec(f)), C(2, lambda: exec(f))]
        try: l.sort(reverse=rev); print(f, 'ok', l)
        except Exception as e: print(f, type(e).__name__, e, l)
