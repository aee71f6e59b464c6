"""attr_slot: reads an attribute kept in a slot, ten reads a turn."""
import sys


class Box:
    __slots__ = ("first", "value")

    def __init__(self):
        self.first = 1
        self.value = 3


def run(turns):
    box = Box()
    total = 0
    for _ in range(turns):
        total += box.value
        total += box.value
        total += box.value
        total += box.value
        total += box.value
        total += box.value
        total += box.value
        total += box.value
        total += box.value
        total += box.value
    return total


def main():
    reads = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
    turns = reads // 10
    result = run(turns)
    if result != turns * 10 * 3:
        sys.exit(f"attr_slot: wrong result {result}")
    print(f"attr_slot {turns * 10}: {result}")


main()
