"""What the containers' __repr__ share."""

_being_shown = set()  # id of each container of which __repr__ is at work

__name__ = "collections"  # what functions and classes say of themselves


def show(container, nested, text):
    """What text() gives; inside of itself the container shows as `nested`."""
    key = id(container)
    if key in _being_shown:
        return nested
    _being_shown.add(key)
    try:
        return text()
    finally:
        _being_shown.discard(key)
