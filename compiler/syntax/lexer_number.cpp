// Numeric literals. Their text is checked here and converted in literals.cpp.

#include "compiler/syntax/lexer.h"

namespace krait::compiler {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_word_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

Token Lexer::bad_literal(const char* kind) {
    return fail_before(std::string("invalid ") + kind + " literal");
}

Token Lexer::read_number() {
    Position start = here();
    if (peek() == '.') {
        return read_fraction(start);
    }
    if (peek() != '0') {
        if (!skip_decimal_digits()) {
            return make(TokenKind::kError, here());
        }
        if (peek() == '.') {
            return read_fraction(start);
        }
        return read_exponent_and_suffix(start);
    }
    char second = static_cast<char>(peek(1) | 0x20);
    if (second == 'x' || second == 'o' || second == 'b') {
        return read_radix_number(start);
    }
    // A lone zero may be repeated; any other digit after it makes an old octal literal, unless the
    // number turns out to be a float.
    while (peek() == '0') {
        ++pos_;
        if (peek() == '_') {
            ++pos_;
            if (!is_digit(peek())) {
                return bad_literal("decimal");
            }
        }
    }
    Position zeros_end = here();
    bool nonzero = is_digit(peek());
    if (nonzero && !skip_decimal_digits()) {
        return make(TokenKind::kError, here());
    }
    char c = static_cast<char>(peek() | 0x20);
    if (peek() == '.') {
        return read_fraction(start);
    }
    if (nonzero && c != 'e' && c != 'j') {
        return fail(ErrorKind::kSyntaxError,
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix "
                    "for octal integers",
                    {line_, start.offset - line_start_, line_, zeros_end.offset - line_start_});
    }
    return read_exponent_and_suffix(start);
}

Token Lexer::read_radix_number(const Position& start) {
    char letter = static_cast<char>(peek(1) | 0x20);
    const char* kind = letter == 'x' ? "hexadecimal" : letter == 'o' ? "octal" : "binary";
    auto belongs = [letter](char c) {
        return letter == 'x' ? is_hex_digit(c) : c >= '0' && c <= (letter == 'o' ? '7' : '1');
    };
    auto wrong_digit = [&] {
        ++pos_;
        return fail_before(std::string("invalid digit '") + text_[pos_ - 1] + "' in " + kind +
                           " literal");
    };
    pos_ += 2;
    do {
        if (peek() == '_') {
            ++pos_;
        }
        if (!belongs(peek())) {
            return is_digit(peek()) ? wrong_digit() : bad_literal(kind);
        }
        while (belongs(peek())) {
            ++pos_;
        }
    } while (peek() == '_');
    if (is_digit(peek())) {
        return wrong_digit();
    }
    return finish_number(start, kind);
}

// Stands at a digit; skips digits with single underscores between them.
bool Lexer::skip_decimal_digits() {
    for (;;) {
        while (is_digit(peek())) {
            ++pos_;
        }
        if (peek() != '_') {
            return true;
        }
        ++pos_;
        if (!is_digit(peek())) {
            bad_literal("decimal");
            return false;
        }
    }
}

// Stands at the decimal point.
Token Lexer::read_fraction(const Position& start) {
    ++pos_;
    if (is_digit(peek()) && !skip_decimal_digits()) {
        return make(TokenKind::kError, here());
    }
    return read_exponent_and_suffix(start);
}

Token Lexer::read_exponent_and_suffix(const Position& start) {
    if (peek() == 'e' || peek() == 'E') {
        bool has_sign = peek(1) == '+' || peek(1) == '-';
        if (is_digit(peek(has_sign ? 2 : 1))) {
            pos_ += has_sign ? 2 : 1;
            if (!skip_decimal_digits()) {
                return make(TokenKind::kError, here());
            }
        } else if (has_sign) {
            pos_ += 2;
            return bad_literal("decimal");
        } else {
            // Perhaps a keyword (`1else`): that is judged by what follows a number.
            return finish_number(start, "decimal");
        }
    }
    if (peek() == 'j' || peek() == 'J') {
        ++pos_;
        return finish_number(start, "imaginary");
    }
    return finish_number(start, "decimal");
}

Token Lexer::finish_number(const Position& start, const char* kind) {
    if (!check_number_end(kind)) {
        return make(TokenKind::kError, here());
    }
    return make(TokenKind::kNumber, start);
}

// A word right after a number is an error, except for the keywords that can follow an operand.
bool Lexer::check_number_end(const char* kind) {
    char c = peek();
    if (!is_word_start(c)) {
        return true;
    }
    std::string_view rest(text_ + pos_, size_ - pos_);
    auto follows = [rest](std::string_view word) {
        char after = rest.size() > word.size() ? rest[word.size()] : ' ';
        bool ends = !is_word_start(after) && !is_digit(after) && (after & 0x80) == 0;
        return rest.starts_with(word) && ends;
    };
    bool keyword = follows("and") || follows("else") || follows("for") || follows("or") ||
                   follows("not") || rest.starts_with("if") || rest.starts_with("in") ||
                   rest.starts_with("is");
    if (!keyword) {
        bad_literal(kind);
        return false;
    }
    std::uint32_t column = pos_ - line_start_;
    warnings_.push_back({WarningKind::kSyntaxWarning,
                         std::string("invalid ") + kind + " literal",
                         {line_, column, line_, column}});
    return true;
}

}  // namespace krait::compiler
