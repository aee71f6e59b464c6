"""fannkuch: the most pancake flips that any permutation of n numbers takes.

Stresses list element loads and stores, slices and slice assignment, and small-int arithmetic.
"""
import sys

DEFAULT_SIZE = 9
EXPECTED = {5: (11, 7), 6: (49, 10), 7: (228, 16), 8: (1616, 22), 9: (8629, 30),
            10: (73196, 38)}


def flips_of(permutation):
    flips = 0
    first = permutation[0]
    while first:
        permutation[:first + 1] = permutation[first::-1]
        flips += 1
        first = permutation[0]
    return flips


def fannkuch(size):
    current = list(range(size))
    counts = [0] * size
    checksum = 0
    most = 0
    even = True
    while True:
        if current[0]:
            flips = flips_of(current[:])
            if flips > most:
                most = flips
            checksum += flips if even else -flips
        even = not even
        # the next permutation: rotate ever longer prefixes until one has turns left
        position = 1
        while position < size:
            head = current[0]
            for i in range(position):
                current[i] = current[i + 1]
            current[position] = head
            counts[position] += 1
            if counts[position] <= position:
                break
            counts[position] = 0
            position += 1
        else:
            return checksum, most


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    result = fannkuch(size)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"fannkuch: wrong result {result}, not {expected}")
    print(f"fannkuch {size}: checksum {result[0]}, most flips {result[1]}")


main()
