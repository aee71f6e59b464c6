"""richards: an operating-system task scheduler, simulated (after Martin Richards' benchmark).

Stresses attribute reads and writes on small objects, short methods, method calls that land on
different classes at one call site, and linked lists.  The counters it must reach are well known.
"""
import sys

DEFAULT_SIZE = 20
TRACE_LENGTH = 10000
EXPECTED_QUEUED = 23246
EXPECTED_HELD = 9297

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)
KIND_DEVICE = 0
KIND_WORK = 1
PAYLOAD = 4


class Packet:
    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * PAYLOAD

    def append_to(self, queue):
        """Put this packet at the end of a queue and give back the queue's head."""
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    """What every task has: a priority, an input queue and three state bits."""

    def __init__(self, system, ident, priority, queue, waiting):
        self.system = system
        self.ident = ident
        self.priority = priority
        self.queue = queue
        self.pending = queue is not None
        self.waiting = waiting
        self.holding = False
        self.link = system.first
        system.first = self
        system.table[ident] = self

    def is_blocked(self):
        return self.holding or (self.waiting and not self.pending)

    def accept(self, packet, sender):
        if self.queue is None:
            self.queue = packet
            self.pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.queue)
        return sender

    def resume(self):
        packet = None
        if self.pending and self.waiting and not self.holding:
            packet = self.queue
            self.queue = packet.link
            self.pending = self.queue is not None
            self.waiting = False
        return self.step(packet)

    def wait(self):
        self.waiting = True
        return self

    def hold(self):
        self.system.held += 1
        self.holding = True
        return self.link

    def release(self, ident):
        other = self.system.table[ident]
        other.holding = False
        if other.priority > self.priority:
            return other
        return self

    def send(self, packet):
        target = self.system.table[packet.ident]
        self.system.queued += 1
        packet.link = None
        packet.ident = self.ident
        return target.accept(packet, self)

    def step(self, packet):
        raise NotImplementedError


class IdleTask(Task):
    def __init__(self, system, ident, priority, turns):
        super().__init__(system, ident, priority, None, False)
        self.control = 1
        self.turns = turns

    def step(self, packet):
        self.turns -= 1
        if self.turns == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class WorkerTask(Task):
    def __init__(self, system, ident, priority, queue):
        super().__init__(system, ident, priority, queue, True)
        self.target = HANDLER_A
        self.letter = 0

    def step(self, packet):
        if packet is None:
            return self.wait()
        if self.target == HANDLER_A:
            self.target = HANDLER_B
        else:
            self.target = HANDLER_A
        packet.ident = self.target
        packet.datum = 0
        for position in range(PAYLOAD):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[position] = 64 + self.letter
        return self.send(packet)


class HandlerTask(Task):
    def __init__(self, system, ident, priority, queue):
        super().__init__(system, ident, priority, queue, True)
        self.work = None
        self.devices = None

    def step(self, packet):
        if packet is not None:
            if packet.kind == KIND_WORK:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is None:
            return self.wait()
        done = work.datum
        if done >= PAYLOAD:
            self.work = work.link
            return self.send(work)
        device = self.devices
        if device is None:
            return self.wait()
        self.devices = device.link
        device.datum = work.data[done]
        work.datum = done + 1
        return self.send(device)


class DeviceTask(Task):
    def __init__(self, system, ident, priority):
        super().__init__(system, ident, priority, None, True)
        self.kept = None

    def step(self, packet):
        if packet is not None:
            self.kept = packet
            return self.hold()
        packet = self.kept
        if packet is None:
            return self.wait()
        self.kept = None
        return self.send(packet)


class System:
    def __init__(self):
        self.first = None
        self.table = [None] * 6
        self.queued = 0
        self.held = 0

    def build(self):
        IdleTask(self, IDLE, 0, TRACE_LENGTH)
        queue = Packet(None, WORKER, KIND_WORK)
        WorkerTask(self, WORKER, 1000, Packet(queue, WORKER, KIND_WORK))
        for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000),
                                          (HANDLER_B, DEVICE_B, 3000)):
            queue = None
            for _ in range(3):
                queue = Packet(queue, device, KIND_DEVICE)
            HandlerTask(self, handler, priority, queue)
        DeviceTask(self, DEVICE_A, 4000)
        DeviceTask(self, DEVICE_B, 5000)

    def run(self):
        task = self.first
        while task is not None:
            if task.is_blocked():
                task = task.link
            else:
                task = task.resume()


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    queued = held = 0
    for _ in range(rounds):
        system = System()
        system.build()
        system.run()
        queued += system.queued
        held += system.held
        if system.queued != EXPECTED_QUEUED or system.held != EXPECTED_HELD:
            sys.exit(f"richards: wrong counters: queued {system.queued}, held {system.held}")
    print(f"richards {rounds}: queued {queued}, held {held}")


main()
