"""Containers beyond the built-in ones. Each is loaded at its first use: many need collections.abc only."""

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]

_homes = {
    "ChainMap": "_chain_map",
    "Counter": "_counter",
    "OrderedDict": "_ordered_dict",
    "UserDict": "_user_dict",
    "UserList": "_user_list",
    "UserString": "_user_string",
    "defaultdict": "_defaultdict",
    "deque": "_deque",
    "namedtuple": "_named_tuple",
}


def __getattr__(name):
    if name == "abc":
        import collections.abc
        return collections.abc
    home = _homes.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = __import__(f"{__name__}.{home}", fromlist=(name,))
    value = globals()[name] = getattr(module, name)
    return value


def __dir__():
    return sorted(set(globals()) | set(__all__))
