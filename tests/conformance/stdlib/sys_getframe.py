import sys


def frame_names():
    f = sys._getframe()
    names = []
    while f:
        names.append(f.f_code.co_name)
        f = f.f_back
    return names


def outer():
    return frame_names()


print(outer(), sys._getframe().f_lineno > 0, sys._getframe().f_globals is globals())
