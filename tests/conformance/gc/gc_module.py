import gc

print(type(gc.collect()).__name__, gc.isenabled())
gc.disable()
print(gc.isenabled())
x = [[i] for i in range(1000)]
gc.enable()
print(gc.isenabled(), len(x), x[999])
for generation in (0, 1, 2):
    print(type(gc.collect(generation)).__name__)
for bad in (-1, 3, 'x'):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(type(gc.get_threshold()).__name__, len(gc.get_threshold()))


class Cycle:
    def __init__(self):
        self.me = self


for _ in range(100):
    Cycle()
n = gc.collect()
print(n >= 0)
print(gc.garbage)
