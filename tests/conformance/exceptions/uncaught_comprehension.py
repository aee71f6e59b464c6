def inverse(values):
    return [1 / v for v in values]


print(inverse([1, 2]))
print(sorted([3, 'a', 1], key=lambda v: v + 1))
