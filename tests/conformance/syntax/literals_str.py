print('single', "double", '''triple single''', """triple double""")
print('it\'s', "say \"hi\"", 'a"b', "a'b", 'back\\slash', "tab\there", 'nul\0end' == 'nul\x00end')
print(repr('line\nbreak'), repr("cr\r"), repr('\a\b\f\v'), repr('\x7f\x80\xa0\xad'))
print('\x41\101\u0041\U00000041', '\060', '\1' == '\x01')
print('\N{LATIN SMALL LETTER E WITH ACUTE}', '\N{GREEK SMALL LETTER ALPHA}', '\N{SNOWMAN}')
print('con' 'cat' "enated" '''here''')
print('adjacent '
      'over '
      "lines")
print('continued \
line')
print("""first
second
  third""")
print(r'raw \n \t \\', R"raw \" quote", r'\u0041', len(r'\''))
print(b'bytes', b"\x00\xff\n", rb'\x00', Rb"\n", bR'\t', br"a\b", b'a' b'b')
print(repr('unicode é ü 日本 \U0001F600'), 'é' == '\xe9', len('\U0001F600'))
print(repr('\u200b\u2028\ufeff\ue000\ud800'))
print(repr("both ' and \""), repr("only '"), repr('only "'), repr(''))
print(u'prefix u', U"prefix U")
print('''quotes "inside" and 'these' too''', """ends with quote\"""")
print('percent %', '{braces}', '{{', 'semi;colon', 'hash # inside')
print(len('a\
b'), len('''
'''), len("\\\n"))
print('é日😀'[0], 'é日😀'[1], 'é日😀'[2], 'é日😀'[::-1], len('é日😀'))
name_é = 'identifier with accent'
print(name_é)
ﬁ = 'ligature normalises'
print(fi)
print(ascii('é日😀\n\'"'), ascii('plain'))
print(repr(b'\'"\\\t\r\n\x7f\xe9'), repr(b"it's"), repr(b'q"'))
print('\t|\v|\f|'.split('|'))
print(chr(0x10ffff) == '\U0010ffff', ord('\uffff'))
