// Parsing of format specs and their application to text; numbers are in format_number.cpp.
#include "runtime/text/format_spec.h"

#include <algorithm>

#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::text {
namespace {

constexpr bool is_align(char32_t c) {
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/// A code point as messages show it: itself if printable ASCII but a space, else \x and its digits.
std::string shown(char32_t c) {
    if (c > 32 && c < 128) return std::string(1, static_cast<char>(c));
    std::string digits;
    for (std::uint32_t rest = c; rest != 0; rest >>= 4) {
        digits.insert(digits.begin(), "0123456789abcdef"[rest & 0xF]);
    }
    return "\\x" + (digits.empty() ? "0" : digits);
}

std::string cannot_specify(char separator, char32_t type) {
    return std::string("Cannot specify '") + separator + "' with '" + shown(type) + "'.";
}

/// Walks a spec code point by code point.
class SpecParser {
public:
    SpecParser(std::string_view text, std::string_view type_name, char32_t default_type,
               char default_align)
        : text_(text), type_name_(type_name), numeric_(default_align == '>') {
        spec_.type = default_type;
        spec_.align = default_align;
    }

    ParsedSpec parse() {
        ParsedSpec result;
        if (!parse_all()) {
            result.error = std::move(error_);
            result.error_kind = FormatErrorKind::kValueError;
        }
        result.spec = spec_;
        return result;
    }

private:
    bool more() const { return at_ < text_.size(); }
    /// The next code point; 0 at the end.
    char32_t peek() const { return more() ? decode(text_.data() + at_).code_point : U'\0'; }
    char32_t next() { return decode_next(text_, at_); }
    bool take(char c) {
        if (!more() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool fail(std::string message) {
        error_ = std::move(message);
        return false;
    }

    bool parse_all() {
        parse_alignment();
        parse_flags();
        bool present = false;
        if (!parse_number(spec_.width, present) || !parse_grouping(spec_.grouping)) return false;
        if (take('.') && !parse_precision()) return false;
        return parse_type() && check_grouping();
    }

    void parse_alignment() {
        const std::size_t start = at_;
        const char32_t first = more() ? next() : U'\0';
        if (is_align(peek())) {
            spec_.fill = first;
            fill_given_ = true;
        } else {
            at_ = start;
            if (!is_align(first)) return;
        }
        spec_.align = static_cast<char>(next());
        align_given_ = true;
    }

    void parse_flags() {
        if (more() && (text_[at_] == '+' || text_[at_] == '-' || text_[at_] == ' ')) {
            spec_.sign = text_[at_++];
        }
        spec_.no_negative_zero = take('z');
        spec_.alternate = take('#');
        if (!fill_given_ && take('0')) {
            spec_.fill = U'0';
            if (!align_given_ && numeric_) spec_.align = '=';
        }
    }

    /// Decimal digits, Unicode's too; leaves `value` alone where there are none.
    bool parse_number(std::int64_t& value, bool& present) {
        std::int64_t number = 0;
        present = false;
        for (; more(); next()) {
            const int digit = decimal_value(peek());
            if (digit < 0) break;
            present = true;
            if (__builtin_mul_overflow(number, std::int64_t{10}, &number) ||
                __builtin_add_overflow(number, std::int64_t{digit}, &number)) {
                return fail("Too many decimal digits in format string");
            }
        }
        if (present) value = number;
        return true;
    }

    bool parse_grouping(char& grouping) {
        if (take(',')) grouping = ',';
        if (!more() || (peek() != '_' && peek() != ',')) return true;
        if (grouping == 0 && take('_')) {
            grouping = '_';
            if (!more() || peek() != ',') return true;
        } else if (peek() == ',') {
            return true;  // a second comma is taken for the type
        }
        return fail("Cannot specify both ',' and '_'.");
    }

    bool parse_precision() {
        bool present = false;
        if (!parse_number(spec_.precision, present)) return false;
        if (!parse_grouping(spec_.fraction_grouping)) return false;
        if (!present && spec_.fraction_grouping == 0) {
            return fail("Format specifier missing precision");
        }
        return true;
    }

    bool parse_type() {
        if (!more()) return true;
        spec_.type = next();
        if (more()) {
            return fail("Invalid format specifier '" + std::string(text_) +
                        "' for object of type '" + std::string(type_name_) + "'");
        }
        return true;
    }

    bool check_grouping() {
        constexpr std::u32string_view kGroupedTypes = U"defgEG%F";
        constexpr std::u32string_view kUnderscoreTypes = U"boxX";
        const char32_t type = spec_.type;
        if (spec_.grouping != 0 && type != 0) {
            const bool fits =
                kGroupedTypes.find(type) != std::u32string_view::npos ||
                (spec_.grouping == '_' && kUnderscoreTypes.find(type) != std::u32string_view::npos);
            if (!fits) return fail(cannot_specify(spec_.grouping, type));
        }
        if (spec_.fraction_grouping != 0 && type == 'n') {
            return fail(cannot_specify(spec_.fraction_grouping, type));
        }
        return true;
    }

    std::string_view text_;
    std::string_view type_name_;
    std::size_t at_ = 0;
    FormatSpec spec_;
    std::string error_;
    bool numeric_ = false;
    bool fill_given_ = false;
    bool align_given_ = false;
};

Formatted text_error(std::string message) {
    return {{}, std::move(message), FormatErrorKind::kValueError};
}

}  // namespace

ParsedSpec parse_format_spec(std::string_view spec, std::string_view type_name,
                             char32_t default_type, char default_align) {
    return SpecParser(spec, type_name, default_type, default_align).parse();
}

std::string unknown_format_code(char32_t code, std::string_view type_name) {
    return "Unknown format code '" + shown(code) + "' for object of type '" +
           std::string(type_name) + "'";
}

void append_fill(std::string& out, char32_t fill, std::int64_t count) {
    if (count <= 0) return;
    if (fill < 0x80) {
        out.append(static_cast<std::size_t>(count), static_cast<char>(fill));
        return;
    }
    char unit[4];
    const unsigned unit_size = encode(fill, unit);
    out.reserve(out.size() + static_cast<std::size_t>(count) * unit_size);
    for (std::int64_t i = 0; i < count; ++i) {
        interrupt::poll();
        out.append(unit, unit_size);
    }
}

std::string pad_text(std::string_view text, char32_t fill, char align, std::int64_t width) {
    const auto length = static_cast<std::int64_t>(count_code_points(text));
    const std::int64_t padding = std::max<std::int64_t>(width - length, 0);
    const std::int64_t left = align == '<' ? 0 : align == '^' ? padding / 2 : padding;
    std::string out;
    out.reserve(text.size() + static_cast<std::size_t>(padding));
    append_fill(out, fill, left);
    out += text;
    append_fill(out, fill, padding - left);
    return out;
}

Formatted format_string(const FormatSpec& spec, std::string_view text, std::string_view type_name) {
    constexpr std::int64_t kWidest = std::int64_t{1} << 40;
    if (spec.type != 's') return text_error(unknown_format_code(spec.type, type_name));
    if (spec.sign != 0) {
        return text_error(spec.sign == ' ' ? "Space not allowed in string format specifier"
                                           : "Sign not allowed in string format specifier");
    }
    if (spec.no_negative_zero) {
        return text_error("Negative zero coercion (z) not allowed in string format specifier");
    }
    if (spec.alternate) {
        return text_error("Alternate form (#) not allowed in string format specifier");
    }
    if (spec.align == '=') {
        return text_error("'=' alignment not allowed in string format specifier");
    }
    if (spec.width > kWidest) return {{}, {}, FormatErrorKind::kMemoryError};
    if (spec.precision >= 0) {
        text = text.substr(0, offset_of_index(text, static_cast<std::size_t>(spec.precision)));
    }
    return {pad_text(text, spec.fill, spec.align, spec.width), {}, FormatErrorKind::kNone};
}

Formatted format_string(std::string_view spec, std::string_view text) {
    if (spec.empty()) return {std::string(text), {}, FormatErrorKind::kNone};
    ParsedSpec parsed = parse_format_spec(spec, "str", U's', '<');
    if (!parsed.ok()) return text_error(std::move(parsed.error));
    return format_string(parsed.spec, text);
}

}  // namespace krait::text
