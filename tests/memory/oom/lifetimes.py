"""Weak references, finalizers, collections."""
import gc
import weakref


class Thing:
    def __init__(self, name):
        self.name = name


def references():
    things = [Thing(i) for i in range(40)]
    refs = [weakref.ref(thing) for thing in things]
    return sum(ref().name for ref in refs), weakref.getweakrefcount(things[0]), weakref.ref(things[0]) is refs[0]


def callbacks():
    things = [Thing(i) for i in range(30)]
    refs = [weakref.ref(thing, lambda ref: None) for thing in things]
    del things[10:]
    gc.collect()
    return all(ref() is not None for ref in refs[:10]), len(refs)


def proxies():
    thing = Thing("proxied")
    proxy = weakref.proxy(thing)
    return proxy.name, type(proxy).__name__


def weak_containers():
    keep = [Thing(i) for i in range(20)]
    values = weakref.WeakValueDictionary()
    for thing in keep:
        values[thing.name] = thing
    keys = weakref.WeakKeyDictionary((thing, thing.name) for thing in keep)
    return len(values), sorted(keys.values())[:3], values[3].name, len(weakref.WeakSet(keep))


def finalizers():
    class Ending:
        def __del__(self):
            self.ended = True

    for _ in range(50):
        Ending()
    gc.collect()
    return "survived"


def suspended():
    def open_ended():
        try:
            yield 1
        finally:
            pass

    for _ in range(60):
        next(open_ended())
    gc.collect()
    return "survived"


def inspection():
    thing = Thing("inspected")
    holder = [thing]
    return any(found is holder for found in gc.get_referrers(thing)), len(gc.get_referents(holder)), gc.isenabled()


def interned():
    names = {"name_%d" % i: i for i in range(800)}
    space = {}
    for name in list(names)[:100]:
        setattr(Thing, name, names[name])
        space[name] = getattr(Thing, name)
    return len(space), space["name_99"]


for work in (references, callbacks, proxies, weak_containers, finalizers, suspended, inspection, interned):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
