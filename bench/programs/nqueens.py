"""nqueens: all placements of n queens, twice: with bit masks and with a generator over lists.

Stresses recursion, int bit operations, recursive generators (`yield from`) and list slices.
"""
import sys

DEFAULT_SIZE = 11
EXPECTED = {4: 2, 5: 10, 6: 4, 7: 40, 8: 92, 9: 352, 10: 724, 11: 2680}


def count_masks(full, columns, left, right):
    if columns == full:
        return 1
    total = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        total += count_masks(full, columns | bit, (left | bit) << 1, (right | bit) >> 1)
    return total


def placements(size, rows=()):
    column = len(rows)
    if column == size:
        yield rows
        return
    for row in range(size):
        for other, taken in enumerate(rows):
            if taken == row or abs(taken - row) == column - other:
                break
        else:
            yield from placements(size, rows + (row,))


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    by_masks = count_masks((1 << size) - 1, 0, 0, 0)
    by_masks_next = count_masks((1 << (size + 1)) - 1, 0, 0, 0)
    by_lists = 0
    checksum = 0
    for rows in placements(size):
        by_lists += 1
        for row in rows:
            checksum = (checksum * 31 + row) % 1000003
    expected = EXPECTED.get(size)
    if by_masks != by_lists or (expected is not None and by_lists != expected):
        sys.exit(f"nqueens: wrong counts: {by_masks} and {by_lists}")
    print(f"nqueens {size}: {by_lists} solutions, checksum {checksum}, next {by_masks_next}")


main()
