"""What a script sees of itself."""
import sys

print(__name__, __doc__, sys.modules['__main__'].__name__)
main = sys.modules['__main__']
x = 1
print(main.x, vars(main) is globals())
main.y = 2
print(y)
del main.y
try:
    y
except NameError as error:
    print(error)


def f():
    return x


main.x = 'changed through the module'
print(f(), x)
if __name__ == '__main__':
    print('run as main')
print(sorted(n for n in globals() if not n.startswith('__')))
print(len(sys.argv), type(sys.argv[0]).__name__, sys.argv[1:])
print(__file__.endswith('main_module.py'))
import __main__
print(__main__ is main)
