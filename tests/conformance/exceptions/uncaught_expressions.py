class Box:
    def __init__(self, value):
        self.value = value

    def get(self, key):
        return self.value[key]


def compute(box, scale):
    total = (
        box.get('a')
        + box.get('b') * scale
    )
    return total


box = Box({'a': 1, 'b': 'x'})
print('start')
result = compute(box, 2)
