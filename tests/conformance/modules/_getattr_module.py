real = 'real'


def __getattr__(name):
    if name.startswith('dyn'):
        return 'dynamic ' + name
    raise AttributeError(f'module says no {name}')


def __dir__():
    return ['a', 'b']
