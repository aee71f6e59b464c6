samples = ['', 'abc', 'ABC', 'aBc dEf', '123', 'a1', 'ß', 'ﬀ', 'É', 'éa', 'İ', 'ǅ', 'they\'re bill\'s', '日本', 'ΑΣ', 'Σ', ' \t', 'hello WORLD-foo_bar']
for s in samples:
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold(), len(s.upper()))
print([ascii('ΑΣ'.lower()), ascii('Σ'.lower()), ascii('ΑΣΑ'.lower()), ascii('İ'.lower())])
tests = samples + ['a b', 'A B', 'Title Case', 'Title case', '1.5', '½', '²', '٣', '四', '_', '_a1', '9a', 'class', 'é', 'a-b', '\x00', '\n', '\u200b', '\xad', ' ', '\u3000', 'ª', 'a\u0301', '\U0001F600', 'Ⅷ', '\x85']
for name in ('isalpha', 'isdigit', 'isdecimal', 'isnumeric', 'isalnum', 'isspace', 'isupper', 'islower', 'istitle', 'isidentifier', 'isprintable', 'isascii'):
    print(name, ''.join('1' if getattr(s, name)() else '0' for s in tests))
for s in ('x', 'abc', 'é', ''):
    for width in (0, 1, 5, 6):
        print([s.center(width), s.ljust(width), s.rjust(width), s.center(width, '*'), s.ljust(width, '-'), s.rjust(width, '日'), s.zfill(width)])
print('-5'.zfill(5), '+5'.zfill(5), '--5'.zfill(6), ''.zfill(3), '-'.zfill(3))
for function in (lambda: 'a'.center(), lambda: 'a'.center('x'), lambda: 'a'.center(5, 'ab'), lambda: 'a'.center(5, ''), lambda: 'a'.ljust(5, 1),
                 lambda: 'a'.upper(1), lambda: 'a'.zfill('b'), lambda: str.upper(), lambda: str.upper(5), lambda: 'a'.nothing, lambda: 'a'.isalpha(1)):
    try:
        print(function())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__ + ':', error)
print('abc'.expandtabs(), 'a\tb'.expandtabs(), 'a\tb\tcd\t'.expandtabs(4), '\t'.expandtabs(0), 'a\nb\tc'.expandtabs(3), 'ab\tc'.expandtabs(tabsize=2), repr('\ta\r\tb'.expandtabs(2)))
