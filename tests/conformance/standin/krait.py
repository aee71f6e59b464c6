"""A stand-in for krait's built-in module, used only to make expected output with CPython.

It offers what a script can check on both: `instance_dict` and `type_version`.
"""
import ctypes

_get_dict = ctypes.pythonapi.PyObject_GenericGetDict
_get_dict.argtypes = (ctypes.py_object, ctypes.c_void_p)
_get_dict.restype = ctypes.py_object

_versions = {}


def instance_dict(obj):
    """The dict behind an instance, even where a class attribute hides `__dict__`."""
    return _get_dict(obj, None)


def type_version(cls):
    """A number that changes whenever a lookup through the class might.

    CPython's own tag may be 0 (none drawn yet), so this asks for a fresh one by a lookup.
    """
    getattr(cls, "__init__")
    return ctypes.c_uint32.from_address(id(cls) + _version_offset()).value


def _version_offset():
    """Where PyTypeObject keeps its version tag: found by what changes when a class does."""
    if "offset" in _versions:
        return _versions["offset"]
    words = type.__basicsize__ // 4
    samples = []
    classes = [type(f"_Probe{i}", (), {"x": 0}) for i in range(3)]
    for value in range(3):
        for cls in classes:
            cls.x = value
            getattr(cls, "x")
        samples.append([[ctypes.c_uint32.from_address(id(c) + 4 * w).value
                         for w in range(words)] for c in classes])
    for word in range(words):
        seen = [samples[turn][i][word] for turn in range(3) for i in range(3)]
        if all(0 < v < 1 << 24 for v in seen) and len(set(seen)) == 9 and seen == sorted(seen):
            _versions["offset"] = 4 * word
            return 4 * word
    raise RuntimeError("type version tag not found")
