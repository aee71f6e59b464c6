values = [0.1, 1 / 3, 2 / 3, 1e15, 1e16, 1e17, 123456789.123456789, 1e-4, 1e-5, 1.5e-5, 9999999999999998.0,
          12345678901234567.0, 1.0, 100.0, 1e2, 1e21, 1e22, 1e23, 5e-324, 1.7976931348623157e308,
          2.2250738585072014e-308, 0.30000000000000004, 4.35, 2.675, 1.005, 1e-7, 123e-7, 3.0e10, 1234567.0,
          0.000123456789, 1e-10, -1e-10, -123.456, 1e100, 6.02214076e23, 9.109e-31, float(2 ** 53), float(2 ** 63), float(2 ** 64)]
for v in values:
    print(repr(v), str(v), f'{v}', f'{v:.3f}', f'{v:.3e}', f'{v:.3g}', f'{v:g}', '%s %r %.2f %g %e' % (v, v, v, v, v))
specs = ['', 'f', 'F', 'e', 'E', 'g', 'G', 'n', '%', '.0f', '.1f', '.10f', '.0e', '.5e', '.0g', '.1g', '.15g', '.17g', '.20g',
         '10', '<10', '>10', '^10', '010', '+', '-', ' ', '+.2f', ' .2f', ',', '_', ',.2f', '_.3f', '#.0f', '#g', '#.3g', '015,.2f',
         '*^15.3f', '=+15.2f', '.3', '.1', '10.4', 'z', 'z.1f', '.0%', '.1%', '>+12.3e']
for spec in specs:
    print(spec, [format(v, spec) for v in (0.0, -0.0, 1.0, -1.5, 3.14159265, 1234567.891, 1e-7, 1e20, float('inf'), -float('inf'), float('nan'), -0.04)])
for spec in ('d', 's', 'x', 'c', '.f', '10.', ',_', '=^', 'ff', '.-1f', '1.2.3'):
    try:
        print(spec, format(1.5, spec))
    except ValueError as error:
        print(spec, 'ValueError:', error)
print('%5.1f|%-8.2f|%+.1f|%08.3f|% .1f|%#.0f|%.0f|%10.4e|%G' % (1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 2.5, 12345.678, 1e-10))
print('%f %F %e %E %g %G' % ((float('inf'),) * 6), '%f %5.1f' % (float('nan'), float('nan')))
print('%d %i %x' % (3.99, -3.99, 255), '%s' % 1e16, '%r' % 0.1, '%.3s' % 3.14159)
try:
    '%x' % 1.5
except TypeError as error:
    print(error)
print([round(x, n) for x in (1.2345, 2.5, -1.45, 1e10 / 3) for n in (0, 1, 2, 3)])
print(0.1 + 0.7, 0.1 * 3, 1.1 + 2.2, 1e16 - 1, 1 - 0.9, 1e308 * 10, -1e308 * 10, 5e-324 / 2)
text = [repr(i / 7) for i in range(1, 200)]
print(all(float(t) == (i + 1) / 7 for i, t in enumerate(text)), text[100])
print([float(f'1e{e}') for e in range(-6, 20, 3)], [10.0 ** e for e in range(-6, 24, 3)])
for i in (1, 3, 7, 10, 21, 33, 47):
    print(2.0 ** i, 2.0 ** -i, 10.0 ** i, 10.0 ** -i, 3.0 ** i)
