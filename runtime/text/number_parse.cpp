#include "runtime/text/number_parse.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "runtime/text/classify.h"
#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Value of a digit in any base up to 36; 36 where it is none.
constexpr unsigned digit_of(char c) {
    if (is_ascii_digit(c)) return static_cast<unsigned>(c - '0');
    const char low = to_lower(c);
    return low >= 'a' && low <= 'z' ? static_cast<unsigned>(low - 'a') + 10 : 36;
}

/// `word` is lower case.
bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(),
                      [](char w, char t) { return w == to_lower(t); });
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    return at;
}

bool is_sign(std::string_view text, std::size_t at) {
    return at < text.size() && (text[at] == '+' || text[at] == '-');
}

// ---- decimal floats -----------------------------------------------------------------------------

/// For a decimal beyond what a double holds: whether it is too great rather than too small.
bool is_huge(std::string_view clean) {
    const std::size_t e = std::min(clean.find_first_of("eE"), clean.size());
    const std::string_view mantissa = clean.substr(0, e);
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos) return false;
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    // The power of ten of the first digit that counts.
    auto power = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
    if (e < clean.size()) {
        std::string_view digits = clean.substr(e + 1);
        const bool negative = digits.starts_with('-');
        if (is_sign(digits, 0)) digits.remove_prefix(1);
        std::int64_t exponent = 0;
        const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (parsed.ec != std::errc{}) return !negative;
        power += negative ? -exponent : exponent;
    }
    return power > 0;
}

struct Scanned {
    std::size_t end;
    double value;
};

/// inf, infinity or nan at `at`, case ignored.
std::optional<Scanned> scan_special(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (starts_with_word(rest, "infinity")) return Scanned{at + 8, kInfinity};
    if (starts_with_word(rest, "inf")) return Scanned{at + 3, kInfinity};
    if (starts_with_word(rest, "nan")) {
        return Scanned{at + 3, std::numeric_limits<double>::quiet_NaN()};
    }
    return std::nullopt;
}

/// The end of a decimal without sign at `at`, as far as it goes; `at` itself where there is none.
std::size_t scan_decimal(std::string_view text, std::size_t at) {
    const std::size_t whole_end = skip_digits(text, at);
    std::size_t end = whole_end;
    std::size_t digits = whole_end - at;
    if (end < text.size() && text[end] == '.') {
        const std::size_t fraction_end = skip_digits(text, end + 1);
        digits += fraction_end - end - 1;
        end = fraction_end;
    }
    if (digits == 0) return at;
    if (end < text.size() && to_lower(text[end]) == 'e') {
        const std::size_t start = end + 1 + (is_sign(text, end + 1) ? 1 : 0);
        const std::size_t stop = skip_digits(text, start);
        if (stop > start) end = stop;
    }
    return end;
}

/// The longest float with optional sign at `at`.
std::optional<Scanned> scan_float(std::string_view text, std::size_t at) {
    const bool negative = at < text.size() && text[at] == '-';
    const std::size_t start = at + (is_sign(text, at) ? 1 : 0);
    std::optional<Scanned> scanned = scan_special(text, start);
    if (!scanned) {
        const std::size_t end = scan_decimal(text, start);
        if (end == start) return std::nullopt;
        scanned = Scanned{end, decimal_to_double(text.substr(start, end - start))};
    }
    if (negative) scanned->value = -scanned->value;
    return scanned;
}

/// Takes underscores out; false where one doesn't stand between digits.
bool remove_underscores(std::string_view text, std::string& out) {
    char previous = 0;
    for (const char c : text) {
        interrupt::poll();
        if (c == '_') {
            if (!is_ascii_digit(previous)) return false;
        } else {
            if (previous == '_' && !is_ascii_digit(c)) return false;
            out += c;
        }
        previous = c;
    }
    return previous != '_';
}

/// Strips ASCII text and takes its underscores out; `storage` holds the result if that changes it.
std::optional<std::string_view> prepare(std::string_view text, std::string& storage) {
    text = strip_ascii_space(text);
    if (text.find('_') == std::string_view::npos) return text;
    storage.clear();
    if (!remove_underscores(text, storage)) return std::nullopt;
    return storage;
}

// ---- hexadecimal floats -------------------------------------------------------------------------

/// A hexadecimal magnitude: its first 64 bits, whether anything but zeros follows, and the power of
/// two of its lowest bit.
struct HexMantissa {
    std::uint64_t bits = 0;
    bool sticky = false;
    std::int64_t exponent = 0;
    std::size_t digits = 0;
};

void add_hex_digit(HexMantissa& mantissa, unsigned digit, bool in_fraction) {
    ++mantissa.digits;
    if ((mantissa.bits >> 60) == 0) {
        mantissa.bits = mantissa.bits << 4 | digit;
        if (in_fraction) mantissa.exponent -= 4;
    } else {
        mantissa.sticky = mantissa.sticky || digit != 0;
        if (!in_fraction) mantissa.exponent += 4;
    }
}

