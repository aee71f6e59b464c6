import sys

print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig)
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.int_info.default_max_str_digits)
print(sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.nan, sys.hash_info.imag)
print(sys.implementation.name != '', sys.platform, isinstance(sys.executable, str), sys.flags.optimize)
