"""mandelbrot: how many steps each point of a grid takes to escape, with floats and with complex.

Stresses a tight float loop, then the same loop on complex numbers.
"""
import sys

DEFAULT_SIZE = 520
LIMIT = 50
EXPECTED = {
    24: (10264, 156, 2519),
    520: (4679882, 71785, 1170769),
}


def escape_floats(cr, ci):
    zr = zi = 0.0
    for step in range(LIMIT):
        zr2 = zr * zr
        zi2 = zi * zi
        if zr2 + zi2 > 4.0:
            return step
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
    return LIMIT


def escape_complex(c):
    z = 0j
    for step in range(LIMIT):
        if abs(z) > 2.0:
            return step
        z = z * z + c
    return LIMIT


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    total = inside = 0
    for row in range(size):
        ci = 2.0 * row / size - 1.0
        for column in range(size):
            steps = escape_floats(3.0 * column / size - 2.0, ci)
            total += steps
            if steps == LIMIT:
                inside += 1
    half = size // 2
    complex_total = 0
    for row in range(half):
        for column in range(half):
            complex_total += escape_complex(complex(3.0 * column / half - 2.0,
                                                    2.0 * row / half - 1.0))
    result = (total, inside, complex_total)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"mandelbrot: wrong result {result}, not {expected}")
    print(f"mandelbrot {size}: steps {total}, inside {inside}, complex steps {complex_total}")


main()
