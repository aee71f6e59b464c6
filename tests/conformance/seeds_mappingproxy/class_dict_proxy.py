"""A class shows its dict through a read-only proxy; the class itself stays open to changes."""


class C:
    pass


proxy_type = type(C.__dict__)
print(proxy_type)


def attempt(text, function):
    try:
        print(text, '->', function())
    except Exception as error:
        print(text, '->', type(error).__name__ + ':', error)


def set_item():
    C.__dict__['meth'] = lambda self: 1


def delete_item():
    del C.__dict__['__module__']


C.meth = lambda self: 'ok'
print(C().meth())
attempt('set item', set_item)
attempt('delete item', delete_item)
for name in ('pop', 'popitem', 'clear', 'update', 'setdefault', '__setitem__', '__delitem__',
             '__ior__'):
    attempt(name, lambda: getattr(C.__dict__, name)())
setattr(C, 'other', 5)
print(C.__dict__['other'], C.other)
attempt('proxy of class', lambda: C.__dict__['__dict__'].__get__(C))
print(type(type.__dict__['__dict__'].__get__(C)).__name__)

live = C.__dict__
C.added = 1
print('added' in live, live['added'])
del C.added
print('added' in live, live.get('added'), live.get('added', 'gone'))
attempt('missing key', lambda: live['added'])
attempt('hash', lambda: hash(live))
attempt('call', lambda: live())
print(C.__dict__ is C.__dict__, C.__dict__ == C.__dict__)
print(sorted(k for k in live if not k.startswith('__')))
print(len(live) == len(list(live.keys())) == len(list(live.values())) == len(list(live.items())))


# no way around the proxy
class Tricky:
    attr = 1


class Thief:
    def __eq__(self, other):
        self.seen = type(other).__name__
        return True

    def __ror__(self, other):
        self.seen_or = type(other).__name__
        return 'or'

    def __or__(self, other):
        return type(other).__name__


thief = Thief()
merged = Tricky.__dict__ | {'x': 1}
print(type(merged).__name__, merged['x'], merged['attr'])
merged['attr'] = 2
print(Tricky.attr)
other = {'y': 2} | Tricky.__dict__
print(type(other).__name__, other['y'], other['attr'])
copied = Tricky.__dict__.copy()
print(type(copied).__name__)
copied['attr'] = 3
print(Tricky.attr, 'x' in Tricky.__dict__)


def inplace():
    d = Tricky.__dict__
    d |= {'z': 1}
    return d


attempt('|=', inplace)
print(list(reversed(Tricky.__dict__))[-1] == next(iter(Tricky.__dict__)))
