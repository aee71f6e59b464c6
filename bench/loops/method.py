"""method: calls a method that returns an attribute, ten calls a turn."""
import sys


class Box:
    def __init__(self):
        self.value = 3

    def get(self):
        return self.value


def run(turns):
    box = Box()
    total = 0
    for _ in range(turns):
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
        total += box.get()
    return total


def main():
    reads = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
    turns = reads // 10
    result = run(turns)
    if result != turns * 10 * 3:
        sys.exit(f"method: wrong result {result}")
    print(f"method {turns * 10}: {result}")


main()
