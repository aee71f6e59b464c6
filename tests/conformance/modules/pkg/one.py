print('one init', __name__, __package__)
one_value = 1


def sibling():
    from . import two
    return two.two_value


