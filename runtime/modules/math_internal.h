// What the files of the math module share.
#pragma once

#include "runtime/errors/errors.h"
#include "runtime/types/number.h"

namespace krait::math {

// math_integer.cpp
Result<Value> gcd(Thread&, const Args&);
Result<Value> lcm(Thread&, const Args&);
Result<Value> isqrt(Thread&, Value* a);
Result<Value> factorial(Thread&, Value* a);
Result<Value> perm(Thread&, Value* a);
Result<Value> comb(Thread&, Value* a);

// math_sums.cpp
Result<Value> fsum(Thread&, Value* a);
Result<Value> prod(Thread&, Value* a);
Result<Value> sumprod(Thread&, Value* a);
Result<Value> dist(Thread&, Value* a);
Result<Value> hypot(Thread&, const Args&);

// math_log.cpp: ints of any size
Result<Value> log(Thread&, const Args&);
Result<Value> log2(Thread&, Value* a);
Result<Value> log10(Thread&, Value* a);

// "expected …, got 1.5"
Failure raise_unexpected(Thread&, const char* expectation, double got);

}  // namespace krait::math
