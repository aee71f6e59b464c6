"""spectral_norm: the spectral norm of an infinite matrix, by the power method.

Stresses calls of small functions, generator expressions, float division and int arithmetic.
"""
import sys

DEFAULT_SIZE = 340
EXPECTED = {
    10: "1.271844019",
    340: "1.274224037",
}


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    size = len(vector)
    return [sum(element(i, j) * vector[j] for j in range(size)) for i in range(size)]


def transposed_times(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j, v in enumerate(vector):
            total += element(j, i) * v
        result.append(total)
    return result


def both_times(vector):
    return transposed_times(times(vector))


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    u = [1.0] * size
    v = u
    for _ in range(10):
        v = both_times(u)
        u = both_times(v)
    product = square = 0.0
    for a, b in zip(u, v):
        product += a * b
        square += b * b
    result = f"{(product / square) ** 0.5:.9f}"
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"spectral_norm: wrong result {result}, not {expected}")
    print(f"spectral_norm {size}: {result}")


main()
