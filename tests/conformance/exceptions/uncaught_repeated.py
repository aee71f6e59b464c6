def a(n):
    if n == 0:
        raise ValueError('deep')
    a(n - 1)


a(10)
