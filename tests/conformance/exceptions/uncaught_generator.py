def numbers():
    yield 1
    raise LookupError('generator failed')


def total(it):
    s = 0
    for n in it:
        s += n
    return s


print(total([1, 2]))
print(total(numbers()))
