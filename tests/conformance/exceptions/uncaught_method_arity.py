class Greeter:
    def greet(self, name, punctuation='!'):
        return 'hello ' + name + punctuation


g = Greeter()
print(g.greet('you'))
g.greet()
