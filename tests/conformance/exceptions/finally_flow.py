"""Every way out of try, through one and more finally blocks, in loops and generators."""


def ways(kind, log):
    for i in range(3):
        try:
            log.append(f't{i}')
            if kind == 'return' and i == 1:
                return 'returned'
            if kind == 'break' and i == 1:
                break
            if kind == 'continue' and i == 1:
                continue
            if kind == 'raise' and i == 1:
                raise ValueError('raised')
            log.append(f'e{i}')
        finally:
            log.append(f'f{i}')
    else:
        log.append('else')
    log.append('after')
    return 'normal'


def two_finally(kind, log):
    while True:
        try:
            try:
                if kind == 'return':
                    return 'r'
                if kind == 'break':
                    break
                if kind == 'raise':
                    raise KeyError('k')
                if kind == 'continue':
                    kind = 'break'
                    continue
                return 'fallthrough'
            finally:
                log.append('inner')
        except KeyError:
            log.append('caught')
            kind = 'return'
        finally:
            log.append('outer')
    return 'end'


def return_value_fixed(log):
    x = 1
    try:
        return x
    finally:
        x = 2
        log.append(x)


def mutable_return(log):
    x = []
    try:
        return x
    finally:
        x.append('added')


def nested_return(log):
    try:
        try:
            return log.append('inner value') or 'value'
        finally:
            log.append('one')
    finally:
        log.append('two')


def except_return(log):
    try:
        raise ValueError
    except ValueError:
        return 'except'
    finally:
        log.append('f')


def finally_inner_try(log):
    try:
        raise ValueError('x')
    finally:
        try:
            raise KeyError('y')
        except KeyError:
            log.append('handled inside finally')


def loop_inside_finally(log):
    try:
        return 'r'
    finally:
        for i in range(3):
            if i == 1:
                continue
            log.append(i)


def deep(n, log):
    if n == 0:
        raise ValueError('bottom')
    try:
        deep(n - 1, log)
    except ValueError:
        log.append(n)
        if n < 3:
            raise
        return
    finally:
        log.append(-n)


def with_else(log, bad):
    try:
        log.append('try')
        if bad:
            raise ValueError
    except ValueError:
        log.append('except')
    else:
        log.append('else')
        return 'else return'
    finally:
        log.append('finally')
    return 'end'


for f, args in ((ways, ('none',)), (ways, ('return',)), (ways, ('break',)), (ways, ('continue',)), (ways, ('raise',)), (two_finally, ('return',)), (two_finally, ('break',)), (two_finally, ('raise',)), (two_finally, ('continue',)), (two_finally, ('other',))):
    log = []
    try:
        r = f(*args, log)
    except Exception as e:
        r = repr(e)
    print(f.__name__, args, r, log)
for f in (return_value_fixed, mutable_return, nested_return, except_return, finally_inner_try, loop_inside_finally):
    log = []
    try:
        r = f(log)
    except Exception as e:
        r = repr(e)
    print(f.__name__, r, log)
log = []
deep(5, log)
print(log)
for bad in (True, False):
    log = []
    print(with_else(log, bad), log)


def gen(log):
    try:
        yield 1
        try:
            yield 2
        finally:
            log.append('inner')
        yield 3
    except ValueError as e:
        log.append(str(e))
        yield 'handled'
    finally:
        log.append('outer')


log = []
g = gen(log)
print(next(g), next(g), g.throw(ValueError('thrown')), list(g), log)
log = []
g = gen(log)
next(g), next(g)
g.close()
print(log)
log = []
print(list(gen(log)), log)
counts = {'ok': 0, 'v': 0, 'k': 0, 'f': 0}
for i in range(600):
    try:
        try:
            if i % 3 == 1:
                raise ValueError(i)
            if i % 3 == 2:
                {}[i]
            counts['ok'] += 1
        except ValueError:
            counts['v'] += 1
        finally:
            counts['f'] += 1
    except KeyError as e:
        counts['k'] += e.args[0]
print(counts)


def del_in_except():
    try:
        raise ValueError('v')
    except ValueError as e:
        del e
    try:
        return e
    except UnboundLocalError as u:
        return str(u)


print(del_in_except())


def rebind_in_except():
    try:
        raise ValueError('v')
    except ValueError as e:
        e = 'rebound'
        kept = e
    return kept


print(rebind_in_except())


def assign_in_all(flag):
    try:
        x = 'try'
        if flag:
            raise ValueError
    except ValueError:
        x = 'except'
    else:
        x += ' else'
    finally:
        x += ' finally'
    return x


print(assign_in_all(0), assign_in_all(1))


class Cm:
    def __init__(self, log, swallow):
        self.log, self.swallow = log, swallow

    def __enter__(self):
        self.log.append('enter')

    def __exit__(self, *a):
        self.log.append('exit')
        return self.swallow


def mixed(kind, swallow, log):
    for i in range(2):
        try:
            with Cm(log, swallow):
                if kind == 'return':
                    return 'ret'
                if kind == 'raise':
                    raise ValueError(i)
                if kind == 'continue':
                    continue
                if kind == 'break':
                    break
        except ValueError as e:
            log.append(repr(e))
        finally:
            log.append('fin')
    return 'done'


for kind in ('return', 'raise', 'continue', 'break', 'none'):
    for swallow in (True, False):
        log = []
        print(kind, swallow, mixed(kind, swallow, log), log)
