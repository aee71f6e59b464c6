"""UserString."""
from collections.abc import Sequence

__name__ = "collections"  # what functions and classes say of themselves


def _plain(value):
    return value.data if isinstance(value, UserString) else value


class UserString(Sequence):
    """A sequence over a string, `data`, to derive from."""

    __module__ = "collections"

    def __init__(self, seq):
        self.data = seq if isinstance(seq, str) else _plain(seq)[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __hash__(self):
        return hash(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, other):
        return self.data == _plain(other)

    def __lt__(self, other):
        return self.data < _plain(other)

    def __le__(self, other):
        return self.data <= _plain(other)

    def __gt__(self, other):
        return self.data > _plain(other)

    def __ge__(self, other):
        return self.data >= _plain(other)

    def __contains__(self, text):
        return _plain(text) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        other = _plain(other)
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def encode(self, encoding="utf-8", errors="strict"):
        encoding = "utf-8" if encoding is None else encoding
        return self.data.encode(encoding, "strict" if errors is None else errors)

    maketrans = str.maketrans


def _forwarding(name, wraps):
    """A method that does what str's does, its result made a UserString if `wraps`."""
    method = getattr(str, name)

    def forward(self, /, *args, **kwargs):
        args = [_plain(arg) for arg in args]
        result = method(self.data, *args, **kwargs)
        return self.__class__(result) if wraps else result

    forward.__name__ = name
    forward.__qualname__ = f"UserString.{name}"
    forward.__doc__ = method.__doc__
    return forward


for _name in ("capitalize casefold center expandtabs ljust lower lstrip removeprefix removesuffix replace rjust rstrip "
              "strip swapcase title translate upper zfill").split():
    setattr(UserString, _name, _forwarding(_name, True))
for _name in ("count endswith find format format_map index isalnum isalpha isascii isdecimal isdigit isidentifier "
              "islower isnumeric isprintable isspace istitle isupper join partition rfind rindex rpartition rsplit split "
              "splitlines startswith").split():
    setattr(UserString, _name, _forwarding(_name, False))
