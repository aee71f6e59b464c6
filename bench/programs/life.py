"""life: Conway's game, on a set of coordinate tuples and on a list of rows, side by side.

Stresses tuples as dict keys, set membership, dict counting, and nested list indexing.
"""
import sys

DEFAULT_SIZE = 800
EXPECTED = {
    4: (572, 628948492),
    800: (49, 819159725),
}
SIDE = 48


def step_set(alive):
    counts = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = ((x + dx) % SIDE, (y + dy) % SIDE)
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, count in counts.items()
            if count == 3 or (count == 2 and cell in alive)}


def step_rows(rows):
    result = []
    for y in range(SIDE):
        above, here, below = rows[y - 1], rows[y], rows[(y + 1) % SIDE]
        new = []
        for x in range(SIDE):
            left = x - 1
            right = (x + 1) % SIDE
            count = (above[left] + above[x] + above[right] + here[left] + here[right]
                     + below[left] + below[x] + below[right])
            new.append(1 if count == 3 or (count == 2 and here[x]) else 0)
        result.append(new)
    return result


def seed():
    state = 12345
    rows = []
    for _ in range(SIDE):
        row = []
        for _ in range(SIDE):
            state = (state * 1103515245 + 12345) % 2147483648
            row.append(1 if (state >> 16) % 4 == 0 else 0)
        rows.append(row)
    return rows


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    rows = seed()
    alive = {(x, y) for y in range(SIDE) for x in range(SIDE) if rows[y][x]}
    history = 0
    for _ in range(steps):
        rows = step_rows(rows)
        alive = step_set(alive)
        history = (history * 131 + len(alive)) % 1000000007
    from_rows = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    if from_rows != alive:
        sys.exit("life: the two worlds differ")
    expected = EXPECTED.get(steps)
    if expected is not None and expected != (len(alive), history):
        sys.exit(f"life: wrong result {(len(alive), history)}, not {expected}")
    print(f"life {steps}: alive {len(alive)}, history {history}")


main()
