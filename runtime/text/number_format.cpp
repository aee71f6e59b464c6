#include "runtime/text/number_format.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "runtime/text/number_parse.h"

namespace krait::text {
namespace {

/// A double has no more digits than this behind its first one; what is asked for beyond is zeros.
constexpr int kMostDigits = 1100;

/// The decimal digits d1 d2 … of a finite magnitude that is 0.d1d2… * 10^point, with `zeros` more
/// behind them. A zero is one '0' with point 1. The digits lie in the object's own buffer.
struct Decimal {
    Decimal() = default;
    Decimal(const Decimal&) = delete;
    Decimal& operator=(const Decimal&) = delete;

    /// Takes the "d.ddde+xx" that stands in the buffer apart.
    void split(const char* end);

    char buffer[kMostDigits + 16];
    std::string_view digits;
    std::size_t zeros = 0;
    int point = 0;
};

void Decimal::split(const char* end) {
    const char* const exponent = std::find(static_cast<const char*>(buffer), end, 'e');
    const char* number = exponent + 1;
    if (*number == '+') ++number;
    std::from_chars(number, end, point);
    ++point;
    const bool has_point = exponent - buffer > 1;
    if (has_point) buffer[1] = buffer[0];
    const char* const first = buffer + (has_point ? 1 : 0);
    digits = {first, static_cast<std::size_t>(exponent - first)};
}

void shortest_digits(double magnitude, Decimal& decimal) {
    char* const end = decimal.buffer + sizeof decimal.buffer;
    decimal.split(std::to_chars(decimal.buffer, end, magnitude, std::chars_format::scientific).ptr);
}

/// `count` significant digits, correctly rounded.
void significant_digits(double magnitude, int count, Decimal& decimal) {
    const int wanted = std::min(count, kMostDigits);
    char* const end = decimal.buffer + sizeof decimal.buffer;
    decimal.split(
        std::to_chars(decimal.buffer, end, magnitude, std::chars_format::scientific, wanted - 1)
            .ptr);
    decimal.zeros = static_cast<std::size_t>(count - wanted);
}

void append_exponent(std::string& out, int exponent) {
    out += 'e';
    out += exponent < 0 ? '-' : '+';
    const unsigned magnitude = static_cast<unsigned>(std::abs(exponent));
    if (magnitude < 10) out += '0';
    append_decimal(out, std::uint64_t{magnitude});
}

/// "d.ddde±xx"; a point without digits behind it only where `keep_point`.
void append_scientific(std::string& out, const Decimal& decimal, bool keep_point) {
    out += decimal.digits[0];
    if (decimal.digits.size() > 1 || keep_point) out += '.';
    out += decimal.digits.substr(1);
    out.append(decimal.zeros, '0');
    append_exponent(out, decimal.point - 1);
}

/// Plain digits around the point. More digits than were kept are always behind it.
void append_plain(std::string& out, const Decimal& decimal, bool keep_point) {
    const auto size = static_cast<int>(decimal.digits.size());
    if (decimal.point <= 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-decimal.point), '0');
        out += decimal.digits;
    } else if (decimal.point >= size) {
        out += decimal.digits;
        out.append(static_cast<std::size_t>(decimal.point - size), '0');
        if (keep_point) out += '.';
    } else {
        const auto point = static_cast<std::size_t>(decimal.point);
        out += decimal.digits.substr(0, point);
        out += '.';
        out += decimal.digits.substr(point);
    }
    out.append(decimal.zeros, '0');
}

void append_fixed(std::string& out, double magnitude, int precision, bool keep_point) {
    constexpr int kIntegerDigits = 310;
    const int wanted = std::min(precision, kMostDigits);
    char buffer[kIntegerDigits + 2 + kMostDigits];
    const auto done =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::fixed, wanted);
    out.append(buffer, done.ptr);
    out.append(static_cast<std::size_t>(precision - wanted), '0');
    if (precision == 0 && keep_point) out += '.';
}

/// 'g': significant digits, as plain digits or with an exponent, whichever the size asks for.
void append_general(std::string& out, double magnitude, const DoubleForm& form) {
    const int precision = std::max(form.precision, 1);
    Decimal decimal;
    significant_digits(magnitude, precision, decimal);
    if (!form.alternate) {
        const std::size_t last = decimal.digits.find_last_not_of('0');
        decimal.digits = decimal.digits.substr(0, last == std::string::npos ? 1 : last + 1);
        decimal.zeros = 0;
    }
    const int limit = precision - (form.add_dot_zero ? 1 : 0);
    if (decimal.point <= -4 || decimal.point > limit) {
        append_scientific(out, decimal, form.alternate);
    } else {
        const bool whole = decimal.point >= static_cast<int>(decimal.digits.size());
        append_plain(out, decimal, form.alternate || (whole && form.add_dot_zero));
        if (whole && form.add_dot_zero && out.back() == '.') out += '0';
    }
}

void append_shortest(std::string& out, double magnitude, const DoubleForm& form) {
    constexpr int kLastPlainPoint = 16;
    Decimal decimal;
    shortest_digits(magnitude, decimal);
    if (decimal.point <= -4 || decimal.point > kLastPlainPoint) {
        append_scientific(out, decimal, form.alternate);
        return;
    }
    append_plain(out, decimal, form.alternate || form.add_dot_zero);
    if (form.add_dot_zero && out.back() == '.') out += '0';
}

