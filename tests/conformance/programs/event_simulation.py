"""Processes as generators, an event queue, resources, and statistics."""


class Simulation:
    def __init__(self):
        self.now = 0
        self.queue = []
        self.serial = 0
        self.log = []

    def schedule(self, delay, process, value=None):
        self.serial += 1
        self.queue.append((self.now + delay, self.serial, process, value))
        self.queue.sort(key=lambda e: (-e[0], -e[1]))

    def start(self, generator):
        self.schedule(0, generator)
        return generator

    def run(self, until=None):
        while self.queue and (until is None or self.queue[-1][0] <= until):
            self.now, _, process, value = self.queue.pop()
            try:
                request = process.send(value)
            except StopIteration as stop:
                self.log.append((self.now, process.__name__, 'ends', stop.value))
                continue
            request.apply(self, process)


class Wait:
    def __init__(self, delay):
        self.delay = delay

    def apply(self, sim, process):
        sim.schedule(self.delay, process, sim.now)


class Resource:
    def __init__(self, capacity):
        self.capacity = capacity
        self.users = []
        self.waiting = []
        self.peak = 0

    def request(self):
        return Acquire(self)

    def release(self):
        return Release(self)


class Acquire:
    def __init__(self, resource):
        self.resource = resource

    def apply(self, sim, process):
        r = self.resource
        if len(r.users) < r.capacity:
            r.users.append(process)
            sim.schedule(0, process, True)
        else:
            r.waiting.append(process)
            r.peak = max(r.peak, len(r.waiting))


class Release:
    def __init__(self, resource):
        self.resource = resource

    def apply(self, sim, process):
        r = self.resource
        r.users.remove(process)
        if r.waiting:
            nxt = r.waiting.pop(0)
            r.users.append(nxt)
            sim.schedule(0, nxt, True)
        sim.schedule(0, process)


class Stats:
    def __init__(self):
        self.n = 0
        self.total = 0
        self.least = self.most = None

    def add(self, v):
        self.n += 1
        self.total += v
        self.least = v if self.least is None or v < self.least else self.least
        self.most = v if self.most is None or v > self.most else self.most

    @property
    def mean(self):
        return self.total / self.n if self.n else 0.0

    def __str__(self):
        return f'n={self.n} mean={self.mean:.3f} min={self.least} max={self.most}'


sim = Simulation()
desk = Resource(2)
waits, stays = Stats(), Stats()


def customer(number, arrive, need):
    yield Wait(arrive)
    came = sim.now
    yield desk.request()
    waits.add(sim.now - came)
    try:
        yield Wait(need)
    finally:
        yield desk.release()
    stays.add(sim.now - came)
    return number


for i in range(60):
    sim.start(customer(i, i * 3 % 50, i * 7 % 11 + 1))
sim.run()
print(sim.now, waits, '|', stays)
print(desk.peak, len(desk.users), len(desk.waiting), len(sim.log), sim.log[:3], sim.log[-1])


def ticker(name, period, out):
    while True:
        yield Wait(period)
        out.append((name, sim.now))


sim = Simulation()
out = []
for name, period in (('a', 3), ('b', 5), ('c', 7.5)):
    sim.start(ticker(name, period, out))
sim.run(until=31)
print(out)


class Interrupt(Exception):
    pass


def sleeper():
    slept = 0
    while True:
        try:
            yield Wait(10)
            slept += 10
        except Interrupt as error:
            return slept, str(error)


s = sleeper()
next(s)
for _ in range(5):
    s.send(None)
try:
    s.throw(Interrupt('wake up'))
except StopIteration as stop:
    print(stop.value)
