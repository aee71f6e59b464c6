"""A hint for an AttributeError that a __getattr__ raised itself."""


class Shape:
    def __init__(self):
        self.height = 3

    def __getattr__(self, name):
        raise AttributeError(f'there is no {name}')


class Hidden:
    value = 1

    @property
    def valeu(self):
        raise AttributeError('not now')


def shown():
    try:
        Hidden().valeu
    except AttributeError as e:
        return e


print("before")
try:
    raise shown()
except AttributeError:
    Shape().heigth
