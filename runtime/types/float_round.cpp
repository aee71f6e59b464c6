// round(float, n): rounding the exact decimal value, ties to even, and back to the nearest double.
#include "runtime/types/number_types.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace krait {

namespace {

// A double has at most 767 significant digits, 309 before the point and 1074 behind it.
constexpr int kExactDigits = 767;

double read_back(const char* begin, const char* end, bool* too_great) {
    double value = 0;
    auto parsed = std::from_chars(begin, end, value);
    if (parsed.ec != std::errc::result_out_of_range) return value;
    *too_great = true;
    return value;
}

double round_behind_point(double magnitude, int digits, bool* too_great) {
    char buffer[700];
    auto written =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::fixed, digits);
    return read_back(buffer, written.ptr, too_great);
}

// To a multiple of 10**digits.
double round_before_point(double magnitude, int digits, bool* too_great) {
    char buffer[kExactDigits + 32];
    // The exponent of the exact value: the shortest form may already be rounded up to the next
    // power of ten.
    auto exact = std::to_chars(buffer, buffer + sizeof buffer, magnitude,
                               std::chars_format::scientific, kExactDigits);
    *exact.ptr = '\0';
    const char* mark = std::strchr(buffer, 'e');
    int exponent = 0;
    const char* exponent_text = mark + (mark[1] == '+' ? 2 : 1);
    std::from_chars(exponent_text, static_cast<const char*>(exact.ptr), exponent);
    int kept = exponent + 1 - digits;  // significant digits that stay
    if (kept < 0) return 0.0;
    if (kept == 0) {
        // Half of 10**digits or more: more than half goes up, the tie goes to zero, which is even.
        bool tie = buffer[0] == '5' &&
                   std::strspn(buffer + 2, "0") == static_cast<std::size_t>(mark - buffer - 2);
        if (buffer[0] < '5' || tie) return 0.0;
        char text[16] = "1e";
        auto written = std::to_chars(text + 2, text + sizeof text, digits);
        return read_back(text, written.ptr, too_great);
    }
    auto written = std::to_chars(buffer, buffer + sizeof buffer, magnitude,
                                 std::chars_format::scientific, kept - 1);
    return read_back(buffer, written.ptr, too_great);
}

}  // namespace

bool round_to_digits(double value, i64 digits, double* result) {
    constexpr i64 kMostDigits = 323, kLeastDigits = -308;
    *result = value;
    if (!std::isfinite(value) || value == 0 || digits > kMostDigits) return true;
    if (digits < kLeastDigits) {
        *result = 0.0 * value;
        return true;
    }
    double magnitude = std::fabs(value);
    bool too_great = false;
    double rounded = digits >= 0
                         ? round_behind_point(magnitude, static_cast<int>(digits), &too_great)
                         : round_before_point(magnitude, static_cast<int>(-digits), &too_great);
    // Out of range is also what is too small to be told from zero.
    if (too_great && magnitude > 1.0) return false;
    *result = std::copysign(too_great ? 0.0 : rounded, value);
    return true;
}

}  // namespace krait
