print('b starts')
import _cycle_a
value = 'b value'
print('b sees', _cycle_a.first, hasattr(_cycle_a, 'second'))
try:
    from _cycle_a import second
except ImportError as error:
    print(str(error).split(' (')[0])
print('b ends')


def call_a():
    return _cycle_a.answer()
