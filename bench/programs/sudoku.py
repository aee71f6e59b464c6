"""sudoku: solves puzzles by propagating candidates and searching (strings as candidate sets).

Stresses dicts of short strings, string membership and replacement, comprehensions, `all`/`any`
over generator expressions, and recursion.
"""
import sys

DEFAULT_SIZE = 40
SOLVED = 7
NODES = 60
DIGITS = "123456789"
ROWS = "ABCDEFGHI"

SQUARES = [row + column for row in ROWS for column in DIGITS]
UNITS_LIST = ([[row + column for row in ROWS] for column in DIGITS]
              + [[row + column for column in DIGITS] for row in ROWS]
              + [[row + column for row in rows for column in columns]
                 for rows in ("ABC", "DEF", "GHI") for columns in ("123", "456", "789")])
UNITS = {square: [unit for unit in UNITS_LIST if square in unit] for square in SQUARES}
PEERS = {square: sorted({other for unit in UNITS[square] for other in unit} - {square})
         for square in SQUARES}

PUZZLES = (
    "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "85...24..72......9..4.........1.7..23.5...9...4...........8..7..17..........36.4.",
    "..53.....8......2..7..1.5..4....53...1..7...6..32...8..6.5....9..4....3......97..",
    "12..4......5.69.1...9...5.........7.7...52.9..3......2.9.6...5.4..9..8.1..3...9.4",
    "...57..3.1......2.7...234......8...4..7..4...49....6.5.42...3.....7..9....18.....",
    "7..1523........92....3.....1....47.8.......6............9...5.6.4.9.7...8....6.1.",
    "1....7.9..3..2...8..96..5....53..9...1..8...26....4...3......1..4......7..7...3..",
)


def assign(values, square, digit):
    for other in values[square]:
        if other != digit and not eliminate(values, square, other):
            return False
    return True


def eliminate(values, square, digit):
    if digit not in values[square]:
        return True
    left = values[square] = values[square].replace(digit, "")
    if not left:
        return False
    if len(left) == 1 and not all(eliminate(values, peer, left) for peer in PEERS[square]):
        return False
    for unit in UNITS[square]:
        places = [place for place in unit if digit in values[place]]
        if not places:
            return False
        if len(places) == 1 and not assign(values, places[0], digit):
            return False
    return True


def parse(text):
    values = dict.fromkeys(SQUARES, DIGITS)
    for square, char in zip(SQUARES, text):
        if char in DIGITS and not assign(values, square, char):
            return None
    return values


class Search:
    def __init__(self):
        self.nodes = 0

    def solve(self, values):
        if values is None:
            return None
        self.nodes += 1
        open_squares = [(len(values[s]), s) for s in SQUARES if len(values[s]) > 1]
        if not open_squares:
            return values
        _, square = min(open_squares)
        for digit in values[square]:
            trial = values.copy()
            if assign(trial, square, digit):
                found = self.solve(trial)
                if found is not None:
                    return found
        return None


def is_solved(values, text):
    for unit in UNITS_LIST:
        if "".join(sorted(values[square] for square in unit)) != DIGITS:
            return False
    return all(char not in DIGITS or values[square] == char
               for square, char in zip(SQUARES, text))


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    nodes = solved = 0
    for _ in range(rounds):
        search = Search()
        solved = 0
        for text in PUZZLES:
            values = search.solve(parse(text))
            if values is not None:
                if not is_solved(values, text):
                    sys.exit("sudoku: a wrong solution")
                solved += 1
        nodes = search.nodes
    if solved != SOLVED or nodes != NODES:
        sys.exit(f"sudoku: wrong result: solved {solved}, nodes {nodes}")
    print(f"sudoku {rounds}: solved {solved}, nodes {nodes}")


main()
