"""local: adds a local variable, ten times a turn: the floor for reads of attributes."""
import sys


def run(turns):
    value = 3
    total = 0
    for _ in range(turns):
        total += value
        total += value
        total += value
        total += value
        total += value
        total += value
        total += value
        total += value
        total += value
        total += value
    return total


def main():
    reads = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
    turns = reads // 10
    result = run(turns)
    if result != turns * 10 * 3:
        sys.exit(f"local: wrong result {result}")
    print(f"local {turns * 10}: {result}")


main()
