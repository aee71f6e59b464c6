print('two init', __name__)
from .one import one_value
from .sub import deep
from .sub.deep import deep_value as dv
two_value = one_value + dv
