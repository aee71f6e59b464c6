// Text to numbers by the grammars of int(), float(), complex() and float.fromhex(). White space
// (Unicode's) is stripped, Unicode decimal digits count as ASCII ones, underscores may stand
// between digits. Nothing here builds messages: a caller that gets no value raises ValueError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace krait::text {

/// float(str). No value: "could not convert string to float: …". Too great is inf, too small zero.
std::optional<double> parse_float(std::string_view text);
/// float(bytes): only ASCII white space and digits.
std::optional<double> parse_float_bytes(std::string_view bytes);

/// The value of a clean decimal: ASCII digits with optional '.', exponent and leading sign, no
/// underscores, no spaces, not empty. Correctly rounded. For the lexer and for the parsers here.
double decimal_to_double(std::string_view clean);

/// An int's text taken apart.
struct ParsedInt {
    bool ok = false;
    bool negative = false;
    /// The value is in `small`; otherwise in `digits`.
    bool fits = false;
    /// The base that held: the one given, or what the prefix said for base 0.
    unsigned base = 10;
    std::uint64_t small = 0;
    /// Where !fits: the magnitude's digits in `base`, ASCII lower case, no leading zeros, no
    /// underscores.
    std::string digits;
    /// Digits as written, leading zeros included, underscores not: what the limit of
    /// sys.set_int_max_str_digits counts (for bases that aren't powers of two).
    std::size_t digit_count = 0;
};

/// int(str, base): base 0 or 2..36 (the caller checks). !ok: "invalid literal for int() with base
/// 10: '…'". Base 0 takes prefixes and refuses leading zeros ("010"); bases 2, 8 and 16 take their
/// own prefix.
ParsedInt parse_int(std::string_view text, unsigned base);
/// int(bytes, base): only ASCII white space and digits.
ParsedInt parse_int_bytes(std::string_view bytes, unsigned base);

struct ComplexValue {
    double real = 0.0;
    double imag = 0.0;
};

/// complex(str). No value: "complex() arg is a malformed string".
std::optional<ComplexValue> parse_complex(std::string_view text);

enum class HexFloatStatus : std::uint8_t {
    kOk,
    kInvalid,   ///< ValueError: invalid hexadecimal floating-point string
    kTooLarge,  ///< OverflowError: hexadecimal value too large to represent as a float
};
struct HexFloat {
    HexFloatStatus status;
    double value;
};
/// float.fromhex(str).
HexFloat parse_hex_float(std::string_view text);

/// The text with every Unicode decimal digit as ASCII and every Unicode space as ' ' where that is
/// needed to read a number; other characters above ASCII stay and make the number invalid.
std::string to_ascii_digits(std::string_view text);

}  // namespace krait::text