HexMantissa scan_hex_mantissa(std::string_view text, std::size_t& at) {
    HexMantissa mantissa;
    bool in_fraction = false;
    for (; at < text.size(); ++at) {
        interrupt::poll();
        if (text[at] == '.' && !in_fraction) {
            in_fraction = true;
        } else if (const unsigned digit = digit_of(text[at]); digit < 16) {
            add_hex_digit(mantissa, digit, in_fraction);
        } else {
            break;
        }
    }
    return mantissa;
}

/// "p±ddd" at `at`, if any; false where its digits are missing.
bool scan_binary_exponent(std::string_view text, std::size_t& at, std::int64_t& exponent) {
    if (at == text.size() || to_lower(text[at]) != 'p') return true;
    const bool negative = at + 1 < text.size() && text[at + 1] == '-';
    const std::size_t start = at + 1 + (is_sign(text, at + 1) ? 1 : 0);
    const std::size_t end = skip_digits(text, start);
    if (end == start) return false;
    constexpr std::int64_t kFarBeyond = std::int64_t{1} << 60;
    std::int64_t written = 0;
    const auto parsed = std::from_chars(text.data() + start, text.data() + end, written);
    if (parsed.ec != std::errc{} || written > kFarBeyond) written = kFarBeyond;
    exponent += negative ? -written : written;
    at = end;
    return true;
}

/// Rounds to the nearest double, ties to even.
HexFloat round_hex(const HexMantissa& mantissa) {
    constexpr std::int64_t kLowestBit = -1074;
    constexpr std::int64_t kMostExponent = 1024;
    if (mantissa.bits == 0) return {HexFloatStatus::kOk, 0.0};
    const std::int64_t top = mantissa.exponent + std::bit_width(mantissa.bits);
    if (top > kMostExponent) return {HexFloatStatus::kTooLarge, 0.0};
    if (top < kLowestBit) return {HexFloatStatus::kOk, 0.0};
    const std::int64_t lowest = std::max(top - 53, kLowestBit);
    const std::int64_t shift = lowest - mantissa.exponent;
    std::uint64_t kept = mantissa.bits;
    std::int64_t exponent = mantissa.exponent;
    if (shift > 0) {
        const auto drop = static_cast<unsigned>(shift);  // at most 64
        const std::uint64_t half = std::uint64_t{1} << (drop - 1);
        const std::uint64_t rest = drop == 64 ? kept : kept & ((half << 1) - 1);
        kept = drop == 64 ? 0 : kept >> drop;
        const bool above = rest > half || (rest == half && mantissa.sticky);
        if (above || (rest == half && (kept & 1) != 0)) ++kept;
        exponent = lowest;
    }
    const double value = std::ldexp(static_cast<double>(kept), static_cast<int>(exponent));
    return {std::isinf(value) ? HexFloatStatus::kTooLarge : HexFloatStatus::kOk, value};
}

// ---- integers -----------------------------------------------------------------------------------

unsigned prefix_base(std::string_view text) {
    if (text.size() < 2 || text[0] != '0') return 0;
    switch (to_lower(text[1])) {
        case 'x': return 16;
        case 'o': return 8;
        case 'b': return 2;
        default: return 0;
    }
}

/// Reads the digits, underscores between them, into `parsed`.
bool read_int_digits(std::string_view text, ParsedInt& parsed) {
    std::string digits;
    bool overflow = false;
    char previous = '_';
    for (const char c : text) {
        interrupt::poll();
        if (c == '_') {
            if (previous == '_') return false;
        } else {
            const unsigned digit = digit_of(c);
            if (digit >= parsed.base) return false;
            ++parsed.digit_count;
            if (!digits.empty() || digit != 0) digits += to_lower(c);
            overflow = overflow ||
                       __builtin_mul_overflow(parsed.small, parsed.base, &parsed.small) ||
                       __builtin_add_overflow(parsed.small, digit, &parsed.small);
        }
        previous = c;
    }
    if (previous == '_') return false;
    parsed.fits = !overflow;
    if (overflow) {
        parsed.small = 0;
        parsed.digits = std::move(digits);
    }
    return true;
}

