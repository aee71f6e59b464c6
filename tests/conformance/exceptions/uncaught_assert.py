def check(value):
    assert value > 0, f'bad value {value}'
    return value


check(1)
check(-1)
