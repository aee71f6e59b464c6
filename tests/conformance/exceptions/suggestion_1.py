class Shape:
    def __init__(self):
        self.height = 3
        self.width = 4

    def area(self):
        return self.heigth * self.width


print("before")
Shape().area()
