for i in range(5):
    if i == 1:
        continue
    if i == 3:
        break
    print(i, end=' ')
else:
    print('not reached')
print()
for i in range(2):
    pass
else:
    print('for else')
for i in []:
    pass
else:
    print('empty else')
i = 0
while i < 3:
    i += 1
else:
    print('while else', i)
while True:
    break
else:
    print('no')


def find(n):
    for a in range(2, n):
        for b in range(2, n):
            if a * b == n:
                break
        else:
            continue
        return a, b
    return None


print([find(n) for n in (4, 7, 15, 13)])


def nested_finally():
    log = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            log.append(i)
        finally:
            log.append('f%d' % i)
    else:
        log.append('else')
    return log


print(nested_finally())


def return_in_finally_loop():
    for i in range(10):
        try:
            return 'try'
        finally:
            print('finally', i)


print(return_in_finally_loop())


def override():
    try:
        return 'try'
    finally:
        x = 'finally ran'
        print(x)


print(override())


def while_complex(n):
    steps = []
    while n != 1:
        if n % 2 == 0:
            n //= 2
        elif n > 50:
            n = 1
            continue
        else:
            n = 3 * n + 1
        steps.append(n)
        if len(steps) > 8:
            break
    else:
        steps.append('done')
    return steps


print(while_complex(6), while_complex(27), while_complex(3))
for x in range(3):
    x = x * 10
    print(x, end=' ')
print(x)
items = [1, 2, 3]
for item in items:
    if item < 3:
        items.append(item + 10)
    if len(items) > 6:
        break
print(items)
items = list(range(6))
for item in items:
    items.remove(item)
print(items)
total = 0
for a in range(20):
    for b in range(20):
        if b > a:
            break
        if (a + b) % 3:
            continue
        total += a * b
print(total)
for target in (range(3), 'ab', (1, 2), {'k': 1}, [None], iter([5]), b'xy', (c for c in 'gen')):
    print([t for t in target], end=' ')
print()
for d['k'] in range(3) if (d := {}) is not None else ():
    pass
print(d)


class Holder:
    pass


h = Holder()
for h.attr in 'xyz':
    pass
print(h.attr)
for (p, q), r in [((1, 2), 3), ('ab', 'c')]:
    print(p, q, r)
if 0:
    print('no')
elif '':
    print('no')
elif []:
    print('no')
else:
    print('else branch')
n = 0
while n < 1000:
    n += 1
    if n % 2:
        continue
    if n > 500:
        break
print(n)
for bad in (5, None, 1.5, len, object):
    try:
        for _ in bad:
            pass
    except TypeError as error:
        print(error)


def early(n):
    if n > 10:
        return 'big'
    for i in range(n):
        if i == 5:
            return 'five'
    else:
        if n == 0:
            return
    return 'small'


print(early(11), early(6), early(3), early(0))
while 1:
    while 1:
        break
    break
print(1 if None else 2, (lambda n: 'odd' if n % 2 else 'even')(3))
