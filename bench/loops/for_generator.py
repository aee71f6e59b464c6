"""for_generator: a for loop over a generator that yields its counter."""
import sys


def count(limit):
    value = 0
    while value < limit:
        yield value
        value += 1


def run(limit):
    total = 0
    for value in count(limit):
        total += value
    return total


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    result = run(limit)
    if result != limit * (limit - 1) // 2:
        sys.exit(f"for_generator: wrong result {result}")
    print(f"for_generator {limit}: {result}")


main()