/// `text` is stripped and without Unicode digits.
ParsedInt parse_int_ascii(std::string_view text, unsigned base) {
    ParsedInt parsed;
    if (is_sign(text, 0)) {
        parsed.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    const unsigned written = prefix_base(text);
    const bool decimal_only = base == 0 && written == 0;
    parsed.base = base != 0 ? base : written != 0 ? written : 10;
    if (written == parsed.base) {
        text.remove_prefix(2);
        if (text.starts_with('_')) text.remove_prefix(1);
    }
    if (text.empty() || !read_int_digits(text, parsed)) return {};
    // Base 0 reads as source text does, where only zero may start with zeros.
    const bool is_zero = parsed.fits && parsed.small == 0;
    if (decimal_only && text[0] == '0' && !is_zero) return {};
    parsed.ok = true;
    return parsed;
}

std::optional<double> parse_float_ascii(std::string_view text) {
    std::string storage;
    const auto clean = prepare(text, storage);
    if (!clean) return std::nullopt;
    const auto scanned = scan_float(*clean, 0);
    if (!scanned || scanned->end != clean->size()) return std::nullopt;
    return scanned->value;
}

/// Without brackets around it and spaces inside them.
std::optional<std::string_view> unwrap_complex(std::string_view text) {
    text = strip_ascii_space(text);
    if (!text.starts_with('(')) return text;
    if (!text.ends_with(')')) return std::nullopt;
    return strip_ascii_space(text.substr(1, text.size() - 2));
}

bool is_imaginary_end(std::string_view text, std::size_t at) {
    return at + 1 == text.size() && (text[at] == 'j' || text[at] == 'J');
}

}  // namespace

std::string to_ascii_digits(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : CodePoints(text)) {
        interrupt::poll();
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (const int value = decimal_value(c); value >= 0) {
            out += static_cast<char>('0' + value);
        } else if (is_space(c)) {
            out += ' ';
        } else {
            append(out, c);
        }
    }
    return out;
}

double decimal_to_double(std::string_view clean) {
    const bool negative = clean.starts_with('-');
    if (is_sign(clean, 0)) clean.remove_prefix(1);
    double value = 0.0;
    const auto parsed = std::from_chars(clean.data(), clean.data() + clean.size(), value);
    if (parsed.ec == std::errc::result_out_of_range) {
        value = is_huge(clean) ? std::numeric_limits<double>::infinity() : 0.0;
    }
    return negative ? -value : value;
}

std::optional<double> parse_float(std::string_view text) {
    return is_ascii(text) ? parse_float_bytes(text) : parse_float_ascii(to_ascii_digits(text));
}

std::optional<double> parse_float_bytes(std::string_view bytes) {
    return parse_float_ascii(bytes);
}

ParsedInt parse_int(std::string_view text, unsigned base) {
    if (is_ascii(text)) return parse_int_bytes(text, base);
    return parse_int_bytes(to_ascii_digits(text), base);
}

ParsedInt parse_int_bytes(std::string_view bytes, unsigned base) {
    return parse_int_ascii(strip_ascii_space(bytes), base);
}

std::optional<ComplexValue> parse_complex(std::string_view text) {
    const std::string ascii = to_ascii_digits(text);
    std::string storage;
    const auto clean = prepare(ascii, storage);
    const auto inner = clean ? unwrap_complex(*clean) : std::nullopt;
    if (!inner) return std::nullopt;
    const std::string_view rest = *inner;
    const auto sign_value = [rest](std::size_t at) { return rest[at] == '-' ? -1.0 : 1.0; };
    const auto first = scan_float(rest, 0);
    if (!first) {
        // Only [sign]j is left.
        const std::size_t at = is_sign(rest, 0) ? 1 : 0;
        if (!is_imaginary_end(rest, at)) return std::nullopt;
        return ComplexValue{0.0, at == 1 ? sign_value(0) : 1.0};
    }
    if (first->end == rest.size()) return ComplexValue{first->value, 0.0};
    if (is_imaginary_end(rest, first->end)) return ComplexValue{0.0, first->value};
    if (!is_sign(rest, first->end)) return std::nullopt;
    const auto second = scan_float(rest, first->end);
    if (!is_imaginary_end(rest, second ? second->end : first->end + 1)) return std::nullopt;
    return ComplexValue{first->value, second ? second->value : sign_value(first->end)};
}

HexFloat parse_hex_float(std::string_view text) {
    constexpr HexFloat kInvalid{HexFloatStatus::kInvalid, 0.0};
    text = strip_ascii_space(text);
    const bool negative = text.starts_with('-');
    std::size_t at = is_sign(text, 0) ? 1 : 0;
    HexFloat result = kInvalid;
    if (const auto special = scan_special(text, at)) {
        if (special->end != text.size()) return kInvalid;
        result = {HexFloatStatus::kOk, special->value};
    } else {
        if (starts_with_word(text.substr(at), "0x")) at += 2;
        HexMantissa mantissa = scan_hex_mantissa(text, at);
        if (mantissa.digits == 0) return kInvalid;
        if (!scan_binary_exponent(text, at, mantissa.exponent)) return kInvalid;
        if (at != text.size()) return kInvalid;
        result = round_hex(mantissa);
    }
    if (negative) result.value = -result.value;
    return result;
}

}  // namespace krait::text
