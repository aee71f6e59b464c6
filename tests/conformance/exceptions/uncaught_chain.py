def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError('cannot parse') from error


def outer():
    try:
        parse('abc')
    except RuntimeError:
        {}['missing']


outer()
