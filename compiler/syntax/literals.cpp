#include "compiler/syntax/literals.h"

#include <charconv>
#include <optional>

#include "runtime/text/names.h"
#include "runtime/text/number_parse.h"
#include "runtime/text/utf8.h"

namespace krait::compiler {
namespace {

constexpr std::size_t kMaxDecimalDigits = 4300;

bool is_octal_digit(char c) {
    return c >= '0' && c <= '7';
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The character that a one-letter escape stands for.
std::optional<char> simple_escape(char c) {
    switch (c) {
        case '\\':
        case '\'':
        case '"': return c;
        case 'a': return '\a';
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        case 'v': return '\v';
        default: return std::nullopt;
    }
}

std::string invalid_escape_message(std::string_view sequence, const char* adjective) {
    std::string text(sequence);
    return "\"\\" + text + "\" is an invalid " + adjective +
           "escape sequence. Such sequences will not work in the future. Did you mean \"\\\\" +
           text + "\"? A raw string is also an option.";
}

void note_invalid_escape(EscapeReport& report, std::size_t offset, std::string_view sequence,
                         const char* adjective) {
    if (!report.has_invalid_escape) {
        report.has_invalid_escape = true;
        report.invalid_escape_offset = offset;
        report.warning = invalid_escape_message(sequence, adjective);
    }
}

// Reads up to three octal digits at body[at].
unsigned read_octal(std::string_view body, std::size_t& at) {
    unsigned value = 0;
    for (int count = 0; count < 3 && at < body.size() && is_octal_digit(body[at]); ++count) {
        value = value * 8 + static_cast<unsigned>(body[at++] - '0');
    }
    return value;
}

class StrDecoder {
public:
    StrDecoder(std::string_view body, std::string& out, EscapeReport& report)
        : body_(body), out_(out), report_(report) {}

    bool run() {
        while (at_ < body_.size()) {
            std::size_t backslash = std::min(body_.find('\\', at_), body_.size());
            out_.append(body_.substr(at_, backslash - at_));
            at_ = backslash;
            if (at_ < body_.size() && !decode_escape()) {
                return false;
            }
        }
        return true;
    }

private:
    bool decode_escape() {
        std::size_t start = at_++;
        if (at_ == body_.size() || static_cast<unsigned char>(body_[at_]) >= 0x80) {
            out_.push_back('\\');
            return true;
        }
        char c = body_[at_++];
        if (auto simple = simple_escape(c)) {
            out_.push_back(*simple);
            return true;
        }
        switch (c) {
            case '\n': return true;
            case 'x': return decode_hex(start, 2, "truncated \\xXX escape");
            case 'u': return decode_hex(start, 4, "truncated \\uXXXX escape");
            case 'U': return decode_hex(start, 8, "truncated \\UXXXXXXXX escape");
            case 'N': return decode_name(start);
            default: break;
        }
        if (is_octal_digit(c)) {
            --at_;
            unsigned value = read_octal(body_, at_);
            if (value > 0377) {
                note_invalid_escape(report_, start, body_.substr(start + 1, at_ - start - 1),
                                    "octal ");
            }
            text::append(out_, value);
            return true;
        }
        note_invalid_escape(report_, start, body_.substr(at_ - 1, 1), "");
        out_.push_back('\\');
        --at_;
        out_.push_back(body_[at_++]);
        return true;
    }

    bool decode_hex(std::size_t start, int digits, const char* problem) {
        char32_t value = 0;
        for (int count = 0; count < digits; ++count, ++at_) {
            int digit = at_ < body_.size() ? hex_value(body_[at_]) : -1;
            if (digit < 0) {
                return fail(start, problem);
            }
            value = value * 16 + static_cast<char32_t>(digit);
        }
        if (value > text::kMaxCodePoint) {
            return fail(start, "illegal Unicode character");
        }
        text::append(out_, value);
        return true;
    }

    bool decode_name(std::size_t start) {
        static constexpr const char* kMalformed = "malformed \\N character escape";
        if (at_ == body_.size() || body_[at_] != '{') {
            return fail(start, kMalformed);
        }
        std::size_t name_start = ++at_;
        at_ = std::min(body_.find('}', at_), body_.size());
        if (at_ == body_.size() || at_ == name_start) {
            return fail(start, kMalformed);
        }
        auto character = text::lookup_name(body_.substr(name_start, at_ - name_start));
        ++at_;
        if (!character) {
            return fail(start, "unknown Unicode character name");
        }
        text::append(out_, *character);
        return true;
    }

    // Positions in messages count as in the form that CPython decodes: every character above ASCII
    // written as a ten-byte escape, a backslash before one as six bytes.
    std::size_t reported_position(std::size_t offset) const {
        std::size_t position = 0;
        auto is_wide = [this](std::size_t i) {
            return static_cast<unsigned char>(body_[i]) >= 0x80;
        };
        for (std::size_t i = 0; i < offset;) {
            if (body_[i] == '\\') {
                ++i;
                position += i == body_.size() || is_wide(i) ? 6 : 1;
                if (i >= offset) {
                    break;
                }
            }
            position += is_wide(i) ? 10 : 1;
            i += text::sequence_length(body_[i]);
        }
        return position;
    }

    bool fail(std::size_t start, const char* problem) {
        report_.error = "(unicode error) 'unicodeescape' codec can't decode bytes in position " +
                        std::to_string(reported_position(start)) + "-" +
                        std::to_string(reported_position(at_) - 1) + ": " + problem;
        return false;
    }

    std::string_view body_;
    std::string& out_;
    EscapeReport& report_;
    std::size_t at_ = 0;
};

void store_integer(Arena& arena, std::string_view digits, int base, Constant& constant) {
    auto result =
        std::from_chars(digits.data(), digits.data() + digits.size(), constant.int_value, base);
    if (result.ec == std::errc()) {
        constant.constant_kind = ConstantKind::kInt;
        return;
    }
    std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    constant.constant_kind = ConstantKind::kBigInt;
    constant.base = static_cast<std::uint8_t>(base);
    constant.int_value = 0;
    constant.text = arena.copy_text(digits.substr(first));
}

}  // namespace

bool read_number_literal(Arena& arena, std::string_view literal, Constant& constant,
                         std::string& message) {
    std::string cleaned;
    if (literal.find('_') != std::string_view::npos) {
        for (char c : literal) {
            if (c != '_') {
                cleaned.push_back(c);
            }
        }
        literal = cleaned;
    }
    if (literal.size() > 1 && literal[0] == '0') {
        char letter = static_cast<char>(literal[1] | 0x20);
        int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
        if (base != 0) {
            store_integer(arena, literal.substr(2), base, constant);
            return true;
        }
    }
    bool imaginary = (literal.back() | 0x20) == 'j';
    if (imaginary) {
        literal.remove_suffix(1);
    }
    if (imaginary || literal.find_first_of(".eE") != std::string_view::npos) {
        constant.constant_kind = imaginary ? ConstantKind::kImaginary : ConstantKind::kFloat;
        constant.float_value = text::decimal_to_double(literal);
        return true;
    }
    if (literal.size() > kMaxDecimalDigits) {
        message = "Exceeds the limit (4300 digits) for integer string conversion: value has " +
                  std::to_string(literal.size()) +
                  " digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                  "hexadecimal for huge integer literals to avoid decimal conversion limits.";
        return false;
    }
    store_integer(arena, literal, 10, constant);
    return true;
}

StringParts split_string_literal(std::string_view literal) {
    StringParts parts;
    std::size_t at = 0;
    for (; literal[at] != '\'' && literal[at] != '"'; ++at) {
        char letter = static_cast<char>(literal[at] | 0x20);
        parts.is_bytes |= letter == 'b';
        parts.is_raw |= letter == 'r';
        parts.has_u_prefix |= literal[at] == 'u';
    }
    literal.remove_prefix(at);
    bool triple = literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0];
    std::size_t quotes = triple ? 3 : 1;
    parts.body = literal.substr(quotes, literal.size() - 2 * quotes);
    return parts;
}

bool decode_str_escapes(std::string_view body, std::string& out, EscapeReport& report) {
    return StrDecoder(body, out, report).run();
}

bool decode_bytes_escapes(std::string_view body, std::string& out, EscapeReport& report) {
    for (std::size_t at = 0; at < body.size();) {
        std::size_t start = at;
        char c = body[at++];
        if (c != '\\' || at == body.size()) {
            out.push_back(c);
            continue;
        }
        c = body[at++];
        if (auto simple = simple_escape(c)) {
            out.push_back(*simple);
        } else if (c == '\n') {
            continue;
        } else if (is_octal_digit(c)) {
            --at;
            unsigned value = read_octal(body, at);
            if (value > 0377) {
                note_invalid_escape(report, start, body.substr(start + 1, at - start - 1),
                                    "octal ");
            }
            out.push_back(static_cast<char>(value));
        } else if (c == 'x') {
            int high = at < body.size() ? hex_value(body[at]) : -1;
            int low = at + 1 < body.size() ? hex_value(body[at + 1]) : -1;
            if (high < 0 || low < 0) {
                report.error =
                    "(value error) invalid \\x escape at position " + std::to_string(start);
                return false;
            }
            out.push_back(static_cast<char>(high * 16 + low));
            at += 2;
        } else {
            note_invalid_escape(report, start, body.substr(at - 1, 1), "");
            out.push_back('\\');
            out.push_back(c);
        }
    }
    return true;
}

}  // namespace krait::compiler
