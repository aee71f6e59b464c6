def add(a, b, c):
    return a + b + c


value = add(
    1,
    'two',
    c=3,
)
