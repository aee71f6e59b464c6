def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


s = 'hello world, hello moon'
for sub in ('hello', 'o', 'xyz', '', 'moon', 'hello world, hello moon!', 'll'):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), sub in s, s.startswith(sub), s.endswith(sub),
          s.find(sub, 5), s.find(sub, 5, 10), s.rfind(sub, 0, 10), s.count(sub, 3), s.find(sub, -4), s.find(sub, 100), s.count(sub, 100))
    try:
        print(s.index(sub), s.rindex(sub))
    except ValueError as error:
        print(error)
print('aaaa'.count('aa'), ''.count(''), 'abc'.count(''), ''.find(''), ''.rfind(''), 'abc'.find('', 3), 'abc'.find('', 4), 'abc'.rfind('', 1, 2))
print(s.startswith(('x', 'hell')), s.endswith(('x', 'moon')), s.startswith(()), s.startswith('world', 6), s.startswith('world', 6, 8), s.endswith('world', 0, 11), 'a'.startswith('', 1), 'a'.startswith('', 2))
u = 'héllo wörld, 日本 héllo 😀'
print(u.find('ö'), u.rfind('héllo'), u.index('日'), u.count('é'), u.find('😀'), '本' in u, u[u.find('日'):], u.find('l', 4), u.rfind('l'), u.partition(', '), u.rpartition(' '))
print(u.replace('é', 'e').replace('😀', ':)'), u.split(), u.split('l', 2), u.startswith('hé'), u.endswith('😀'), u.upper(), u[::-1], u[3:-3:2], len(u), len(u.encode()))
print('a,b,,c'.split(','), 'a,b,,c'.split(',', 1), 'a,b,,c'.rsplit(',', 1), 'a,b,,c'.rsplit(','), ' a  b c '.split(), ' a  b c '.split(' '), ''.split(), ''.split(','), '   '.split(), ' a b c '.split(None, 1), ' a b c '.rsplit(None, 1), 'abc'.split('abc'), 'aXXbXXc'.split('XX'), 'a b'.split(maxsplit=0), 'a,b'.split(sep=',', maxsplit=-1))
print('one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\x85eight\u2028nine'.splitlines(), 'a\n\nb\n'.splitlines(True), ''.splitlines(), '\n'.splitlines(), 'a\n'.splitlines(keepends=True), 'x\r\n\ry'.splitlines(True))
print('a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'abc'.partition('-'), 'abc'.rpartition('-'), ''.partition('x'))
print('  xx  '.strip() + '|', '  xx  '.lstrip() + '|', '  xx  '.rstrip() + '|', 'xyabcyx'.strip('xy'), 'xyabcyx'.lstrip('yx'), 'xyabcyx'.rstrip('x'), 'aaa'.strip('a'), '\t\n a\u3000'.strip(), 'abc'.strip(''), 'abc'.strip(None))
print('aXbXc'.replace('X', '--'), 'aXbXc'.replace('X', '', 1), 'abc'.replace('', '-'), 'abc'.replace('', '-', 2), ''.replace('', 'x'), 'aaa'.replace('aa', 'b'), 'abc'.replace('z', 'y'), 'aXbX'.replace('X', 'y', count=1), 'abc'.replace('b', 'b'))
print('prefix-body-suffix'.removeprefix('prefix-'), 'prefix-body-suffix'.removesuffix('-suffix'), 'abc'.removeprefix('x'), 'abc'.removesuffix(''), 'aa'.removeprefix('a'))
table = str.maketrans('abc', 'xyz', 'd')
print('abcd'.translate(table), 'hello'.translate({104: 'J', 108: None, 111: 48}), str.maketrans({'a': 'b', 99: None}), str.maketrans('ab', 'cd'), 'abc'.translate(str.maketrans('', '', 'b')))
print(', '.join(['a', 'b', 'c']), ''.join('xyz'), '-'.join([]), '-'.join(['one']), '-'.join(str(i) for i in range(4)), 'é'.join('ab'), '-'.join({'k': 1, 'l': 2}), ' '.join(('a', 'b')))
attempt(lambda: ','.join([1, 2]))
attempt(lambda: ','.join(['a', None]))
attempt(lambda: ','.join(5))
attempt(lambda: 'a'.find(1))
attempt(lambda: 'a'.split(''))
attempt(lambda: 'a'.partition(''))
attempt(lambda: 'a'.split(1))
attempt(lambda: 'a'.replace('a'))
attempt(lambda: 'a'.replace(1, 2))
attempt(lambda: 'a'.startswith(1))
attempt(lambda: 'a'.startswith(('a', 1)))
attempt(lambda: 'b'.startswith(('a', 1)))
attempt(lambda: 'a'.strip(1))
attempt(lambda: str.maketrans('a', 'bc'))
attempt(lambda: str.maketrans('a'))
attempt(lambda: 1 in 'a')
attempt(lambda: 'a'.count())
attempt(lambda: 'a'.index('b'))
attempt(lambda: 'a'.find('a', 'b'))
attempt(lambda: 'a'.encode('nonsense'))
attempt(lambda: 'é'.encode('ascii'))
attempt(lambda: 'a'.splitlines(1, 2))
