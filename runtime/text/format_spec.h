// The format-spec mini-language of format(), str.format and f-strings:
//   [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
// parsed once into a FormatSpec, then applied to text, integers, floats or complex numbers. Errors
// come back as the text that CPython 3.14's ValueError carries (OverflowError where said so).
// Locales are always "C", so 'n' is 'd' or 'g'.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace krait::text {

struct FormatSpec {
    char32_t fill = U' ';
    /// '<' '>' '=' '^'.
    char align = '<';
    /// '+', '-', ' ', or 0: not given.
    char sign = 0;
    /// The character that says what to show, 0: not given (and no default).
    char32_t type = 0;
    /// ',', '_', or 0: none.
    char grouping = 0;
    /// The same for the digits after the point.
    char fraction_grouping = 0;
    bool no_negative_zero = false;
    bool alternate = false;
    /// -1: not given.
    std::int64_t width = -1;
    std::int64_t precision = -1;
};

/// kMemoryError: a width that no result could have (its text is empty, as CPython's is).
enum class FormatErrorKind : std::uint8_t { kNone, kValueError, kOverflowError, kMemoryError };

/// Either text or an error; never both.
struct Formatted {
    std::string text;
    std::string error;
    FormatErrorKind error_kind = FormatErrorKind::kNone;
    bool ok() const { return error_kind == FormatErrorKind::kNone; }
};

struct ParsedSpec {
    FormatSpec spec;
    std::string error;
    FormatErrorKind error_kind = FormatErrorKind::kNone;
    bool ok() const { return error_kind == FormatErrorKind::kNone; }
};

/// `default_align` is '<' for text, '>' for numbers. `type_name` goes into messages.
ParsedSpec parse_format_spec(std::string_view spec, std::string_view type_name,
                             char32_t default_type, char default_align);

/// "Unknown format code 'd' for object of type 'str'".
std::string unknown_format_code(char32_t code, std::string_view type_name);

/// True where the type asks an int to be formatted as a float (e E f F g G %): convert to double
/// (its overflow is the caller's error) and use format_double.
bool is_float_presentation(char32_t type);
/// The base of an int's presentation type: 2, 8, 10, 16; 'd', 'n', 'c' and none are 10; 0 where
/// the type is not for ints.
unsigned int_presentation_base(char32_t type);

/// str.__format__: `text` is krait UTF-8.
Formatted format_string(const FormatSpec& spec, std::string_view text,
                        std::string_view type_name = "str");

/// int.__format__ for 'b' 'o' 'd' 'x' 'X' 'n' and none: `digits` is the magnitude in
/// int_presentation_base(spec.type), lower case, no prefix; 'X' is upper-cased here.
Formatted format_int_digits(const FormatSpec& spec, bool negative, std::string_view digits,
                            std::string_view type_name = "int");
/// 'c': `code` as the character. One that is none, or (in_range false) an int that doesn't even fit
/// 64 bits, is an OverflowError.
Formatted format_int_char(const FormatSpec& spec, std::int64_t code, bool in_range = true);
/// All of int.__format__ but big values: routes to the three above and to format_double.
Formatted format_int64(const FormatSpec& spec, std::int64_t value,
                       std::string_view type_name = "int");

/// float.__format__.
Formatted format_double(const FormatSpec& spec, double value, std::string_view type_name = "float");
/// complex.__format__.
Formatted format_complex(const FormatSpec& spec, double real, double imag,
                         std::string_view type_name = "complex");

/// Whole calls, parse and apply; an empty spec gives str() of the value.
Formatted format_string(std::string_view spec, std::string_view text);
Formatted format_int64(std::string_view spec, std::int64_t value);
Formatted format_double(std::string_view spec, double value);
Formatted format_complex(std::string_view spec, double real, double imag);

/// Appends `fill` `count` times (none where that is negative).
void append_fill(std::string& out, char32_t fill, std::int64_t count);

/// `text` padded to `width` code points with `fill` as format() aligns: '<', '>', '^' (the odd one
/// goes right; str.center has a rule of its own).
std::string pad_text(std::string_view text, char32_t fill, char align, std::int64_t width);

}  // namespace krait::text
