print('a starts')
first = 'a first'
import _cycle_b
second = _cycle_b.value + ' seen by a'
print('a ends')


def call_b():
    return _cycle_b.call_a()


def answer():
    return 'answer from a'
