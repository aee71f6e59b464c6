log = []


def run(f):
    log.clear()
    try:
        r = f()
    except BaseException as e:
        r = f'{type(e).__name__}({e})'
    print(f.__name__, r, log)


def simple():
    try:
        log.append('try')
        1 / 0
    except ZeroDivisionError as e:
        log.append(str(e))
    else:
        log.append('else')
    finally:
        log.append('finally')
    return 'end'


def no_error():
    try:
        log.append('try')
    except ValueError:
        log.append('except')
    else:
        log.append('else')
    finally:
        log.append('finally')


def else_raises():
    try:
        pass
    except ValueError:
        log.append('not caught here')
    else:
        raise ValueError('from else')
    finally:
        log.append('finally')


def tuple_match():
    try:
        raise KeyError('k')
    except (ValueError, (TypeError)):
        return 'wrong'
    except (IndexError, KeyError) as e:
        return 'right', e.args


def order():
    try:
        raise IndexError('i')
    except LookupError:
        return 'LookupError first'
    except IndexError:
        return 'IndexError'


def bare():
    try:
        raise SystemExit(3)
    except:
        return 'bare'


def return_try():
    try:
        return 'from try'
    finally:
        log.append('finally after return')


def nested():
    try:
        try:
            raise ValueError('inner')
        except TypeError:
            log.append('no')
        finally:
            log.append('inner finally')
    except ValueError as e:
        log.append('outer ' + str(e))
        try:
            raise KeyError('second')
        except KeyError:
            log.append('second caught')
        raise
    finally:
        log.append('outer finally')


def reraise_after_handling():
    try:
        raise ValueError('one')
    except ValueError:
        try:
            raise TypeError('two')
        except TypeError:
            pass
        raise


def raise_in_finally():
    try:
        raise ValueError('lost')
    finally:
        raise TypeError('wins')


def finally_loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            log.append(i)
        finally:
            log.append('f')
    return i


def name_deleted():
    e = 'kept'
    try:
        raise ValueError
    except ValueError as e:
        inner = repr(e)
    try:
        e
    except UnboundLocalError as u:
        return inner, str(u)


def class_and_instance():
    out = []
    for r in (ValueError, ValueError('x'), ValueError(1, 2), KeyError('key'), OSError(2, 'no file'), StopIteration(5)):
        try:
            raise r
        except Exception as e:
            out.append((type(e).__name__, e.args, str(e)))
    return out


def bad_raise():
    out = []
    for r in (5, 'text', None, int, object(), (ValueError, 'x')):
        try:
            raise r
        except TypeError as e:
            out.append(str(e))
    return out


def bad_except():
    try:
        raise ValueError('v')
    except 5:
        pass


def bad_except_tuple():
    try:
        raise ValueError('v')
    except (5, ValueError):
        return 'caught anyway'


def bad_except_class():
    try:
        raise ValueError('v')
    except int:
        pass


def no_active():
    raise


def raise_from():
    try:
        try:
            raise ValueError('cause')
        except ValueError as e:
            raise TypeError('effect') from e
    except TypeError as e:
        return repr(e.__cause__), repr(e.__context__), e.__suppress_context__


def raise_from_none():
    try:
        try:
            raise ValueError('hidden')
        except ValueError:
            raise TypeError('shown') from None
    except TypeError as e:
        return e.__cause__, repr(e.__context__), e.__suppress_context__


def raise_from_class():
    try:
        raise TypeError from KeyError
    except TypeError as e:
        return repr(e.__cause__)


def raise_from_bad():
    raise TypeError from 5


def implicit_context():
    try:
        try:
            {}['missing']
        except KeyError:
            [][5]
    except IndexError as e:
        return repr(e.__context__), e.__cause__, repr(e.__context__.__context__)


def finally_context():
    try:
        try:
            raise ValueError('first')
        finally:
            raise KeyError('second')
    except KeyError as e:
        return repr(e.__context__)


def deep_context():
    try:
        try:
            try:
                raise ValueError(1)
            except ValueError:
                raise ValueError(2)
        except ValueError:
            raise ValueError(3)
    except ValueError as e:
        out = []
        while e:
            out.append(e.args[0])
            e = e.__context__
        return out


def raising_constructor():
    class Bad(Exception):
        def __init__(self):
            raise KeyError('in constructor')
    raise Bad


def wrong_new():
    class Odd(Exception):
        def __new__(cls):
            return 5
    raise Odd


def evaluate_lazily():
    try:
        return 'no exception, no evaluation'
    except undefined_name:
        pass


def evaluate_bad():
    try:
        raise ValueError('v')
    except undefined_name:
        pass


for f in (simple, no_error, else_raises, tuple_match, order, bare, return_try, nested, reraise_after_handling, raise_in_finally, finally_loop, name_deleted, class_and_instance, bad_raise, bad_except, bad_except_tuple, bad_except_class, no_active, raise_from, raise_from_none, raise_from_class, raise_from_bad, implicit_context, finally_context, deep_context, raising_constructor, wrong_new, evaluate_lazily, evaluate_bad):
    run(f)
