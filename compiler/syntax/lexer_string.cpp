// String literals and f-strings as tokens.

#include <algorithm>
#include <string_view>

#include "compiler/syntax/lexer.h"

namespace krait::compiler {
namespace {

constexpr int kMaxFieldNesting = 3;
constexpr std::size_t kMaxFStrings = 150;

bool is_quote(char c) {
    return c == '"' || c == '\'';
}

}  // namespace

// Does a word at pos_ turn out to be a string prefix? Any mixture of prefix letters counts, so that
// wrong ones can be reported.
bool Lexer::at_string_prefix(std::uint32_t& quote_offset) const {
    std::uint32_t at = pos_;
    bool saw_b = false, saw_r = false, saw_u = false, saw_f = false, saw_t = false;
    for (;; ++at) {
        bool* seen = nullptr;
        switch (text_[at] | 0x20) {
            case 'b': seen = &saw_b; break;
            case 'r': seen = &saw_r; break;
            case 'u': seen = &saw_u; break;
            case 'f': seen = &saw_f; break;
            case 't': seen = &saw_t; break;
            default: break;
        }
        bool is_letter = (text_[at] & 0x40) != 0;
        if (seen == nullptr || !is_letter || *seen) {
            break;
        }
        *seen = true;
    }
    quote_offset = at;
    return is_quote(text_[at]);
}

Token Lexer::read_prefixed_string(std::uint32_t quote_offset) {
    Position start = here();
    auto has = [&](char letter) {
        for (std::uint32_t i = start.offset; i < quote_offset; ++i) {
            if ((text_[i] | 0x20) == letter) {
                return true;
            }
        }
        return false;
    };
    static constexpr char kClashes[][2] = {{'u', 'b'}, {'u', 'r'}, {'u', 'f'}, {'u', 't'},
                                           {'b', 'f'}, {'b', 't'}, {'f', 't'}};
    for (const auto& pair : kClashes) {
        if (has(pair[0]) && has(pair[1])) {
            std::uint32_t column = start.offset - line_start_;
            return fail(
                ErrorKind::kSyntaxError,
                std::string("'") + pair[0] + "' and '" + pair[1] + "' prefixes are incompatible",
                {line_, column, line_, quote_offset - line_start_});
        }
    }
    pos_ = quote_offset;
    if (has('t')) {
        return fail(ErrorKind::kSyntaxError, "t-strings are not supported by krait",
                    {line_, start.offset - line_start_, line_, quote_offset - line_start_ + 1});
    }
    return has('f') ? start_fstring(start, has('r')) : read_string(start);
}

// Stands at the opening quote; `start` is where the prefix began.
Token Lexer::read_string(const Position& start) {
    char quote = peek();
    int quote_size = 1;
    if (peek(1) == quote) {
        if (peek(2) != quote) {
            pos_ += 2;
            return make(TokenKind::kString, start);
        }
        quote_size = 3;
    }
    pos_ += static_cast<std::uint32_t>(quote_size);
    bool escaped_quote = false;
    int closing = 0;
    while (closing != quote_size) {
        if (at_end()) {
            return unterminated_string(start, quote, quote_size, escaped_quote);
        }
        char c = text_[pos_];
        if (c == quote) {
            ++closing;
            ++pos_;
            continue;
        }
        closing = 0;
        if (c == '\\') {
            ++pos_;
            escaped_quote = escaped_quote || peek() == quote;
            c = peek();
            if (at_end()) {
                continue;
            }
        } else if (c == '\n' && quote_size == 1) {
            return unterminated_string(start, quote, quote_size, escaped_quote);
        }
        ++pos_;
        if (c == '\n') {
            start_new_line();
        }
    }
    return make(TokenKind::kString, start);
}

Token Lexer::unterminated_string(const Position& start, char quote, int quote_size,
                                 bool escaped_quote) {
    std::uint32_t detected = last_line();
    bool ended = at_end();
    if (!modes_.empty() && modes_.back().quote == quote && modes_.back().quote_size == quote_size) {
        // What looked like the start of a string was meant to end the f-string around it.
        pos_ = start.offset + 1;
        line_ = start.line;
        line_start_ = start.line_start;
        return fail_before("f-string: expecting '}'");
    }
    std::string message = quote_size == 3 ? "unterminated triple-quoted string literal"
                                          : "unterminated string literal";
    message += " (detected at line " + std::to_string(detected) + ")";
    if (escaped_quote && quote_size == 1) {
        message += "; perhaps you escaped the end quote?";
    }
    std::uint32_t column = start.offset - start.line_start;
    reached_end_ = ended;
    return fail(ErrorKind::kSyntaxError, std::move(message),
                {start.line, column, start.line, column});
}

// ---- f-strings

Token Lexer::start_fstring(const Position& start, bool raw) {
    FStringMode mode{};
    mode.quote = peek();
    mode.quote_size = peek(1) == mode.quote && peek(2) == mode.quote ? 3 : 1;
    mode.raw = raw;
    mode.start = start.offset;
    mode.line = start.line;
    mode.line_start = start.line_start;
    pos_ += mode.quote_size;
    if (modes_.size() + 1 >= kMaxFStrings) {
        return fail_before("too many nested f-strings or t-strings");
    }
    modes_.push_back(mode);
    return make(TokenKind::kFStringStart, start);
}

Token Lexer::next_in_fstring() {
    FStringMode& mode = modes_.back();
    if (peek() == '{' && peek(1) != '{') {
        return enter_field();
    }
    // In a format spec braces don't double.
    if (peek() == '{' && mode.in_format_spec && mode.field_depth >= 0) {
        return enter_field();
    }
    if (peek() == '}' && mode.field_depth >= 0) {
        mode.in_field = true;
        return next_ordinary();
    }
    std::string_view quotes(text_ + pos_, std::min<std::uint32_t>(mode.quote_size, size_ - pos_));
    if (quotes.size() == mode.quote_size && quotes.find_first_not_of(mode.quote) == quotes.npos) {
        Position start = here();
        pos_ += mode.quote_size;
        modes_.pop_back();
        return make(TokenKind::kFStringEnd, start);
    }
    return read_fstring_middle();
}

Token Lexer::enter_field() {
    FStringMode& mode = modes_.back();
    ++mode.field_depth;
    mode.in_field = true;
    if (mode.field_depth >= kMaxFieldNesting) {
        return fail_before("f-string: expressions nested too deeply");
    }
    return next_ordinary();
}

// Literal text up to a replacement field, a doubled brace or the closing quotes.
Token Lexer::read_fstring_middle() {
    FStringMode& mode = modes_.back();
    bool in_format_spec = mode.in_format_spec && mode.field_depth >= 0;
    Position start = here();
    int closing = 0;
    bool in_name = false;
    for (;;) {
        if (closing == mode.quote_size) {
            pos_ -= mode.quote_size;
            return make(TokenKind::kFStringMiddle, start);
        }
        char c = peek();
        if (at_end() || (c == '\n' && mode.quote_size == 1)) {
            if (in_format_spec && !at_end()) {
                ++pos_;
                return fail_before(
                    "f-string: newlines are not allowed in format specifiers for single quoted "
                    "f-strings");
            }
            return unterminated_fstring();
        }
        if (c == mode.quote) {
            ++closing;
            ++pos_;
            continue;
        }
        closing = 0;
        if (c == '}' && in_name) {
            // The end of \N{...}, whose braces are not a replacement field's
            ++pos_;
            return make(TokenKind::kFStringMiddle, start);
        }
        if (c == '{' || c == '}') {
            bool doubled = peek(1) == c && !in_format_spec && (c == '{' || mode.bracket_depth == 0);
            if (doubled) {
                // The first brace belongs to the text; the second only to the token's place.
                pos_ += 2;
                Token token = make(TokenKind::kFStringMiddle, start);
                --token.end;
                return token;
            }
            if (c == '}' && mode.field_depth < 0) {
                // A stray brace: closing it reports the error.
                if (pos_ == start.offset) {
                    return close_bracket(TokenKind::kRBrace, '{');
                }
            }
            return make(TokenKind::kFStringMiddle, start);
        }
        if (c == '\\') {
            if (!skip_fstring_escape(mode, in_name)) {
                return unterminated_fstring();
            }
            continue;
        }
        ++pos_;
        if (c == '\n') {
            start_new_line();
        }
    }
}

// Stands at a backslash. A brace after it still counts as a brace.
bool Lexer::skip_fstring_escape(FStringMode& mode, bool& named) {
    ++pos_;
    if (at_end()) {
        return false;
    }
    char c = peek();
    if (c == '{' || c == '}') {
        return true;
    }
    ++pos_;
    if (c == '\n') {
        start_new_line();
    } else if (c == 'N' && !mode.raw && peek() == '{') {
        ++pos_;
        named = true;
    }
    return true;
}

Token Lexer::unterminated_fstring() {
    const FStringMode& mode = modes_.back();
    std::string message = mode.quote_size == 3 ? "unterminated triple-quoted f-string literal"
                                               : "unterminated f-string literal";
    message += " (detected at line " + std::to_string(last_line()) + ")";
    std::uint32_t column = mode.start - mode.line_start;
    reached_end_ = at_end();
    return fail(ErrorKind::kSyntaxError, std::move(message),
                {mode.line, column, mode.line, column});
}

}  // namespace krait::compiler
