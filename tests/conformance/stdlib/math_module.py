import math


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
print(math.sqrt(16), math.sqrt(2), math.isqrt(17), math.cbrt(27), math.pow(2, 10), math.exp(0), math.exp2(3), math.expm1(0.0), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)))
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(2.9), math.trunc(-2.9), math.floor(5), math.ceil(10 ** 20 + 0.0), math.fabs(-3), math.copysign(1, -0.0), math.fmod(7, 3), math.fmod(-7, 3), math.remainder(7, 4), math.modf(2.5), math.modf(-2.5), math.frexp(8.0), math.ldexp(0.5, 4))
print(math.log(1), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(0), math.log(10 ** 30), math.log2(2 ** 100), math.log10(10 ** 50))
print(math.sin(0), math.cos(0), math.tan(0), math.asin(1), math.acos(1), math.atan(1), math.atan2(1, 1), math.atan2(-1, -1), math.sinh(0), math.cosh(0), math.tanh(0), math.asinh(0), math.acosh(1), math.atanh(0), math.degrees(math.pi), math.radians(180))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(12, 18, 27), math.gcd(-4, 6), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.factorial(0), math.factorial(10), math.factorial(25), math.comb(5, 2), math.comb(2, 5), math.perm(5, 2), math.perm(4), math.prod([1, 2, 3]), math.prod([], start=5), math.prod([1.5, 2]))
print(math.isnan(math.nan), math.isnan(1), math.isinf(math.inf), math.isinf(-math.inf), math.isfinite(1), math.isfinite(math.inf), math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12, abs_tol=1e-10))
print(math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.sumprod([1, 2], [3, 4]), math.gamma(5), math.lgamma(1), math.erf(0), math.erfc(0), math.nextafter(1, 2), math.ulp(1.0), math.fma(2, 3, 4))
print([round(math.sin(x / 10), 12) for x in range(5)], [round(math.exp(x), 10) for x in (-1, 1, 2)], round(math.gamma(0.5), 12))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(2, 0), lambda: math.log(2, 1), lambda: math.acos(2), lambda: math.asin(-2), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.isqrt(-1), lambda: math.isqrt(1.5), lambda: math.exp(1000), lambda: math.pow(10, 1000), lambda: math.pow(-1, 0.5), lambda: math.fmod(1, 0), lambda: math.sqrt('a'), lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.comb(1.5, 2), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: math.ceil('a'), lambda: math.trunc('a'), lambda: math.ldexp(1.0, 10000), lambda: math.cosh(1000), lambda: math.gamma(0), lambda: math.gamma(-1), lambda: math.log(10, 'a'), lambda: math.hypot('a'), lambda: math.dist((1,), (1, 2)), lambda: math.prod(5), lambda: math.fsum(['a']), lambda: math.nothing, lambda: math.isclose(1, 2, rel_tol=-1), lambda: math.atanh(1), lambda: math.sin(math.inf), lambda: math.modf('a'), lambda: math.frexp(), lambda: math.perm(-1), lambda: math.remainder(1, 0), lambda: math.sumprod([1], [1, 2]), lambda: math.sqrt(10 ** 400)):
    attempt(f)


class F:
    def __float__(self):
        return 4.0


class I:
    def __index__(self):
        return 9


class FC:
    def __floor__(self):
        return 'floor'

    def __ceil__(self):
        return 'ceil'

    def __trunc__(self):
        return 'trunc'


print(math.sqrt(F()), math.sqrt(I()), math.isqrt(I()), math.floor(FC()), math.ceil(FC()), math.trunc(FC()), math.factorial(I()), math.floor(F()), math.gcd(I(), 6))
total = 0.0
for i in range(500):
    total += math.sqrt(i) + math.floor(i / 3) + math.sin(i) * 0 + math.pi
print(round(total, 6))
log = []
for i in range(300):
    if i == 100:
        saved, math.sqrt = math.sqrt, lambda x: 'patched'
    if i == 200:
        math.sqrt = saved
    r = math.sqrt(9)
    if not log or log[-1] != r:
        log.append(r)
print(log)
math.custom = 'attribute'
print(math.custom)
del math.custom
attempt(lambda: math.custom)
