def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ':', error)


b = b'hello \xff\x00world'
print(b, len(b), b[0], b[-1], b[1:4], b[::-1], list(b[:3]), b'a' + b'b', b'ab' * 2, b'l' in b, 104 in b, b == b'hello \xff\x00world', b < b'i', hash(b) == hash(bytes(b)))
print(bytes(), bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), bytes(b'x'), bytes(range(5)), bytes.fromhex('00ff 41'), b.hex(), b'\x01\x02\x03\x04'.hex('-'), b'\x01\x02\x03'.hex(':', 2))
print(b.find(b'o'), b.rfind(b'o'), b.index(b'w'), b.count(b'l'), b.startswith(b'he'), b.endswith((b'x', b'ld')), b.find(0), b.replace(b'l', b'L'), b.split(b'o'), b.partition(b' '), b'a b  c'.split(), b' x '.strip(), b'xxaxx'.strip(b'x'), b'-'.join([b'a', b'b']))
print(b'AbC'.upper(), b'AbC'.lower(), b'ab cd'.title(), b'ab'.capitalize(), b'Ab'.swapcase(), b'a'.center(5), b'a'.ljust(3, b'-'), b'7'.zfill(3), b'12'.isdigit(), b'ab'.isalpha(), b' '.isspace(), b'a\tb'.expandtabs(2), b'a\nb\r\nc'.splitlines(), b'ab'.decode(), b'\xc3\xa9'.decode('utf-8'), b'\xe9'.decode('latin-1'))
print(b'\xff\xfea'.decode('utf-8', 'replace'), b'a\xff'.decode('ascii', 'ignore'), b'\xff'.decode('utf-8', 'backslashreplace'), b'abc'.translate(bytes.maketrans(b'ab', b'xy')), b'abc'.translate(None, b'b'), b'abcd'.removeprefix(b'ab'), b'abcd'.removesuffix(b'cd'), b'a,b'.rsplit(b',', 1), b'aXb'.rpartition(b'X'), b'\xc3'.isascii(), b'abc'.isascii())
attempt(lambda: b'\xff'.decode())
attempt(lambda: b'\xc3'.decode())
attempt(lambda: b'a\xe2\x82'.decode())
attempt(lambda: b'\xff'.decode('ascii'))
attempt(lambda: b'a' + 'b')
attempt(lambda: b'a' == 'a')
attempt(lambda: b['x'])
attempt(lambda: b'a'[5])
attempt(lambda: bytes([256]))
attempt(lambda: bytes(-1))
attempt(lambda: bytes('x'))
attempt(lambda: bytes(1.5))
attempt(lambda: bytes(['a']))
attempt(lambda: 'a' in b'a')
attempt(lambda: 300 in b'a')
attempt(lambda: b'a'.join(['x']))
attempt(lambda: b'a'.find('a'))
attempt(lambda: bytes.fromhex('zz'))
attempt(lambda: b'a' < 'a')
attempt(lambda: bytes('x', 'nope'))
attempt(lambda: b'a'.replace(b'a', 'b'))
ba = bytearray(b'hello')
ba[0] = 72
ba.append(33)
ba.extend(b'??')
ba += b'!'
print(ba, len(ba), ba[1:3], ba.pop(), ba.pop(0), ba, ba == b'ello!??', bytes(ba), ba.decode(), ba.upper(), type(ba[1:2]).__name__)
ba[1:3] = b'XYZ'
del ba[0]
ba.insert(0, 65)
ba.reverse()
print(ba, ba.find(b'Z'), ba.copy() is ba, list(ba)[:3], bytearray(3), bytearray('é', 'utf-8'), bytearray([1, 2]), bytearray(b'ab') * 2)
ba.remove(65)
ba.clear()
print(ba, bool(ba), bytearray(b'abc').hex(), bytearray(b'a') + b'b', b'a' + bytearray(b'b'), type(b'a' + bytearray(b'b')).__name__)
attempt(lambda: ba.pop())
attempt(lambda: ba.append(256))
attempt(lambda: ba.append('a'))
attempt(lambda: ba.__setitem__(0, 1))
attempt(lambda: hash(ba))
attempt(lambda: ba.remove(1))
total = 0
data = bytes(range(256))
for i in range(600):
    total += data[i % 256] ^ (i & 15)
print(total, sum(data), max(data), data[250:], [x for x in data[:3]], data.count(5), data.index(200))
print(b'\x00' < b'\x01', sorted([b'b', b'a']), {b'k': 1}[b'k'], b'%b-%d' % (b'x', 5), repr(b'\\'), str(b'a'), b"it's", b'"', b'\'"')
print(b'a' b'b', bytes(bytearray(b'q')), int.from_bytes(b'\x01\x00'), b'12' + b'3', int(b'123'), float(b'1.5'), b'a,b,c'.split(b',', 1), b'abc'.index(b'c'))
