"""float_points: makes many points, normalises them, and takes maxima, without operators.

Stresses float attributes on instances (reads and writes), `__slots__` against plain classes, and
allocation of objects that live for a while.
"""
import math
import sys

DEFAULT_SIZE = 180000
EXPECTED = {
    400: ("0.894365", "1.000000", "0.447179", "1.516779", "-4.735290", "100.023963"),
    180000: ("0.894427", "1.000000", "0.447214", "0.399367", "-1.802683", "45000.079292"),
}


class Point:
    def __init__(self, i):
        x = math.sin(i)
        self.x = x
        self.y = math.cos(i) * 3.0
        self.z = x * x / 2.0

    def normalize(self):
        norm = math.sqrt(self.x * self.x + self.y * self.y + self.z * self.z)
        self.x /= norm
        self.y /= norm
        self.z /= norm

    def maximize(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


class SlotPoint:
    __slots__ = ("x", "y", "z")

    def __init__(self, i):
        x = math.sin(i)
        self.x = x
        self.y = math.cos(i) * 3.0
        self.z = x * x / 2.0

    def normalize(self):
        norm = math.sqrt(self.x * self.x + self.y * self.y + self.z * self.z)
        self.x /= norm
        self.y /= norm
        self.z /= norm

    def maximize(self, other):
        self.x = self.x if self.x > other.x else other.x
        self.y = self.y if self.y > other.y else other.y
        self.z = self.z if self.z > other.z else other.z
        return self


def run(kind, count):
    points = [kind(i) for i in range(count)]
    for point in points:
        point.normalize()
    best = points[0]
    for point in points[1:]:
        best = best.maximize(point)
    return best


def centroid(points):
    x = y = z = 0.0
    for _ in range(4):
        for point in points:
            x += point.x
            y += point.y
            z += point.z
    return x, y, z


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    results = []
    for kind in (Point, SlotPoint, Point):
        best = run(kind, size)
        mixed = [Point(i) if i % 2 else SlotPoint(i) for i in range(size // 4)]
        sums = centroid(mixed)
        results.append(tuple(f"{v:.6f}" for v in (best.x, best.y, best.z) + sums))
    if results[0] != results[1] or results[0] != results[2]:
        sys.exit(f"float_points: the classes differ: {results}")
    expected = EXPECTED.get(size)
    if expected is not None and results[0] != expected:
        sys.exit(f"float_points: wrong result {results[0]}, not {expected}")
    print(f"float_points {size}: {' '.join(results[0])}")


main()
