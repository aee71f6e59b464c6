"""raise_catch: raises and catches an exception, ten times a turn."""
import sys


def run(turns):
    caught = 0
    for turn in range(turns):
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
        try:
            raise ValueError(turn)
        except ValueError:
            caught += 1
    return caught


def main():
    raises = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
    turns = raises // 10
    result = run(turns)
    if result != turns * 10:
        sys.exit(f"raise_catch: wrong result {result}")
    print(f"raise_catch {turns * 10}: {result}")


main()
