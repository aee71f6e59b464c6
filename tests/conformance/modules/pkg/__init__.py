print('pkg init', __name__, __package__)
from . import one
from .one import one_value as renamed
version = '1.0'
