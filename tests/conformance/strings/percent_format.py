def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ':', error)


print('%d %5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%i|%u' % (1, 2, 3, 4, 5, 6, 255, 255, 255, 8, 8, 9, 10))
print('%s|%10s|%-10s|%.2s|%r|%a|%c|%c|%%' % ('a', 'b', 'c', 'def', 'g', 'é', 'h', 105))
print('%(a)s %(b)05d %(a)r %%' % {'a': 'x', 'b': 7, 'unused': 1})
print('%f|%.0f|%10.3f|%-10.1f|%+.2f|%e|%.3E|%g|%G|%#g' % (1.5, 2.5, 3.14159, 2.0, 1.0, 12345.678, 0.00012, 1e-5, 1e20, 1.0))
print('%*d|%-*d|%.*f|%*.*f' % (5, 42, 5, 42, 2, 3.14159, 8, 3, 2.71828))
print('%s' % 'single', '%s %s' % ('a', 'b'), '%s' % [1, 2], '%s' % (5,), '%s' % {'k': 1}, '%s' % None, '%s' % ((1, 2),), 'no args' % (), 'dict ok' % {'a': 1})
print('%5s|%5r|%-6s|' % (True, None, 1.5), '%5.1s|' % 'abc', '%.10s' % 'short', '%05s' % 'a')
print('%x %X %o' % (-255, 2 ** 70, -8), '%d' % 2 ** 3, '%d' % 10.9, '%d' % True, '%+5d|%+05d|% 5d|% 05d' % (3, 3, 3, 3), '%#5x|%#05x|%#-8x|' % (10, 10, 10))
print('%.3d|%.5x|%8.3d|%-8.3d|%+.3d' % (5, 255, 5, 5, 5))
for f, args in (('%d', 'a'), ('%d', None), ('%d', ()), ('%d %d', 1), ('%d', (1, 2)), ('%s %s', ('a',)), ('%(a)s', 5), ('%(a)s', {}), ('%y', 1),
                ('%', 1), ('%(a', {}), ('%c', 'ab'), ('%c', -1), ('%c', 0x110000), ('%x', 'a'), ('%f', 'a'), ('%*d', ('a', 1)), ('%c', 1.5), ('%s', ()), ('%d', [1]), ('%i', 1j), ('%(a)d', {'a': 'x'}), ('%x', None), ('abc', 5), ('abc', (1,)), ('%e', None), ('%5', 1), ('% ', 1), ('%l', 1), ('%ld', 1)):
    attempt(lambda: f % args)


class Named:
    def __init__(self):
        self.asked = []

    def __getitem__(self, key):
        self.asked.append(key)
        return key * 2


n = Named()
print('%(x)s-%(y)s-%(x)s' % n, n.asked)


class Odd:
    def __str__(self):
        return 'odd str'

    def __repr__(self):
        return 'odd repr'


print('%s %r %a %10s|%-12r|' % (Odd(), Odd(), Odd(), Odd(), Odd()))
print(b'%d %s %x %c %r %5.1f %a' % (1, b'bytes', 255, 65, 'repr', 1.25, 'é'))
attempt(lambda: b'%s' % 'str')
attempt(lambda: b'%(k)s' % {b'k': b'v'})
out = []
for i in range(200):
    out.append('%s:%03d' % ((i, str(i), i / 2, None)[i % 4], i))
print(out[:5], len(''.join(out)))
