#include "runtime/modules/math_special.h"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <limits>
#include <numbers>

namespace krait::math {

namespace {

// A value and the rounding error of the operation that gave it.
struct Exact {
    double value, error;
};

// |a| >= |b|.
Exact fast_sum(double a, double b) {
    double sum = a + b;
    return {sum, (a - sum) + b};
}
Exact exact_sum(double a, double b) {
    double sum = a + b;
    double b_part = sum - a;
    return {sum, (a - (sum - b_part)) + (b - b_part)};
}
Exact exact_product(double a, double b) {
    double product = a * b;
    return {product, std::fma(a, b, -product)};
}

// ---- gamma

// The Lanczos approximation with 13 terms for doubles, as a quotient of polynomials, lowest power
// first.
constexpr int kTerms = 13;
constexpr double kLanczosG = 6.024680040776729583740234375;
constexpr double kLanczosGMinusHalf = 5.524680040776729583740234375;
constexpr double kNumerator[kTerms] = {23531376880.410759688572007674451636754734846804940,
                                       42919803642.649098768957899047001988850926355848959,
                                       35711959237.355668049440185451547166705960488635843,
                                       17921034426.037209699919755754458931112671403265390,
                                       6039542586.3520280050642916443072979210699388420708,
                                       1439720407.3117216736632230727949123939715485786772,
                                       248874557.86205415651146038641322942321632125127801,
                                       31426415.585400194380614231628318205362874684987640,
                                       2876370.6289353724412254090516208496135991145378768,
                                       186056.26539522349504029498971604569928220784236328,
                                       8071.6720023658162106380029022722506138218516325024,
                                       210.82427775157934587250973392071336271166969580291,
                                       2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[kTerms] = {
    0.0,       39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0,
    2637558.0, 357423.0,   32670.0,     1925.0,      66.0,        1.0};

double lanczos_sum(double x) {
    double numerator = 0.0, denominator = 0.0;
    if (x < 5.0) {
        for (int i = kTerms; i-- > 0;) {
            numerator = numerator * x + kNumerator[i];
            denominator = denominator * x + kDenominator[i];
        }
    } else {
        // In powers of 1/x, which don't overflow.
        for (int i = 0; i < kTerms; i++) {
            numerator = numerator / x + kNumerator[i];
            denominator = denominator / x + kDenominator[i];
        }
    }
    return numerator / denominator;
}

// sin(pi x), exact at the zeros.
double sin_pi(double x) {
    double y = std::fmod(std::fabs(x), 2.0);
    double result;
    switch (static_cast<int>(std::round(2.0 * y))) {
        case 0: result = std::sin(std::numbers::pi * y); break;
        case 1: result = std::cos(std::numbers::pi * (y - 0.5)); break;
        case 2: result = std::sin(std::numbers::pi * (1.0 - y)); break;
        case 3: result = -std::cos(std::numbers::pi * (y - 1.5)); break;
        default: result = std::sin(std::numbers::pi * (y - 2.0)); break;
    }
    return std::copysign(1.0, x) * result;
}

// (n - 1)! as doubles: all that are exact.
double factorial_before(int n) {
    double result = 1.0;
    for (int i = 2; i < n; i++) result *= i;
    return result;
}

bool is_whole(double x) {
    return x == std::floor(x);
}

// Multiplies or divides by base**exponent, in two halves where the whole would overflow.
double scale_by_power(double value, double base, double exponent, double magnitude, bool divide) {
    if (magnitude < 140.0) {
        double factor = std::pow(base, exponent);
        return divide ? value / factor : value * factor;
    }
    double factor = std::pow(base, exponent / 2.0);
    return divide ? value / factor / factor : value * factor * factor;
}

double gamma_by_lanczos(double x, double magnitude) {
    double y = magnitude + kLanczosGMinusHalf;
    // What the rounding of y lost.
    double lost = magnitude > kLanczosGMinusHalf ? (y - magnitude) - kLanczosGMinusHalf
                                                 : (y - kLanczosGMinusHalf) - magnitude;
    double correction = lost * kLanczosG / y;
    double result;
    if (x < 0.0) {
        result = -std::numbers::pi / sin_pi(magnitude) / magnitude * std::exp(y) /
                 lanczos_sum(magnitude);
        result -= correction * result;
    } else {
        result = lanczos_sum(magnitude) / std::exp(y);
        result += correction * result;
    }
    return scale_by_power(result, y, magnitude - 0.5, magnitude, x < 0.0);
}

}  // namespace

Outcome gamma(double x) {
    if (std::isnan(x) || x == HUGE_VAL) return {x};
    if (x == -HUGE_VAL || x == 0.0) return {NAN, Status::kDomainError};
    if (is_whole(x)) {
        if (x < 0.0) return {NAN, Status::kDomainError};
        if (x <= 23.0) return {factorial_before(static_cast<int>(x))};
    }
    double magnitude = std::fabs(x);
    double result;
    if (magnitude < 1e-20)
        result = 1.0 / x;
    else if (magnitude > 200.0)
        return x < 0.0 ? Outcome{0.0 / sin_pi(x)} : Outcome{HUGE_VAL, Status::kRangeError};
    else
        result = gamma_by_lanczos(x, magnitude);
    return {result, std::isinf(result) ? Status::kRangeError : Status::kOk};
}

Outcome log_gamma(double x) {
    constexpr double kLogPi = 1.144729885849400174143427351353058711647;
    if (std::isnan(x)) return {x};
    if (std::isinf(x)) return {HUGE_VAL};
    if (is_whole(x) && x <= 2.0)
        return x <= 0.0 ? Outcome{HUGE_VAL, Status::kDomainError} : Outcome{0.0};
    double magnitude = std::fabs(x);
    if (magnitude < 1e-20) return {-std::log(magnitude)};
    double result = std::log(lanczos_sum(magnitude)) - kLanczosG;
    result += (magnitude - 0.5) * (std::log(magnitude + kLanczosG - 0.5) - 1);
    if (x < 0.0)
        result = kLogPi - std::log(std::fabs(sin_pi(magnitude))) - std::log(magnitude) - result;
    return {result, std::isinf(result) ? Status::kRangeError : Status::kOk};
}

// ---- exact sums

bool ExactSum::add(double x) {
    double given = x;
    std::size_t kept = 0;
    for (double part : parts_) {
        if (std::fabs(x) < std::fabs(part)) std::swap(x, part);
        Exact sum = fast_sum(x, part);
        if (sum.error != 0.0) parts_[kept++] = sum.error;
        x = sum.value;
    }
    parts_.resize(kept);
    if (x == 0.0) return true;
    if (std::isfinite(x)) {
        parts_.push_back(x);
        return true;
    }
    if (std::isfinite(given)) return false;
    if (std::isinf(given)) infinities_ += given;
    special_sum_ += given;
    parts_.clear();
    return true;
}

double ExactSum::result(Problem* problem) const {
    *problem = Problem::kNone;
    if (special_sum_ != 0.0) {
        if (std::isnan(infinities_)) *problem = Problem::kOppositeInfinities;
        return special_sum_;
    }
    std::size_t n = parts_.size();
    if (n == 0) return 0.0;
    double high = parts_[--n], low = 0.0;
    while (n > 0 && low == 0.0) {
        Exact sum = fast_sum(high, parts_[--n]);
        high = sum.value;
        low = sum.error;
    }
    // What is left may turn a tie into more than half: the rounding of `high` is then made right.
    if (n > 0 && ((low < 0.0 && parts_[n - 1] < 0.0) || (low > 0.0 && parts_[n - 1] > 0.0))) {
        double twice = low * 2.0;
        double moved = high + twice;
        if (twice == moved - high) high = moved;
    }
    return high;
}

bool ProductSum::add_product(double x, double y) {
    Exact product = exact_product(x, y);
    Exact high = exact_sum(high_, product.value);
    Exact low = exact_sum(low_, product.error);
    Exact middle = exact_sum(low.value, high.error);
    if (!std::isfinite(high.value)) return false;
    high_ = high.value;
    low_ = middle.value;
    tiny_ += low.error + middle.error;
    return true;
}

double ProductSum::result() const {
    Exact last = exact_sum(low_, tiny_);
    return exact_sum(high_, last.value).value;
}

// ---- norms

double vector_norm(double* values, std::size_t count, double greatest, bool found_nan) {
    if (std::isinf(greatest)) return greatest;
    if (found_nan) return NAN;
    if (greatest == 0.0 || count <= 1) return greatest;
    int exponent;
    std::frexp(greatest, &exponent);
    if (exponent < -1023) {
        // The scale of subnormal numbers would not be a double.
        for (std::size_t i = 0; i < count; i++) values[i] /= DBL_MIN;
        return DBL_MIN * vector_norm(values, count, greatest / DBL_MIN, found_nan);
    }
    double scale = std::ldexp(1.0, -exponent);
    // The running sum starts at 1, so that it is never less than what is added to it.
    double sum = 1.0, product_errors = 0.0, sum_errors = 0.0;
    auto add_square = [&](double a, double b) {
        Exact square = exact_product(a, b);
        Exact next = fast_sum(sum, square.value);
        sum = next.value;
        product_errors += square.error;
        sum_errors += next.error;
    };
    for (std::size_t i = 0; i < count; i++) {
        double x = values[i] * scale;
        add_square(x, x);
    }
    double root = std::sqrt(sum - 1.0 + (product_errors + sum_errors));
    // One step of correction by what the square of the root leaves of the sum.
    add_square(-root, root);
    root += (sum - 1.0 + (product_errors + sum_errors)) / (2.0 * root);
    return root / scale;
}

// ---- neighbours

double step_towards(double x, double y, std::uint64_t steps) {
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
    if (steps == 0 || std::isnan(x)) return x;
    if (std::isnan(y)) return y;
    auto from = std::bit_cast<std::uint64_t>(x), to = std::bit_cast<std::uint64_t>(y);
    if (from == to) return x;
    // Without the sign, doubles are ordered as their bits.
    std::uint64_t from_size = from & ~kSign, to_size = to & ~kSign;
    if ((from ^ to) & kSign) {
        if (from_size + to_size <= steps) return y;
        if (from_size < steps) return std::bit_cast<double>((to & kSign) | (steps - from_size));
        return std::bit_cast<double>(from - steps);
    }
    if (from_size > to_size)
        return from_size - to_size >= steps ? std::bit_cast<double>(from - steps) : y;
    return to_size - from_size >= steps ? std::bit_cast<double>(from + steps) : y;
}

}  // namespace krait::math
