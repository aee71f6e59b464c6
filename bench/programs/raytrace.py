"""raytrace: renders spheres over a checkered floor with shadows and mirrors.

Stresses float attributes of small objects, operator methods (`__add__`, `__mul__`, ...), methods
of different classes at one site, and the allocation of short-lived instances.
"""
import math
import sys

DEFAULT_SIZE = 190
EXPECTED = {
    12: (274, 927300800),
    190: (68222, 654270675),
}
EPSILON = 1e-5


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def length(self):
        return math.sqrt(self.dot(self))

    def unit(self):
        return self * (1.0 / self.length())

    def reflect(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.unit()

    def at(self, distance):
        return self.origin + self.direction * distance


class Surface:
    def __init__(self, color, mirror=0.0, diffuse=0.7):
        self.color = color
        self.mirror = mirror
        self.diffuse = diffuse

    def color_at(self, point):
        return self.color


class Checkered(Surface):
    def __init__(self, light, dark, side):
        super().__init__(light, 0.1, 0.6)
        self.dark = dark
        self.side = side

    def color_at(self, point):
        cell = math.floor(point.x / self.side) + math.floor(point.z / self.side)
        return self.color if cell % 2 == 0 else self.dark


class Sphere:
    def __init__(self, centre, radius, surface):
        self.centre = centre
        self.radius = radius
        self.surface = surface

    def distance(self, ray):
        offset = self.centre - ray.origin
        along = offset.dot(ray.direction)
        gap = self.radius * self.radius - (offset.dot(offset) - along * along)
        if gap < 0.0:
            return None
        near = along - math.sqrt(gap)
        return near if near > EPSILON else None

    def normal(self, point):
        return (point - self.centre).unit()


class Floor:
    def __init__(self, height, surface):
        self.height = height
        self.surface = surface
        self.up = Vector(0.0, 1.0, 0.0)

    def distance(self, ray):
        slope = ray.direction.y
        if -EPSILON < slope < EPSILON:
            return None
        along = (self.height - ray.origin.y) / slope
        return along if along > EPSILON else None

    def normal(self, point):
        return self.up


class Scene:
    def __init__(self):
        self.things = []
        self.lights = []
        self.depth = 3
        self.rays = 0

    def closest(self, ray):
        best = None
        best_distance = math.inf
        for thing in self.things:
            distance = thing.distance(ray)
            if distance is not None and distance < best_distance:
                best = thing
                best_distance = distance
        return best, best_distance

    def lit(self, point, light):
        ray = Ray(point, light - point)
        for thing in self.things:
            if thing.distance(ray) is not None:
                return False
        return True

    def trace(self, ray, depth):
        self.rays += 1
        thing, distance = self.closest(ray)
        if thing is None:
            sky = 0.5 + 0.5 * ray.direction.y
            return Vector(0.3 * sky, 0.5 * sky, 0.8 * sky)
        point = ray.at(distance)
        normal = thing.normal(point)
        surface = thing.surface
        base = surface.color_at(point)
        brightness = 0.15
        for light in self.lights:
            if self.lit(point, light):
                facing = (light - point).unit().dot(normal)
                if facing > 0.0:
                    brightness += facing * surface.diffuse
        color = base * brightness
        if surface.mirror > 0.0 and depth > 0:
            bounced = Ray(point, ray.direction.reflect(normal))
            color = color + surface.mirror * self.trace(bounced, depth - 1)
        return color


def build_scene():
    scene = Scene()
    scene.lights = [Vector(20.0, 30.0, -20.0), Vector(-15.0, 25.0, -5.0)]
    scene.things.append(Floor(0.0, Checkered(Vector(0.9, 0.9, 0.9), Vector(0.2, 0.2, 0.2), 1.5)))
    scene.things.append(Sphere(Vector(0.0, 2.0, 8.0), 2.0, Surface(Vector(0.8, 0.2, 0.2), 0.5)))
    for index in range(6):
        angle = index * math.pi / 3.0
        centre = Vector(4.0 * math.cos(angle), 0.8, 8.0 + 4.0 * math.sin(angle))
        color = Vector(0.2 + 0.12 * index, 0.9 - 0.1 * index, 0.5)
        scene.things.append(Sphere(centre, 0.8, Surface(color, 0.2)))
    return scene


def clamp(value):
    return max(0, min(255, int(value * 255.0)))


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    scene = build_scene()
    eye = Vector(0.0, 3.0, -6.0)
    checksum = 0
    for row in range(size):
        for column in range(size):
            direction = Vector((column - size / 2) / size, -(row - size / 2) / size - 0.1, 1.0)
            color = scene.trace(Ray(eye, direction), scene.depth)
            pixel = clamp(color.x) << 16 | clamp(color.y) << 8 | clamp(color.z)
            checksum = (checksum * 257 + pixel) % 2147483647
    result = (scene.rays, checksum)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"raytrace: wrong result {result}, not {expected}")
    print(f"raytrace {size}: rays {scene.rays}, checksum {checksum}")


main()
