# comments, blank lines, continuation, semicolons and indentation

x = 1; y = 2; print(x, y)
if x: print('one-line if')
if x: print('a'); print('b')
if not x: pass
else: print('one-line else')
for i in (1, 2): print(i, end=' '); print('|', end=' ')
print()
while x < 3: x += 1
print(x)
class One: a = 1; b = 2
print(One.a + One.b)
def f(): return 5
print(f())
def g(): a = 1; return a
print(g())

total = 1 + \
    2 + \
    3
print(total)
values = [
    1,
    2,  # a comment inside brackets

    3,
]
print(values)
call = print(
    'spread',
        'over',
  'lines',
)
d = {
    'a':
        1,
    'b': 2,
    }
print(d)
if (x > 1 and
        y > 1):
    print('condition over lines')
	
def tabs():
	if True:
		return 'tabs'
print(tabs())


def odd_indent():
  if True:
        return 'eight'
  return 'two'


print(odd_indent())
def nested():
    def inner():
        # only a comment
        return 1
            # oddly indented comment
    return inner
print(nested()())
if True:
    print('body')
# dedented comment

    print('still body')
else:
    print('not here')
(print)('parenthesised callee')
print((lambda: 'lambda')())
print(((((1)))), (1,), ())
print([]if x else 1, 1 if x else[], not(x), -(x))
print('end' if x==3 else'other')
a = b = c = []
a.append(1)
print(a, b, c, a is c)
(p) = 5
(q), [r] = 6, (7,)
[s, t] = 'st'
print(p, q, r, s, t)
x = *values, 4
print(x)
for z in 1, 2, *values:
    print(z, end=' ')
print()
print(*values, sep='-')
print(*'abc', *(1, 2), end='!\n')
lambda_with_default = lambda a, b=2, *c, d=4, **e: (a, b, c, d, e)
print(lambda_with_default(1), lambda_with_default(1, 3, 5, d=6, z=7))
print(1 if 0 else 2 if 0 else 3)
assert True, 'no'
assert (1, 'tuples are true')[0]
pass; pass
if 1:
    if 2:
        if 3:
            print('deep')
print("no newline at the end of this file")
print("last line")