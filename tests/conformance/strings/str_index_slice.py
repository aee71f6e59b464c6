def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ':', error)


for s in ('abcdef', 'añ日😀ef', ''):
    for i in (0, 1, -1, 5, 6, -6, -7, True):
        attempt(lambda: s[i])
    for sl in (slice(None), slice(1, 3), slice(-3, None), slice(None, None, -1), slice(4, 1, -1), slice(None, None, 2), slice(10, 20),
               slice(-100, 100), slice(3, 3), slice(None, -1), slice(5, None, -2), slice(2, None, 3), slice(-1, -100, -1)):
        print(sl, repr(s[sl]))
    attempt(lambda: s[::0])
s = 'abc'
attempt(lambda: s['a'])
attempt(lambda: s[1.0])
attempt(lambda: s[None])
attempt(lambda: s[1, 2])
attempt(lambda: 'abc'[:'x'])


def assign():
    s = 'abc'
    s[0] = 'x'


def delete():
    s = 'abc'
    del s[0]


attempt(assign)
attempt(delete)
print('abc' * 3, 3 * 'abc', 'abc' * 0, 'abc' * -1, 'é' * 3, '' * 1000, 'a' * True)
print('abc' + 'def', 'é' + 'x', 'x' + '日', '' + '', 'abc' < 'abd', 'abc' < 'abcd', 'Z' < 'a', 'é' > 'z', '😀' > '\uffff', '' < 'a', 'a' == 'a', 'a' != 'b', 'a' == 1, 'a' == b'a')
print(len('añ日😀'), [ord(c) for c in 'añ日😀'], list('añ日😀'), tuple('ab'), sorted('hello'), ''.join(reversed('añ日😀')), max('hello'), min('hello'), [*enumerate('ab')])
print(hash('abc') == hash('ab' + 'c'), {'abc': 1}['ab' + 'c'], 'a' in {'a', 'b'}, str('x') == 'x', str(), str(5), str(b'x'), str(b'\xc3\xa9', 'utf-8'), str(object=7))
print('\ud83d' + '\ude00' == '😀', len('\ud83d' + '\ude00'), ascii('\ud83d' + '\ude00'), ascii('\ud800'), '\ud800' == '\ud800', len('a\ud800b'), ascii('a\ud800b'[1]))
attempt(lambda: '\ud800'.encode())
attempt(lambda: 'a\udfffb'.encode('utf-8', 'replace'))
attempt(lambda: 'a\udfffb'.encode('utf-8', 'surrogatepass'))
attempt(lambda: 'é日'.encode('ascii', 'ignore'))
attempt(lambda: 'é日'.encode('ascii', 'replace'))
attempt(lambda: 'é日'.encode('ascii', 'backslashreplace'))
attempt(lambda: 'é日'.encode('latin-1', 'xmlcharrefreplace'))
attempt(lambda: 'é'.encode('utf-16'))
attempt(lambda: 'é'.encode('utf-16-le'))
attempt(lambda: 'é'.encode('utf-32-be'))
attempt(lambda: 'é'.encode('latin-1'))
big = 'é' * 1000 + 'x' + '日' * 1000
print(big[999], big[1000], big[1001], big[-1000], big[-1001], big.index('x'), len(big), big[995:1005], big[1005:995:-1])
positions = [big[i] for i in range(0, 2001, 100)]
print(''.join(positions))
mixed = ''.join(chr(97 + i % 26) if i % 50 else '😀' for i in range(3000))
print(sum(ord(mixed[i]) for i in range(0, 3000, 7)), mixed[2950], mixed[51], mixed.count('😀'), mixed[1000:1003], mixed[::500])
for i in range(3000):
    assert mixed[i] == ('😀' if i % 50 == 0 else chr(97 + i % 26))
    assert mixed[i - 3000] == mixed[i]
it = iter('añ😀')
print(next(it), next(it), next(it), next(it, 'end'))
text = ''
for i in range(500):
    text += 'aé日😀'[i % 4]
print(len(text), text[:8], text[-4:], text[250:254], text.count('日'))
a = 'x'
b = a
a += 'y'
print(a, b)
kept = []
for i in range(50):
    b += 'z'
    kept.append(b)
print(kept[0], kept[10], len(kept[-1]), len(set(kept)))
attempt(lambda: 'a' + 1)
attempt(lambda: 'a' + None)
attempt(lambda: 'a' * 'b')
attempt(lambda: 'a' - 'b')
attempt(lambda: 'a' < 1)
attempt(lambda: 'a' * 1.0)
attempt(lambda: 'a' + b'b')
attempt(lambda: str(b'x', 'ascii', 'strict', 1))
attempt(lambda: str(5, 'utf-8'))
attempt(lambda: str('x', 'utf-8'))
attempt(lambda: str(b'\xff', 'utf-8'))
attempt(lambda: str(b'a\xffb', 'utf-8', 'replace'))
