"""Weak references: objects that refer to others without keeping them alive, and containers made of them.

An object's death is noticed by the garbage collector: a reference may still give the object for a while after the
last ordinary reference to it is gone.
"""

import itertools
import sys
from _weakref import (
    CallableProxyType,
    ProxyType,
    ReferenceType,
    _remove_dead_weakref,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from _weakrefset import WeakSet
from collections.abc import Mapping, MutableMapping, MutableSet

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
    "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]

ProxyTypes = (ProxyType, CallableProxyType)

MutableSet.register(WeakSet)

_missing = object()


class WeakMethod(ref):
    """A weak reference to a bound method: it lives as long as the object and the function do, whereas a method
    object itself is short-lived."""

    __slots__ = "_function", "_method_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            instance = meth.__self__
            function = meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def died(_):
            self = self_ref()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, instance, died)
        self_ref = ref(self)
        self._function = ref(function, died)
        self._method_type = type(meth)
        self._alive = True
        return self

    def __call__(self):
        instance = super().__call__()
        function = self._function()
        if instance is None or function is None:
            return None
        return self._method_type(function, instance)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows the key under which it stands in a WeakValueDictionary."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _WeakDictionary(MutableMapping):
    """What the two dictionaries share. `data` is the dict with references in it; entries whose reference is dead
    leave it by the reference's callback. That may happen at any time, so that iterations go over copies."""

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def __contains__(self, key):
        return self.get(key, _missing) is not _missing

    def __iter__(self):
        return self.keys()

    def copy(self):
        result = self.__class__()
        for key, value in self.items():
            result[key] = value
        return result

    __copy__ = copy

    def clear(self):
        self.data.clear()

    def update(self, other=None, /, **kwargs):
        if other is not None:
            if not hasattr(other, "items"):
                other = dict(other)
            for key, value in other.items():
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        result = self.__class__()
        result.update(other)
        result.update(self)
        return result


class WeakValueDictionary(_WeakDictionary):
    """A mapping that does not keep its values alive: an entry goes when its value does."""

    def __init__(self, other=(), /, **kw):
        self.data = {}

        def remove(dead, owner=ref(self)):
            dictionary = owner()
            if dictionary is not None:
                _remove_dead_weakref(dictionary.data, dead.key)

        self._remove = remove
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self.items():
            result[deepcopy(key, memo)] = value
        return result

    def get(self, key, default=None):
        value_ref = self.data.get(key)
        if value_ref is None:
            return default
        value = value_ref()
        return default if value is None else value

    def keys(self):
        for key, value_ref in list(self.data.items()):
            if value_ref() is not None:
                yield key

    def values(self):
        for value_ref in list(self.data.values()):
            value = value_ref()
            if value is not None:
                yield value

    def items(self):
        for key, value_ref in list(self.data.items()):
            value = value_ref()
            if value is not None:
                yield key, value

    def itervaluerefs(self):
        """Iterates over the references. What they refer to may be gone when they are used."""
        yield from list(self.data.values())

    def valuerefs(self):
        """A list of the references. What they refer to may be gone when they are used."""
        return list(self.data.values())

    def pop(self, key, *args):
        value_ref = self.data.pop(key, None)
        value = None if value_ref is None else value_ref()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, value_ref = self.data.popitem()
            value = value_ref()
            if value is not None:
                return key, value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value


class WeakKeyDictionary(_WeakDictionary):
    """A mapping that does not keep its keys alive: an entry goes when its key does."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(dead, owner=ref(self)):
            dictionary = owner()
            if dictionary is not None:
                dictionary.data.pop(dead, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            key_ref = ref(key)
        except TypeError:
            return False
        return key_ref in self.data

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        for key, value in self.items():
            result[key] = deepcopy(value, memo)
        return result

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def keys(self):
        for key_ref in list(self.data):
            key = key_ref()
            if key is not None:
                yield key

    def values(self):
        for key_ref, value in list(self.data.items()):
            if key_ref() is not None:
                yield value

    def items(self):
        for key_ref, value in list(self.data.items()):
            key = key_ref()
            if key is not None:
                yield key, value

    def keyrefs(self):
        """A list of the references. What they refer to may be gone when they are used."""
        return list(self.data)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            key_ref, value = self.data.popitem()
            key = key_ref()
            if key is not None:
                return key, value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)


class finalize:
    """finalize(obj, func, *args, **kwargs): calls func(*args, **kwargs) when `obj` goes, or at the program's end if
    `atexit` is true (as it is unless it is changed), or when it is called itself; in any case once."""

    __slots__ = ("__weakref__",)

    _entries = {}  # finalize object -> _Entry: those that are alive
    _numbers = itertools.count()
    _at_exit_registered = False

    class _Entry:
        __slots__ = "object", "function", "args", "kwargs", "atexit", "number"

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit_registered:
            import atexit
            atexit.register(finalize._run_at_exit)
            finalize._at_exit_registered = True
        entry = finalize._Entry()
        entry.object = ref(obj, self)
        entry.function = func
        entry.args = args
        entry.kwargs = kwargs or None
        entry.atexit = True
        entry.number = next(finalize._numbers)
        finalize._entries[self] = entry

    def __call__(self, _=None):
        """Calls the function and returns its result, if this wasn't done before."""
        entry = finalize._entries.pop(self, None)
        if entry is not None:
            return entry.function(*entry.args, **(entry.kwargs or {}))

    def _description(self, entry, obj):
        return obj, entry.function, entry.args, entry.kwargs or {}

    def detach(self):
        """If alive, dies without calling the function and returns (obj, func, args, kwargs)."""
        entry = finalize._entries.get(self)
        obj = entry and entry.object()
        if obj is not None and finalize._entries.pop(self, None) is not None:
            return self._description(entry, obj)

    def peek(self):
        """If alive, returns (obj, func, args, kwargs)."""
        entry = finalize._entries.get(self)
        obj = entry and entry.object()
        if obj is not None:
            return self._description(entry, obj)

    @property
    def alive(self):
        """Whether the function is still to be called."""
        return self in finalize._entries

    @property
    def atexit(self):
        """Whether the function is called at the program's end."""
        entry = finalize._entries.get(self)
        return bool(entry) and entry.atexit

    @atexit.setter
    def atexit(self, value):
        entry = finalize._entries.get(self)
        if entry:
            entry.atexit = bool(value)

    def __repr__(self):
        entry = finalize._entries.get(self)
        obj = entry and entry.object()
        start = f"<{type(self).__name__} object at {id(self):#x}; "
        if obj is None:
            return start + "dead>"
        return start + f"for {type(obj).__qualname__!r} at {id(obj):#x}>"

    @classmethod
    def _run_at_exit(cls):
        # The youngest first; one of them may make new ones.
        while True:
            waiting = [(entry.number, item) for item, entry in finalize._entries.items() if entry.atexit]
            if not waiting:
                return
            item = max(waiting, key=lambda pair: pair[0])[1]
            try:
                item()
            except Exception:
                sys.excepthook(*sys.exc_info())
