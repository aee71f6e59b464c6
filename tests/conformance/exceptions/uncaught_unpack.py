def first_two(seq):
    a, b = seq
    return a, b


print(first_two('ab'))
first_two('abc')
