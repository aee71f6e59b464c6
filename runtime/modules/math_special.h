// The numeric functions of `math` that libm doesn't have, or not with the results that CPython
// documents: gamma and lgamma (Lanczos), exactly rounded sums, norms and products with
// compensation, steps between neighbouring doubles. Nothing here knows values or threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace krait::math {

enum class Status : std::uint8_t { kOk, kDomainError, kRangeError };
struct Outcome {
    double value;
    Status status = Status::kOk;
};

Outcome gamma(double x);
Outcome log_gamma(double x);

// An exact sum of doubles, as a growing list of parts that don't overlap.
class ExactSum {
public:
    enum class Problem : std::uint8_t { kNone, kOverflow, kOppositeInfinities };
    // False: the sum of parts overflowed.
    bool add(double x);
    // The sum rounded once, ties to even.
    double result(Problem* problem) const;

private:
    std::vector<double> parts_;
    double special_sum_ = 0.0;  // of infinities and NaNs
    double infinities_ = 0.0;
};

// A sum of products with three doubles' precision.
class ProductSum {
public:
    // False (and nothing changed) when the result would not be finite.
    bool add_product(double x, double y);
    double result() const;

private:
    double high_ = 0.0, low_ = 0.0, tiny_ = 0.0;
};

// sqrt(sum of squares); destroys the values. They must not be negative; `greatest` is the greatest
// of them.
double vector_norm(double* values, std::size_t count, double greatest, bool found_nan);

double step_towards(double x, double y, std::uint64_t steps);

}  // namespace krait::math
