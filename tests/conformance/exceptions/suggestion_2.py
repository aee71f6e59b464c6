import math

print("before")


def compute(x):
    return math.sqart(x)


compute(4)
