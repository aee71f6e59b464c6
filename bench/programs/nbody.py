"""nbody: the outer planets and the sun under gravity, as plain lists of floats.

Stresses float arithmetic, list indexing with small constants, and unpacking in loops.
"""
import sys

DEFAULT_SIZE = 130000
PI = 3.141592653589793
SOLAR_MASS = 4 * PI * PI
DAYS = 365.24
EXPECTED = {
    1000: "-0.169087605",
    130000: "-0.169025878",
}

# position, velocity (per day), mass (in suns): sun, Jupiter, Saturn, Uranus, Neptune
SYSTEM = (
    ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
    ((4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01),
     (1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05),
     9.54791938424326609e-04),
    ((8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01),
     (-2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05),
     2.85885980666130812e-04),
    ((1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01),
     (2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05),
     4.36624404335156298e-05),
    ((1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01),
     (2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05),
     5.15138902046611451e-05),
)


def make_bodies():
    bodies = []
    for position, velocity, mass in SYSTEM:
        bodies.append((list(position), [v * DAYS for v in velocity], mass * SOLAR_MASS))
    momentum = [0.0, 0.0, 0.0]
    for _, velocity, mass in bodies:
        for axis in range(3):
            momentum[axis] += velocity[axis] * mass
    sun = bodies[0][1]
    for axis in range(3):
        sun[axis] = -momentum[axis] / SOLAR_MASS
    return bodies


def make_pairs(bodies):
    pairs = []
    for i, first in enumerate(bodies):
        for second in bodies[i + 1:]:
            pairs.append((first, second))
    return pairs


def advance(steps, dt, bodies, pairs):
    for _ in range(steps):
        for ((p1, v1, m1), (p2, v2, m2)) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            pull = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
            toward_second = m2 * pull
            toward_first = m1 * pull
            v1[0] -= dx * toward_second
            v1[1] -= dy * toward_second
            v1[2] -= dz * toward_second
            v2[0] += dx * toward_first
            v2[1] += dy * toward_first
            v2[2] += dz * toward_first
        for (p, (vx, vy, vz), _) in bodies:
            p[0] += dt * vx
            p[1] += dt * vy
            p[2] += dt * vz


def energy(bodies, pairs):
    total = 0.0
    for ((x1, y1, z1), _, m1), ((x2, y2, z2), _, m2) in pairs:
        dx, dy, dz = x1 - x2, y1 - y2, z1 - z2
        total -= m1 * m2 / (dx * dx + dy * dy + dz * dz) ** 0.5
    for _, (vx, vy, vz), mass in bodies:
        total += mass * (vx * vx + vy * vy + vz * vz) / 2.0
    return total


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    bodies = make_bodies()
    pairs = make_pairs(bodies)
    before = f"{energy(bodies, pairs):.9f}"
    advance(steps, 0.01, bodies, pairs)
    after = f"{energy(bodies, pairs):.9f}"
    expected = EXPECTED.get(steps)
    if before != "-0.169075164" or (expected is not None and after != expected):
        sys.exit(f"nbody: wrong energy: before {before}, after {after}")
    print(f"nbody {steps}: energy {before} -> {after}")


main()
