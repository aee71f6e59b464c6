def outer():
    total_count = 1
    return inner(total_count)


def inner(value):
    return valeu + 1


print("before")
outer()
