def close():
    raise OSError('close failed')


def work():
    try:
        raise KeyError('work failed')
    finally:
        close()


work()
