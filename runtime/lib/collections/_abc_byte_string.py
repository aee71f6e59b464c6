"""ByteString."""
from abc import ABCMeta

from collections.abc import Sequence


class _ByteStringMeta(ABCMeta):
    """Warns of ByteString where it is used."""

    def __new__(mcls, name, bases, namespace, **kwargs):
        if name != "ByteString":
            _warn_of_byte_string()
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __instancecheck__(cls, instance):
        _warn_of_byte_string()
        return super().__instancecheck__(instance)


def _warn_of_byte_string():
    try:
        from warnings import warn
    except ModuleNotFoundError:
        return
    warn("'collections.abc.ByteString' is deprecated and slated for removal in Python 3.17", DeprecationWarning,
         stacklevel=3)


class ByteString(Sequence, metaclass=_ByteStringMeta):
    """Deprecated: what bytes and bytearray have in common."""

    __module__ = "collections.abc"
    __slots__ = ()


for _binary in bytes, bytearray:
    ByteString.register(_binary)
