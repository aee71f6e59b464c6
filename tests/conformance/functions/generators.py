def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__ + ':', error)


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return 'done'


g = count(3)
print(type(g).__name__, iter(g) is g, next(g), next(g), next(g))
attempt(lambda: next(g))
attempt(lambda: next(g))
print(list(count(4)), sum(count(100)), [*count(2)], list(count(0)))
try:
    g = count(1)
    next(g)
    next(g)
except StopIteration as stop:
    print(stop.value, stop.args)


def echo():
    received = []
    try:
        while True:
            value = yield len(received)
            received.append(value)
    except ValueError as error:
        yield 'caught ' + str(error)
    finally:
        print('closing', received)


e = echo()
print(next(e), e.send('a'), e.send('b'), next(e), e.throw(ValueError('thrown')))
attempt(lambda: next(e))
attempt(lambda: e.send(1))
e = echo()
attempt(lambda: e.send('not none'))
print(e.send(None))
e.close()
attempt(lambda: next(e))
e.close()
e = echo()
attempt(lambda: e.throw(KeyError('before start')))
attempt(lambda: next(e))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
attempt(lambda: s.close())


def close_value():
    try:
        yield 1
    except GeneratorExit:
        return 'close value'


c = close_value()
next(c)
print(c.close(), c.close())


def raises():
    yield 1
    raise KeyError('inside')


r = raises()
print(next(r))
attempt(lambda: next(r))
attempt(lambda: next(r))


def stop_inside():
    yield 1
    raise StopIteration('bad')


s = stop_inside()
next(s)
attempt(lambda: next(s))


def next_inside(it):
    while True:
        yield next(it)


attempt(lambda: list(next_inside(iter([1, 2]))))


def running():
    yield next(me)


me = running()
attempt(lambda: next(me))


def expressions():
    x = yield
    y = (yield x) or 'falsy'
    z = [(yield y), (yield 'second')]
    print('got', x, y, z)
    return (yield (yield 'nested'))


x = expressions()
print(next(x), x.send('X'), x.send(None), x.send('one'), x.send('two'), x.send('three'))
attempt(lambda: x.send('final'))


def sub():
    a = yield 'sub 1'
    print('sub received', a)
    try:
        b = yield 'sub 2'
    except ValueError as error:
        b = f'sub caught {error}'
    return b


def delegate():
    result = yield from sub()
    print('result', result)
    result = yield from [10, 20]
    print('list result', result)
    yield from 'ab'
    return 'end'


d = delegate()
print(next(d), d.send('hello'), d.throw(ValueError('v')), next(d), next(d), next(d))
attempt(lambda: next(d))
d = delegate()
next(d)
attempt(lambda: d.throw(KeyError('not caught in sub')))


def closing_sub():
    try:
        yield 1
    finally:
        print('sub closed')


def closing_outer():
    try:
        yield from closing_sub()
    finally:
        print('outer closed')


o = closing_outer()
next(o)
o.close()


class Custom:
    def __iter__(self):
        return self

    def __next__(self):
        return 'next'

    def send(self, value):
        return ('send', value)

    def throw(self, *args):
        return ('throw', type(args[0]).__name__)

    def close(self):
        print('custom close')


def via_custom():
    yield from Custom()


v = via_custom()
print(next(v), v.send('s'), v.throw(ValueError()), next(v))
v.close()
attempt(lambda: list(x for x in yield_from_bad()))


def yield_from_bad():
    yield from 5


attempt(lambda: list(yield_from_bad()))


def no_send():
    yield from iter([1, 2])


n = no_send()
next(n)
attempt(lambda: n.send('x'))
attempt(lambda: g.nothing)
attempt(lambda: g.send())
attempt(lambda: count(1)[0])
attempt(lambda: len(count(1)))
print(g.__name__, g.__qualname__, g.gi_running, g.gi_frame is None, g.gi_yieldfrom)
ge = (i * i for i in range(3))
print(ge.__name__, next(ge), list(ge), list(ge))


def state_machine():
    state = 'start'
    while True:
        event = yield state
        state = {'start': 'middle', 'middle': 'end'}.get(state, 'start') if event == 'go' else state


m = state_machine()
print(next(m), [m.send(e) for e in ('go', 'stay', 'go', 'go')])


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)), sum(tree(9)))


def infinite():
    n = 0
    while True:
        yield n
        n += 1


total = 0
for i in infinite():
    if i > 300:
        break
    total += i
print(total)
for a, b in zip(infinite(), 'xyz'):
    print(a, b, end=' ')
print()


def in_finally():
    try:
        yield 'try'
    finally:
        yield 'finally'
        print('after')


print(list(in_finally()))


def with_return_in_try():
    for i in range(5):
        try:
            if i == 2:
                return
            yield i
        finally:
            yield f'f{i}'


print(list(with_return_in_try()))
