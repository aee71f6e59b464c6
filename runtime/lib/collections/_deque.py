"""deque."""
import sys
from operator import index as _index
from types import GenericAlias

from collections._show import show
from collections.abc import MutableSequence

__name__ = "collections"  # what functions and classes say of themselves


def _walk(first, second, first_length, second_length):
    """The items of a deque's two lists (see there), from its left end."""
    for index in range(first_length - 1, -1, -1):
        if len(first) != first_length or len(second) != second_length:
            raise RuntimeError("deque mutated during iteration")
        yield first[index]
    for index in range(second_length):
        if len(first) != first_length or len(second) != second_length:
            raise RuntimeError("deque mutated during iteration")
        yield second[index]
    if len(first) != first_length or len(second) != second_length:
        raise RuntimeError("deque mutated during iteration")


class deque:
    """A sequence that grows and shrinks at both ends at little cost; with a maxlen, what is too much falls off at the
    other end.

    The items are in two lists, each with its end at one end of the deque: the left one turned around, then the right
    one. Popping where the list is empty first moves half of the other list over. Both lists stay the same objects.
    """

    __module__ = "collections"
    __slots__ = ("_left", "_right", "_maxlen", "__weakref__")

    def __new__(cls, *args, **kwargs):
        self = object.__new__(cls)
        self._left = []
        self._right = []
        self._maxlen = None
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._maxlen = maxlen
        self._left.clear()
        self._right.clear()
        self._take(iterable)

    @property
    def maxlen(self):
        """maximum size of a deque or None if unbounded"""
        return self._maxlen

    @maxlen.setter
    def maxlen(self, value):
        raise AttributeError(f"attribute 'maxlen' of '{_qualified_name(self)}' objects is not writable")

    __class_getitem__ = classmethod(GenericAlias)

    # -- the ends

    def append(self, x, /):
        """Adds an item at the right end."""
        self._right.append(x)
        if self._maxlen is not None and len(self._left) + len(self._right) > self._maxlen:
            self._drop_left()

    def appendleft(self, x, /):
        """Adds an item at the left end."""
        self._left.append(x)
        if self._maxlen is not None and len(self._left) + len(self._right) > self._maxlen:
            self._drop_right()

    def pop(self):
        """Takes out the item at the right end and returns it."""
        if self._right:
            return self._right.pop()
        return self._drop_right()

    def popleft(self):
        """Takes out the item at the left end and returns it."""
        if self._left:
            return self._left.pop()
        return self._drop_left()

    def _drop_right(self):
        left, right = self._left, self._right
        if not right:
            if not left:
                raise IndexError("pop from an empty deque")
            half = (len(left) + 1) // 2
            right += left[:half]
            right.reverse()
            del left[:half]
        return right.pop()

    def _drop_left(self):
        left, right = self._left, self._right
        if not left:
            if not right:
                raise IndexError("pop from an empty deque")
            half = (len(right) + 1) // 2
            left += right[:half]
            left.reverse()
            del right[:half]
        return left.pop()

    def _take(self, iterable):
        """Adds items at the right end."""
        maxlen = self._maxlen
        if maxlen is None:
            self._right.extend(list(iterable) if iterable is self else iterable)
        else:
            items = list(iterable)
            excess = len(self) + len(items) - maxlen
            if excess >= len(self):
                self._set(items[max(len(items) - maxlen, 0):])
            else:
                for _ in range(excess):
                    self._drop_left()
                self._right += items

    def extend(self, iterable, /):
        """Adds the items of an iterable at the right end."""
        self._take(iterable)

    def extendleft(self, iterable, /):
        """Adds the items of an iterable at the left end, one by one."""
        for item in list(iterable) if iterable is self else iterable:
            deque.appendleft(self, item)

    def clear(self):
        """Takes all items out."""
        self._left.clear()
        self._right.clear()

    def _set(self, items):
        self._left.clear()
        self._right[:] = items

    def _list(self):
        """The items in a new list."""
        items = self._left[::-1]
        items += self._right
        return items

    def rotate(self, n=1, /):
        """Moves n items from the right end to the left end; if n is negative, the other way."""
        n = _index(n)
        length = len(self)
        if length < 2:
            return
        n %= length
        if n > length // 2:
            for _ in range(length - n):
                self._right.append(self._left.pop() if self._left else self._drop_left())
        else:
            for _ in range(n):
                self._left.append(self._right.pop() if self._right else self._drop_right())

    def reverse(self):
        """Turns the order of the items around, in place."""
        self._left[:], self._right[:] = self._right[:], self._left[:]

    # -- as a sequence

    def __len__(self):
        return len(self._left) + len(self._right)

    def __iter__(self):
        return _walk(self._left, self._right, len(self._left), len(self._right))

    def __reversed__(self):
        return _walk(self._right, self._left, len(self._right), len(self._left))

    def __contains__(self, value):
        return any(item is value or item == value for item in deque.__iter__(self))

    def _place(self, index):
        """The list that holds the item, and its index there."""
        try:
            index = _index(index)
        except TypeError:
            raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'") from None
        left, right = self._left, self._right
        if index < 0:
            index += len(left) + len(right)
            if index < 0:
                raise IndexError("deque index out of range")
        if index < len(left):
            return left, len(left) - 1 - index
        index -= len(left)
        if index >= len(right):
            raise IndexError("deque index out of range")
        return right, index

    def __getitem__(self, index):
        items, place = self._place(index)
        return items[place]

    def __setitem__(self, index, value):
        items, place = self._place(index)
        items[place] = value

    def __delitem__(self, index):
        items, place = self._place(index)
        del items[place]

    def insert(self, index, value, /):
        """Puts an item before the one at the index."""
        index = _index(index)
        left, length = self._left, len(self)
        if self._maxlen is not None and length >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        if index < 0:
            index = max(index + length, 0)
        if index < len(left):
            left.insert(len(left) - index, value)
        else:
            self._right.insert(index - len(left), value)

    def index(self, value, start=0, stop=sys.maxsize, /):
        """The first index of an item that equals the value, in the given part; ValueError if there is none."""
        length = len(self)
        start, stop, _ = slice(start, stop).indices(length)
        for place, item in enumerate(deque.__iter__(self)):
            if place >= stop:
                break
            if place >= start and (item is value or item == value):
                return place
        raise ValueError("deque.index(x): x not in deque")

    def count(self, value, /):
        """How many items equal the value."""
        return sum([1 for item in deque.__iter__(self) if item is value or item == value])

    def remove(self, value, /):
        """Takes out the first item that equals the value; ValueError if there is none."""
        lengths = len(self._left), len(self._right)
        for place, item in enumerate(self._list()):
            same = item is value or item == value
            if lengths != (len(self._left), len(self._right)):
                raise IndexError("deque mutated during remove().")
            if same:
                del self[place]
                return
        raise ValueError("deque.remove(x): x not in deque")

    def copy(self):
        """A deque with the same items."""
        if type(self) is deque:
            return deque(self, self._maxlen)
        return type(self)(self) if self._maxlen is None else type(self)(self, self._maxlen)

    __copy__ = copy

    def __reduce__(self):
        state = self.__dict__ if getattr(self, "__dict__", None) else None
        args = () if self._maxlen is None else ((), self._maxlen)
        return type(self), args, state, iter(self)

    # -- operators

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        result = self.copy()
        result.extend(other)
        return result

    def __iadd__(self, other):
        self._take(other)
        return self

    def __mul__(self, n):
        try:
            n = _index(n)
        except TypeError:
            raise TypeError(f"can't multiply sequence by non-int of type '{type(n).__name__}'") from None
        result = self.copy()
        result._repeat(n)
        return result

    __rmul__ = __mul__

    def __imul__(self, n):
        try:
            n = _index(n)
        except TypeError:
            raise TypeError(f"can't multiply sequence by non-int of type '{type(n).__name__}'") from None
        self._repeat(n)
        return self

    def _repeat(self, n):
        items = self._list()
        if n <= 0 or not items:
            self.clear()
            return
        if self._maxlen is not None:
            n = min(n, -(-self._maxlen // len(items)) + 1)
            items = (items * n)[-self._maxlen:]
        else:
            items *= n
        self._set(items)

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return len(self) == len(other) and self._list() == other._list()

    def __ne__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return len(self) != len(other) or self._list() != other._list()

    __hash__ = None

    def __lt__(self, other):
        return self._list() < other._list() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._list() <= other._list() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._list() > other._list() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._list() >= other._list() if isinstance(other, deque) else NotImplemented

    def __repr__(self):
        def text():
            end = ")" if self._maxlen is None else f", maxlen={self._maxlen})"
            return f"{type(self).__name__}({self._list()!r}{end}"
        return show(self, "[...]", text)


def _qualified_name(value):
    cls = type(value)
    return f"{cls.__module__}.{cls.__qualname__}"


MutableSequence.register(deque)
