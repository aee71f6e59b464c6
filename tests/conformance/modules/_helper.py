"""Helper docs."""
value = 1
_private = 2
__dunder = 3
loaded = []


def bump():
    global value
    value += 1
    return value


def get():
    return value


class Thing:
    def where(self):
        return __name__


loaded.append(__name__)
