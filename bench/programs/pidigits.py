"""pidigits: digits of pi by an unbounded spigot, then other work on ints of hundreds of digits.

Stresses big-int multiplication, division, addition and conversion to text.
"""
import sys

DEFAULT_SIZE = 3000
MERSENNE = [3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607]
DIGIT_SUMS = {100: 471, 1600: 7269, 3000: 13848}
FIRST = "3141592653589793238462643383279502884197"


def pi_digits(count):
    digits = []
    numerator, accumulator, denominator = 1, 0, 1
    k = 0
    while len(digits) < count:
        k += 1
        odd = 2 * k + 1
        accumulator += 2 * numerator
        accumulator *= odd
        numerator *= k
        denominator *= odd
        if numerator > accumulator:
            continue
        digit = (numerator * 3 + accumulator) // denominator
        if (numerator * 4 + accumulator) // denominator != digit:
            continue
        digits.append(str(digit))
        accumulator = (accumulator - denominator * digit) * 10
        numerator *= 10
    return "".join(digits)


def fibonacci(n):
    """By doubling."""
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def is_prime_mersenne(p):
    m = (1 << p) - 1
    s = 4
    for _ in range(p - 2):
        s = (s * s - 2) % m
    return s == 0


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    digits = pi_digits(size)
    if not digits.startswith(FIRST[:size]):
        sys.exit(f"pidigits: wrong digits {digits[:40]}")
    total = sum(int(d) for d in digits)
    number = fibonacci(size * 10)
    modular = pow(3, number, 1000000007)
    exponents = [p for p in range(3, max(20, size // 4), 2) if is_prime_mersenne(p)]
    if exponents != [p for p in MERSENNE if p < max(20, size // 4)]:
        sys.exit(f"pidigits: wrong Mersenne exponents {exponents}")
    if DIGIT_SUMS.get(size, total) != total:
        sys.exit(f"pidigits: wrong sum of digits {total}")
    print(f"pidigits {size}: last {digits[-10:]}, sum {total}, fibonacci {number.bit_length()} "
          f"bits {number % 1000000007}, power {modular}, {len(exponents)} Mersenne primes")


main()
