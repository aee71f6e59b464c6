def mean(values):
    total = 0
    for value in values:
        total = total + value
    return total / len(values)


print(mean([1, 2, 3]))
print(mean([1, 'two', 3]))
