// Numbers to text: repr(float), exact 'e' 'f' 'g' forms at any precision, float.hex(), and small
// integers. Layout (width, fill, sign options) is format_spec.h's; %-formatting and round() use
// these directly. Digits come from std::to_chars, which rounds correctly, ties to even.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace krait::text {

/// repr(float): the shortest digits that read back, '.0' where it would look like an int, an
/// exponent below 1e-4 and from 1e16 on; "inf", "-inf", "nan".
std::string repr_double(double value);
void append_repr(std::string& out, double value);

/// repr(complex): "(1+2j)", "2j", "(-0-0j)".
std::string repr_complex(double real, double imag);

struct DoubleForm {
    /// 'e' 'E' 'f' 'F' 'g' 'G', 'r' (repr's digits; precision ignored).
    char type = 'g';
    int precision = 6;
    /// '#': keep the point and 'g''s trailing zeros.
    bool alternate = false;
    /// With 'r': ".0" where there is neither a point nor an exponent.
    bool add_dot_zero = false;
    /// '+' before what is not negative.
    bool plus_sign = false;
};

/// The text of `value`; "inf" and "nan" by the case of the type, sign included ("-0.0" keeps its).
std::string format_double_plain(double value, const DoubleForm& form);

/// round(float, digits): the float nearest to `value` rounded half-even, as a decimal, to `digits`
/// places (negative: before the point). Inf where that is too great ("rounded value too large to
/// represent", an OverflowError, unless `value` was inf).
double round_decimal(double value, std::int64_t digits);

/// float.hex(): "0x1.8000000000000p+1".
std::string double_to_hex(double value);

/// Room for any 64-bit number in any base from 2, with sign.
inline constexpr std::size_t kIntBufferSize = 68;

/// Writes in decimal to `out` (room for 20 or, signed, 21); the length.
std::size_t write_decimal(std::uint64_t value, char* out);
std::size_t write_decimal(std::int64_t value, char* out);
void append_decimal(std::string& out, std::int64_t value);
void append_decimal(std::string& out, std::uint64_t value);
std::string to_decimal(std::int64_t value);
/// Magnitude digits in base 2..36, lower case, no prefix, no sign.
std::string to_base(std::uint64_t magnitude, unsigned base);
/// bin(), oct(), hex(): "-0x1f".
std::string to_prefixed(std::int64_t value, unsigned base);

/// `digits` (ASCII) with `separator` between groups of `group` from the right: "1,234,567".
std::string group_digits(std::string_view digits, char separator, unsigned group);

}  // namespace krait::text
