"""attr_module: reads an attribute of a module, ten reads a turn."""
import sys

import _values as module


def run(turns):
    total = 0
    for _ in range(turns):
        total += module.value
        total += module.value
        total += module.value
        total += module.value
        total += module.value
        total += module.value
        total += module.value
        total += module.value
        total += module.value
        total += module.value
    return total


def main():
    reads = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000
    turns = reads // 10
    result = run(turns)
    if result != turns * 10 * 3:
        sys.exit(f"attr_module: wrong result {result}")
    print(f"attr_module {turns * 10}: {result}")


main()
