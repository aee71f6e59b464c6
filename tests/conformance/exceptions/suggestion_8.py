class Counter:
    def __init__(self):
        self.total = 0

    def add(self):
        return total + 1


Counter().add()
