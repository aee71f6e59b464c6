print('deep init', __name__, __package__)
from ..one import one_value
from .. import one as up
deep_value = 10 + up.one_value
