import random


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


for seed in (0, 1, 42, 123456789, -5, 2 ** 70, 1.5):
    random.seed(seed)
    print(seed, [random.random() for _ in range(3)], random.getrandbits(32), random.getrandbits(70), random.randrange(100), random.randint(1, 6))
random.seed('text')
print(random.random())
random.seed(b'bytes')
print(random.random())
random.seed(7)
print([random.randrange(10) for _ in range(10)], [random.randrange(5, 50, 5) for _ in range(5)], [random.randint(-3, 3) for _ in range(8)])
print(random.choice('abcdef'), random.choice([1, 2, 3]), random.choices([1, 2, 3], k=5), random.choices('ab', weights=[1, 9], k=8), random.sample(range(100), 5), random.sample('abcdef', 3))
items = list(range(10))
random.shuffle(items)
print(items, sorted(items) == list(range(10)))
print([round(random.uniform(1, 5), 10) for _ in range(3)], round(random.gauss(0, 1), 10), round(random.gauss(0, 1), 10), round(random.expovariate(1.5), 10), round(random.triangular(0, 1, 0.5), 10), round(random.normalvariate(0, 1), 10), round(random.betavariate(1, 2), 10))
r = random.Random(99)
s = random.Random(99)
print([r.random() for _ in range(3)] == [s.random() for _ in range(3)], r.randint(0, 10 ** 30), r.choice((1, 2)))
state = r.getstate()
a = [r.random() for _ in range(5)]
r.setstate(state)
print(a == [r.random() for _ in range(5)], type(state).__name__, len(state))
random.seed(5)
x = random.random()
random.seed(5)
print(x == random.random())
attempt(lambda: random.randrange(0))
attempt(lambda: random.randrange(5, 5))
attempt(lambda: random.randint(5, 1))
attempt(lambda: random.choice([]))
attempt(lambda: random.sample([1, 2], 3))
attempt(lambda: random.choices([], k=1))
attempt(lambda: random.randrange(1.5))
attempt(lambda: random.getrandbits(-1))
attempt(lambda: random.seed([]))
attempt(lambda: random.sample({1, 2}, 1))
random.seed(2024)
counts = [0] * 6
for _ in range(3000):
    counts[random.randrange(6)] += 1
print(counts, sum(random.random() for _ in range(1000)))
print(random.random.__self__.__class__.__name__, isinstance(r, random.Random))