/// `magnitude` rounded half-even to a multiple of 10^places, as decimal text.
std::string round_before_point(double magnitude, std::size_t places) {
    // From 1 on, 52 digits after the point are exact; below 1 the answer is 0 anyway.
    constexpr int kExactFraction = 52;
    std::string digits;
    append_fixed(digits, magnitude, kExactFraction, false);
    const std::size_t whole = digits.find('.');
    if (places > whole) return "0";
    digits.erase(whole, 1);
    const std::string_view rest = std::string_view(digits).substr(whole - places);
    const bool above_half =
        rest[0] > '5' || (rest[0] == '5' && rest.find_first_not_of('0', 1) != rest.npos);
    std::string kept = "0" + digits.substr(0, whole - places);
    const bool odd = (kept.back() - '0') % 2 != 0;
    if (above_half || (rest[0] == '5' && odd)) {
        std::size_t last = kept.size() - 1;
        for (; kept[last] == '9'; --last) kept[last] = '0';
        ++kept[last];
    }
    kept += 'e';
    append_decimal(kept, std::uint64_t{places});
    return kept;
}

constexpr DoubleForm kReprForm{'r', 0, false, true, false};

void append_finite(std::string& out, double magnitude, const DoubleForm& form) {
    switch (form.type) {
        case 'e':
        case 'E': {
            // The precision may be the greatest int: one digit of it goes before the point.
            Decimal decimal;
            significant_digits(magnitude, std::min(form.precision, kMostDigits - 1) + 1, decimal);
            decimal.zeros =
                static_cast<std::size_t>(std::max(form.precision - (kMostDigits - 1), 0));
            append_scientific(out, decimal, form.alternate);
            break;
        }
        case 'f':
        case 'F': append_fixed(out, magnitude, form.precision, form.alternate); break;
        case 'g':
        case 'G': append_general(out, magnitude, form); break;
        default: append_shortest(out, magnitude, form);
    }
}

}  // namespace

std::string format_double_plain(double value, const DoubleForm& form) {
    std::string out;
    out.reserve(32);
    if (std::signbit(value) && !std::isnan(value)) {
        out += '-';
    } else if (form.plus_sign) {
        out += '+';
    }
    if (std::isnan(value)) {
        out += "nan";
    } else if (std::isinf(value)) {
        out += "inf";
    } else {
        append_finite(out, std::fabs(value), form);
    }
    if (form.type == 'E' || form.type == 'F' || form.type == 'G') {
        for (char& c : out) {
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return out;
}

std::string repr_double(double value) {
    return format_double_plain(value, kReprForm);
}

void append_repr(std::string& out, double value) {
    out += repr_double(value);
}

std::string repr_complex(double real, double imag) {
    DoubleForm form{'r', 0, false, false, false};
    if (real == 0.0 && !std::signbit(real)) return format_double_plain(imag, form) + 'j';
    std::string out = "(" + format_double_plain(real, form);
    form.plus_sign = true;
    out += format_double_plain(imag, form);
    return out + "j)";
}

double round_decimal(double value, std::int64_t digits) {
    constexpr std::int64_t kNoDigitsBelow = 323;
    constexpr std::int64_t kNoDigitsAbove = -308;
    if (!std::isfinite(value) || value == 0.0 || digits > kNoDigitsBelow) return value;
    if (digits < kNoDigitsAbove) return std::copysign(0.0, value);
    std::string text;
    if (digits >= 0) {
        append_fixed(text, std::fabs(value), static_cast<int>(digits), false);
    } else {
        text = round_before_point(std::fabs(value), static_cast<std::size_t>(-digits));
    }
    return std::copysign(decimal_to_double(text), value);
}

std::string double_to_hex(double value) {
    if (!std::isfinite(value)) return repr_double(value);
    constexpr int kMantissaBits = 52;
    constexpr int kBias = 1023;
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const std::uint64_t mantissa = bits & ((std::uint64_t{1} << kMantissaBits) - 1);
    const auto field = static_cast<int>((bits >> kMantissaBits) & 0x7FF);
    std::string out = std::signbit(value) ? "-0x" : "0x";
    if (field == 0 && mantissa == 0) return out + "0.0p+0";
    out += field == 0 ? "0." : "1.";
    for (int shift = kMantissaBits - 4; shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[(mantissa >> shift) & 0xF];
    }
    const int exponent = field == 0 ? 1 - kBias : field - kBias;
    out += exponent < 0 ? "p-" : "p+";
    append_decimal(out, static_cast<std::uint64_t>(std::abs(exponent)));
    return out;
}

std::size_t write_decimal(std::uint64_t value, char* out) {
    return static_cast<std::size_t>(std::to_chars(out, out + 20, value).ptr - out);
}

std::size_t write_decimal(std::int64_t value, char* out) {
    return static_cast<std::size_t>(std::to_chars(out, out + 21, value).ptr - out);
}

void append_decimal(std::string& out, std::int64_t value) {
    char buffer[21];
    out.append(buffer, write_decimal(value, buffer));
}

void append_decimal(std::string& out, std::uint64_t value) {
    char buffer[20];
    out.append(buffer, write_decimal(value, buffer));
}

std::string to_decimal(std::int64_t value) {
    char buffer[21];
    return std::string(buffer, write_decimal(value, buffer));
}

std::string to_base(std::uint64_t magnitude, unsigned base) {
    char buffer[kIntBufferSize];
    const auto done =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, static_cast<int>(base));
    return std::string(buffer, done.ptr);
}

std::string to_prefixed(std::int64_t value, unsigned base) {
    std::string out = value < 0 ? "-0" : "0";
    out += base == 2 ? 'b' : base == 8 ? 'o' : 'x';
    const auto bits = static_cast<std::uint64_t>(value);
    return out + to_base(value < 0 ? std::uint64_t{0} - bits : bits, base);
}

std::string group_digits(std::string_view digits, char separator, unsigned group) {
    std::string out;
    out.reserve(digits.size() + digits.size() / group + 1);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % group == 0) out += separator;
        out += digits[i];
    }
    return out;
}

}  // namespace krait::text
