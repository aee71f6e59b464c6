"""Counter."""
from itertools import chain, repeat, starmap
from operator import itemgetter

from collections.abc import Mapping

__name__ = "collections"  # what functions and classes say of themselves


class Counter(dict):
    """A dict of how many times each key was seen. A missing key counts as 0."""

    __module__ = "collections"

    def __init__(self, iterable=None, /, **kwds):
        dict.__init__(self)
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """A list of the n (all, if n is None) items with the highest counts, the highest first."""
        ordered = sorted(self.items(), key=itemgetter(1), reverse=True)
        return ordered if n is None else ordered[:max(n, 0)]

    def elements(self):
        """An iterator that gives each key as many times as its count says."""
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Adds counts: those of a mapping, or one for each item of an iterable, and those given by keyword."""
        get = self.get
        if isinstance(iterable, Mapping):
            if self:
                for key, count in iterable.items():
                    self[key] = count + get(key, 0)
            else:
                dict.update(self, iterable)
        elif iterable is not None:
            for key in iterable:
                self[key] = get(key, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Subtracts counts, as update() adds them; they may become negative."""
        get = self.get
        if isinstance(iterable, Mapping):
            for key, count in iterable.items():
                self[key] = get(key, 0) - count
        elif iterable is not None:
            for key in iterable:
                self[key] = get(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A Counter with the same counts."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, key):
        """Like dict's, but without KeyError."""
        if key in self:
            dict.__delitem__(self, key)

    def __repr__(self):
        if not self:
            return f"{self.__class__.__name__}()"
        try:
            shown = dict(self.most_common())
        except TypeError:
            shown = dict(self)
        return f"{self.__class__.__name__}({shown!r})"

    # -- comparison: missing keys have the count 0

    def _counts_with(self, other):
        for key in self:
            yield self[key], other[key]
        for key in other:
            if key not in self:
                yield 0, other[key]

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(mine == theirs for mine, theirs in self._counts_with(other))

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(mine <= theirs for mine, theirs in self._counts_with(other))

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(mine >= theirs for mine, theirs in self._counts_with(other))

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    # -- arithmetic: results have positive counts only

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            if (count := count + other[key]) > 0:
                result[key] = count
        for key, count in other.items():
            if key not in self and count > 0:
                result[key] = count
        return result

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            if (count := count - other[key]) > 0:
                result[key] = count
        for key, count in other.items():
            if key not in self and count < 0:
                result[key] = 0 - count
        return result

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            theirs = other[key]
            if (count := theirs if count < theirs else count) > 0:
                result[key] = count
        for key, count in other.items():
            if key not in self and count > 0:
                result[key] = count
        return result

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key, count in self.items():
            theirs = other[key]
            if (count := count if count < theirs else theirs) > 0:
                result[key] = count
        return result

    def __pos__(self):
        result = Counter()
        for key, count in self.items():
            if count > 0:
                result[key] = count
        return result

    def __neg__(self):
        result = Counter()
        for key, count in self.items():
            if count < 0:
                result[key] = 0 - count
        return result

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return self._keep_positive()

    def __iand__(self, other):
        for key, count in self.items():
            theirs = other[key]
            if theirs < count:
                self[key] = theirs
        return self._keep_positive()
