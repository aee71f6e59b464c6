"""OrderedDict and the views of its keys, values and items."""
from collections._show import show
from collections.abc import ItemsView, KeysView, MutableMapping, ValuesView

__name__ = "collections"  # what functions and classes say of themselves


class odict_keys(KeysView):
    """The keys of an OrderedDict."""

    __slots__ = ()
    __module__ = "builtins"

    def __iter__(self):
        return dict.__iter__(self._mapping)

    def __reversed__(self):
        return dict.__reversed__(self._mapping)

    def __repr__(self):
        return show(self, "...", lambda: f"odict_keys({list(self)!r})")

    @property
    def mapping(self):
        return type(type.__dict__)(self._mapping)


class odict_values(ValuesView):
    """The values of an OrderedDict."""

    __slots__ = ()
    __module__ = "builtins"

    def __iter__(self):
        return iter(dict.values(self._mapping))

    def __reversed__(self):
        return reversed(dict.values(self._mapping))

    def __repr__(self):
        return show(self, "...", lambda: f"odict_values({list(self)!r})")

    mapping = odict_keys.mapping


class odict_items(ItemsView):
    """The items of an OrderedDict."""

    __slots__ = ()
    __module__ = "builtins"

    def __iter__(self):
        return iter(dict.items(self._mapping))

    def __reversed__(self):
        return reversed(dict.items(self._mapping))

    def __contains__(self, item):
        return item in dict.items(self._mapping)

    def __repr__(self):
        return show(self, "...", lambda: f"odict_items({list(self)!r})")

    mapping = odict_keys.mapping


class OrderedDict(dict):
    """A dict with methods that deal with the order of its keys, and for whose equality that matters."""

    __module__ = "collections"
    __slots__ = ("_popped", "__dict__", "__weakref__")  # _popped: see _pop_first; unset means 0

    def __init__(self, other=(), /, **kwds):
        self._fill(other, kwds)

    def _fill(self, other, kwds):
        if type(self).__setitem__ is dict.__setitem__:
            dict.update(self, other, **kwds)
        else:
            MutableMapping.update(self, other, **kwds)

    def update(self, other=(), /, **kwds):
        """Puts in what a mapping, something with keys() or an iterable of pairs has, then the keyword arguments."""
        self._fill(other, kwds)

    def move_to_end(self, key, last=True):
        """Moves a key to the end, or to the beginning if `last` is false."""
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        items = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, items)

    def popitem(self, last=True):
        """Takes out the last (key, value) pair, or the first if `last` is false, and returns it."""
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            return dict.popitem(self)
        return self._pop_first()

    def _pop_first(self):
        # A dict finds its first entry by passing over those that were taken out before it. So that this stays cheap
        # however many are popped, the entries are put in anew after a number of pops that balances both costs.
        try:
            popped = self._popped + 1
        except AttributeError:
            popped = 1
        if popped >= 64 and popped * popped > 32 * len(self):
            entries = list(dict.items(self))
            dict.clear(self)
            dict.update(self, entries)
            popped = 0
        self._popped = popped
        for key in dict.__iter__(self):
            break
        return key, dict.pop(self, key)

    def keys(self):
        """A set-like view of the keys."""
        return odict_keys(self)

    def values(self):
        """A view of the values."""
        return odict_values(self)

    def items(self):
        """A set-like view of the (key, value) pairs."""
        return odict_items(self)

    def copy(self):
        """An OrderedDict with the same items."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (), self.__dict__ or None, None, iter(self.items())

    def __repr__(self):
        def text():
            return f"{type(self).__name__}({dict(dict.items(self))!r})" if self else f"{type(self).__name__}()"
        return show(self, "...", text)

    def __eq__(self, other):
        equal = dict.__eq__(self, other)
        if equal is True and isinstance(other, OrderedDict):
            return list(dict.keys(self)) == list(dict.keys(other))
        return equal

    def __ne__(self, other):
        equal = OrderedDict.__eq__(self, other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.__class__(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self
