"""chess_moves: counts the positions reached by all legal moves (perft) on a 10x12 mailbox board.

Stresses list indexing, dicts of tuples, generators, string tests, and small objects with make and
unmake.  Castling and en passant are left out.
"""
import sys

DEFAULT_SIZE = 16
EXPECTED_MIDDLE = 1469
NORTH, SOUTH, EAST, WEST = -10, 10, 1, -1
KNIGHT = (-21, -19, -12, -8, 8, 12, 19, 21)
STRAIGHT = (NORTH, SOUTH, EAST, WEST)
DIAGONAL = (-11, -9, 9, 11)
STEPS = {"N": KNIGHT, "B": DIAGONAL, "R": STRAIGHT, "Q": STRAIGHT + DIAGONAL,
         "K": STRAIGHT + DIAGONAL}
SLIDERS = "BRQ"

START = ("rnbqkbnr", "pppppppp", "........", "........",
         "........", "........", "PPPPPPPP", "RNBQKBNR")
MIDDLE = ("r.b.k..r", "pp.n.ppp", "..p.pn..", "q.b.....",
          "...PP...", "..NB.N..", "PP..QPPP", "R.B.K..R")


class Move:
    __slots__ = ("source", "target", "captured", "promoted")

    def __init__(self, source, target, captured, promoted):
        self.source = source
        self.target = target
        self.captured = captured
        self.promoted = promoted


class Board:
    def __init__(self, rows):
        self.cells = ["#"] * 120
        for y, row in enumerate(rows):
            for x, piece in enumerate(row):
                self.cells[21 + y * 10 + x] = piece
        self.white = True

    def is_own(self, piece):
        return piece.isupper() if self.white else piece.islower()

    def is_foe(self, piece):
        return piece.islower() if self.white else piece.isupper()

    def moves(self):
        cells = self.cells
        for square in range(21, 99):
            piece = cells[square]
            if piece == "#" or piece == "." or not self.is_own(piece):
                continue
            kind = piece.upper()
            if kind == "P":
                yield from self.pawn_moves(square)
                continue
            slides = kind in SLIDERS
            for step in STEPS[kind]:
                target = square + step
                while True:
                    victim = cells[target]
                    if victim == ".":
                        yield Move(square, target, ".", None)
                    else:
                        if self.is_foe(victim):
                            yield Move(square, target, victim, None)
                        break
                    if not slides:
                        break
                    target += step

    def pawn_moves(self, square):
        cells = self.cells
        if self.white:
            forward, home, last, pieces = NORTH, 8, 2, "QRBN"
        else:
            forward, home, last, pieces = SOUTH, 3, 9, "qrbn"
        targets = []
        ahead = square + forward
        if cells[ahead] == ".":
            targets.append(ahead)
            if square // 10 == home and cells[ahead + forward] == ".":
                targets.append(ahead + forward)
        for side in (EAST, WEST):
            victim = cells[ahead + side]
            if victim != "." and victim != "#" and self.is_foe(victim):
                targets.append(ahead + side)
        for target in targets:
            if target // 10 == last:
                for promoted in pieces:
                    yield Move(square, target, cells[target], promoted)
            else:
                yield Move(square, target, cells[target], None)

    def make(self, move):
        cells = self.cells
        piece = cells[move.source]
        cells[move.source] = "."
        cells[move.target] = move.promoted or piece
        self.white = not self.white

    def unmake(self, move):
        cells = self.cells
        self.white = not self.white
        if move.promoted:
            cells[move.source] = "P" if self.white else "p"
        else:
            cells[move.source] = cells[move.target]
        cells[move.target] = move.captured

    def leaves_king_attacked(self):
        """Whether the side that has just moved stands in check."""
        cells = self.cells
        own_king, foe = ("k", str.upper) if self.white else ("K", str.lower)
        king = cells.index(own_king)
        for step in KNIGHT:
            if cells[king + step] == foe("n"):
                return True
        for steps, sliders in ((STRAIGHT, "rq"), (DIAGONAL, "bq")):
            attackers = (foe(sliders[0]), foe(sliders[1]))
            for step in steps:
                target = king + step
                if cells[target] == foe("k"):
                    return True
                while cells[target] == ".":
                    target += step
                if cells[target] in attackers:
                    return True
        forward = SOUTH if self.white else NORTH
        pawn = foe("p")
        return cells[king + forward + EAST] == pawn or cells[king + forward + WEST] == pawn


def perft(board, depth):
    if depth == 0:
        return 1
    total = 0
    for move in list(board.moves()):
        board.make(move)
        if not board.leaves_king_attacked():
            total += perft(board, depth - 1)
        board.unmake(move)
    return total


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    start = Board(START)
    first, second = perft(start, 1), perft(start, 2)
    third = middle = 0
    for _ in range(rounds):
        third = perft(start, 3)
        middle = perft(Board(MIDDLE), 2)
    if (first, second, third, middle) != (20, 400, 8902, EXPECTED_MIDDLE):
        sys.exit(f"chess_moves: wrong counts {first}, {second}, {third}, {middle}")
    print(f"chess_moves {rounds}: {first} {second} {third}, middle game {middle}")


main()
