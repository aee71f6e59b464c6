import sys


def main():
    print('main')
    sys.exit('message on stderr')


main()
