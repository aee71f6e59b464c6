#include "compiler/syntax/lexer.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "runtime/text/unicode.h"
#include "runtime/text/utf8.h"

namespace krait::compiler {
namespace {

constexpr std::size_t kMaxIndents = 100;
constexpr std::size_t kMaxBrackets = 200;
constexpr std::uint32_t kTabWidth = 8;

// Bytes of identifiers; everything above ASCII is checked afterwards.
constexpr std::array<bool, 256> make_word_table() {
    std::array<bool, 256> table{};
    for (int c = 0; c < 256; ++c) {
        table[static_cast<std::size_t>(c)] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                             (c >= '0' && c <= '9') || c == '_' || c >= 128;
    }
    return table;
}
constexpr auto kWordBytes = make_word_table();

bool is_word_byte(char c) {
    return kWordBytes[static_cast<unsigned char>(c)];
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string code_point_name(char32_t c) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(c));
    return buffer;
}

}  // namespace

Lexer::Lexer(const SourceFile& source, WarningList& warnings)
    : source_(source),
      warnings_(warnings),
      text_(source.text().data()),
      size_(static_cast<std::uint32_t>(source.text().size())),
      indents_{0},
      alternative_indents_{0} {}

Token Lexer::next() {
    if (failed_) {
        return make(TokenKind::kError, here());
    }
    if (!modes_.empty() && !modes_.back().in_field) {
        return next_in_fstring();
    }
    return next_ordinary();
}

Token Lexer::make(TokenKind kind, const Position& start) const {
    Token token;
    token.kind = kind;
    token.level = static_cast<std::uint16_t>(brackets_.size());
    token.start = start.offset;
    token.end = pos_;
    token.range = {start.line, start.offset - start.line_start, line_, pos_ - line_start_};
    return token;
}

Token Lexer::next_ordinary() {
    for (;;) {
        bool blank = false;
        if (at_line_start_) {
            at_line_start_ = false;
            if (!read_indentation(blank)) {
                return make(TokenKind::kError, here());
            }
        }
        if (pending_indents_ != 0) {
            return pending_indentation();
        }
        // The newline after a comment counts the comment as part of it.
        Position start;
        bool at_newline = false;
        if (!skip_to_token(start, at_newline)) {
            return make(TokenKind::kError, here());
        }
        if (!at_newline) {
            break;
        }
        ++pos_;
        at_line_start_ = true;
        Token newline = make(TokenKind::kNewline, start);
        start_new_line();
        joined_lines_start_ = pos_;
        if (!blank && brackets_.empty()) {
            return newline;
        }
    }
    if (at_end()) {
        return read_end();
    }
    char c = peek();
    if (is_word_byte(c)) {
        return is_digit(c) ? read_number() : read_word();
    }
    if (c == '.' && is_digit(peek(1))) {
        return read_number();
    }
    if (c == '"' || c == '\'') {
        return read_string(here());
    }
    return read_operator();
}

// Measures the white space that starts a line. `blank` tells that the line holds nothing else.
bool Lexer::read_indentation(bool& blank) {
    std::uint32_t column = 0;
    std::uint32_t alternative = 0;
    std::uint32_t before_backslash = 0;
    for (;; ++pos_) {
        char c = peek();
        if (c == ' ') {
            ++column;
            ++alternative;
        } else if (c == '\t') {
            column = (column / kTabWidth + 1) * kTabWidth;
            ++alternative;
        } else if (c == '\f') {
            column = alternative = 0;
        } else if (c == '\\') {
            // Indentation can't be split over lines: what precedes the first backslash counts.
            before_backslash = before_backslash != 0 ? before_backslash : column;
            ++pos_;
            if (!continue_line()) {
                return false;
            }
            --pos_;
        } else {
            break;
        }
    }
    char c = peek();
    blank = c == '#' || c == '\n';
    if (blank || !brackets_.empty()) {
        return true;
    }
    if (before_backslash != 0) {
        column = alternative = before_backslash;
    }
    return set_indentation(column, alternative);
}

bool Lexer::set_indentation(std::uint32_t column, std::uint32_t alternative) {
    bool good = change_indentation(column, alternative);
    error_is_about_layout_ = !good;
    error_.bare_text = false;
    return good;
}

bool Lexer::change_indentation(std::uint32_t column, std::uint32_t alternative) {
    auto tab_error = [this] {
        fail(ErrorKind::kTabError, "inconsistent use of tabs and spaces in indentation",
             {line_, 0, line_, 0});
        error_.end = SyntaxError::kEndZero;
        return false;
    };
    if (column == indents_.back()) {
        return alternative == alternative_indents_.back() || tab_error();
    }
    if (column > indents_.back()) {
        if (indents_.size() >= kMaxIndents) {
            fail(ErrorKind::kIndentationError, "too many levels of indentation",
                 {line_, 0, line_, 0});
            return false;
        }
        if (alternative <= alternative_indents_.back()) {
            return tab_error();
        }
        indents_.push_back(column);
        alternative_indents_.push_back(alternative);
        pending_indents_ = 1;
        return true;
    }
    while (column < indents_.back()) {
        indents_.pop_back();
        alternative_indents_.pop_back();
        --pending_indents_;
    }
    if (column != indents_.back()) {
        fail_at_line_end(ErrorKind::kIndentationError,
                         "unindent does not match any outer indentation level");
        error_.end = SyntaxError::kEndMinusOne;
        return false;
    }
    return alternative == alternative_indents_.back() || tab_error();
}

Token Lexer::pending_indentation() {
    Token token = make(TokenKind::kIndent, here());
    if (pending_indents_ > 0) {
        --pending_indents_;
    } else {
        ++pending_indents_;
        token.kind = TokenKind::kDedent;
    }
    return token;
}

// Skips white space, a comment and joined lines, up to a token, a newline or the end.
bool Lexer::skip_to_token(Position& start, bool& at_newline) {
    for (;;) {
        char c = peek();
        start = here();
        if (c == ' ' || c == '\t' || c == '\f') {
            ++pos_;
        } else if (c == '#') {
            while (peek() != '\n') {
                ++pos_;
            }
            at_newline = true;
            return true;
        } else if (c == '\\') {
            ++pos_;
            if (!continue_line()) {
                return false;
            }
        } else {
            at_newline = c == '\n';
            return true;
        }
    }
}

// Stands after a backslash, which must end its line; moves to the next line.
bool Lexer::continue_line() {
    if (peek() != '\n' || at_end()) {
        // CPython counts the column from the first of the lines joined by backslashes.
        auto length = static_cast<std::uint32_t>(source_.line(line_).size());
        std::uint32_t column = std::min(pos_ - joined_lines_start_, length + 1);
        fail(ErrorKind::kSyntaxError, "unexpected character after line continuation character",
             {line_, column, line_, column});
        error_is_about_layout_ = true;
        error_.end = SyntaxError::kEndZero;
        error_.bare_text = false;
        return false;
    }
    ++pos_;
    start_new_line();
    if (at_end()) {
        reached_end_ = true;
        if (!brackets_.empty()) {
            failed_ = true;
            error_ = unclosed_bracket_error();
        } else {
            fail_at_line_end(ErrorKind::kSyntaxError, "unexpected EOF while parsing");
        }
        error_is_about_layout_ = true;
        return false;
    }
    return true;
}

Token Lexer::read_end() {
    reached_end_ = true;
    if (!brackets_.empty()) {
        error_is_about_layout_ = true;
        failed_ = true;
        error_ = unclosed_bracket_error();
        return make(TokenKind::kError, here());
    }
    return make(TokenKind::kEndMarker, here());
}

SyntaxError Lexer::unclosed_bracket_error() const {
    const OpenBracket& open = brackets_.back();
    std::string message = std::string("'") + open.bracket + "' was never closed";
    return {ErrorKind::kSyntaxError,
            std::move(message),
            {open.line, open.col, open.line, open.col},
            std::string(source_.line(open.line)),
            SyntaxError::kEndZero,
            source_.origin() != SourceOrigin::kFile && open.line < last_line()};
}

Token Lexer::read_word() {
    std::uint32_t quote_offset = 0;
    if (at_string_prefix(quote_offset)) {
        return read_prefixed_string(quote_offset);
    }
    Position start = here();
    unsigned char seen = 0;
    do {
        seen |= static_cast<unsigned char>(peek());
        ++pos_;
    } while (is_word_byte(peek()));
    if (seen >= 128) {
        return check_identifier(start);
    }
    return make(classify_word({text_ + start.offset, pos_ - start.offset}), start);
}

// A word with bytes above ASCII: is every character allowed where it stands?
Token Lexer::check_identifier(const Position& start) {
    const char* cursor = text_ + start.offset;
    const char* end = text_ + pos_;
    while (cursor < end) {
        bool first = cursor == text_ + start.offset;
        char32_t c = text::decode_next(cursor);
        if (first ? text::is_xid_start(c) || c == '_' : text::is_xid_continue(c)) {
            continue;
        }
        pos_ = static_cast<std::uint32_t>(cursor - text_);
        if (text::is_printable(c)) {
            return fail_before("invalid character '" + text::to_string(c) + "' (" +
                               code_point_name(c) + ")");
        }
        return fail_before("invalid non-printable character " + code_point_name(c));
    }
    return make(TokenKind::kName, start);
}

Token Lexer::read_operator() {
    char c = peek();
    if (!modes_.empty() && c == ':') {
        // The colon that starts the format spec of the innermost replacement field; it must not be
        // taken for the start of `:=`.
        FStringMode& mode = modes_.back();
        if (mode.field_depth >= 0 && mode.bracket_depth - 1 == mode.field_depth) {
            Position start = here();
            ++pos_;
            mode.in_field = false;
            mode.in_format_spec = true;
            return make(TokenKind::kColon, start);
        }
    }
    Position start = here();
    TokenKind kind = scan_operator();
    switch (kind) {
        case TokenKind::kLParen:
        case TokenKind::kLBracket:
        case TokenKind::kLBrace: pos_ = start.offset; return open_bracket(kind);
        case TokenKind::kRParen: pos_ = start.offset; return close_bracket(kind, '(');
        case TokenKind::kRBracket: pos_ = start.offset; return close_bracket(kind, '[');
        case TokenKind::kRBrace: pos_ = start.offset; return close_bracket(kind, '{');
        case TokenKind::kError:
            return fail_before("invalid non-printable character " +
                               code_point_name(static_cast<unsigned char>(c)));
        default: return make(kind, start);
    }
}

// The longest operator at pos_; moves past it.
TokenKind Lexer::scan_operator() {
    char c = peek();
    char second = peek(1);
    char third = second != '\0' ? peek(2) : '\0';
    auto take = [this](unsigned length, TokenKind kind) {
        pos_ += length;
        return kind;
    };
    // One of: c, c=, cc, cc=
    auto repeatable = [&](TokenKind plain, TokenKind assign, TokenKind twice,
                          TokenKind twice_assign) {
        if (second == c) {
            return third == '=' ? take(3, twice_assign) : take(2, twice);
        }
        return second == '=' ? take(2, assign) : take(1, plain);
    };
    auto assignable = [&](TokenKind plain, TokenKind assign) {
        return second == '=' ? take(2, assign) : take(1, plain);
    };
    using enum TokenKind;
    switch (c) {
        case '(': return take(1, kLParen);
        case ')': return take(1, kRParen);
        case '[': return take(1, kLBracket);
        case ']': return take(1, kRBracket);
        case '{': return take(1, kLBrace);
        case '}': return take(1, kRBrace);
        case ',': return take(1, kComma);
        case ';': return take(1, kSemicolon);
        case '~': return take(1, kTilde);
        case '.': return second == '.' && third == '.' ? take(3, kEllipsis) : take(1, kDot);
        case ':': return assignable(kColon, kColonEqual);
        case '=': return assignable(kEqual, kEqEqual);
        case '!': return assignable(kExclamation, kNotEqual);
        case '+': return assignable(kPlus, kPlusEqual);
        case '-': return second == '>' ? take(2, kArrow) : assignable(kMinus, kMinusEqual);
        case '*': return repeatable(kStar, kStarEqual, kDoubleStar, kDoubleStarEqual);
        case '/': return repeatable(kSlash, kSlashEqual, kDoubleSlash, kDoubleSlashEqual);
        case '<':
            if (second == '>') {
                // The operator of PEP 401: a token, but never valid.
                return take(2, kStrayCharacter);
            }
            return repeatable(kLess, kLessEqual, kLeftShift, kLeftShiftEqual);
        case '>': return repeatable(kGreater, kGreaterEqual, kRightShift, kRightShiftEqual);
        case '%': return assignable(kPercent, kPercentEqual);
        case '@': return assignable(kAt, kAtEqual);
        case '&': return assignable(kAmper, kAmperEqual);
        case '|': return assignable(kVBar, kVBarEqual);
        case '^': return assignable(kCircumflex, kCircumflexEqual);
        case '$':
        case '?':
        case '`': return take(1, kStrayCharacter);
        default: return take(1, kError);
    }
}

Token Lexer::open_bracket(TokenKind kind) {
    Position start = here();
    ++pos_;
    if (brackets_.size() >= kMaxBrackets) {
        return fail_before("too many nested parentheses");
    }
    brackets_.push_back({text_[start.offset], line_, start.offset - line_start_});
    if (!modes_.empty()) {
        ++modes_.back().bracket_depth;
    }
    return make(kind, start);
}

Token Lexer::close_bracket(TokenKind kind, char expected) {
    Position start = here();
    char closing = peek();
    ++pos_;
    FStringMode* mode = modes_.empty() ? nullptr : &modes_.back();
    if (mode != nullptr && mode->bracket_depth == 0 && closing == '}') {
        return fail_before("f-string: single '}' is not allowed");
    }
    if (brackets_.empty()) {
        return fail_before(std::string("unmatched '") + closing + "'");
    }
    OpenBracket open = brackets_.back();
    if (open.bracket != expected) {
        // Within a replacement field, the field's own brace can't be closed by something else.
        if (mode != nullptr && open.bracket == '{' &&
            mode->bracket_depth - 1 == mode->field_depth) {
            return fail_before(std::string("f-string: unmatched '") + closing + "'");
        }
        std::string message = std::string("closing parenthesis '") + closing +
                              "' does not match opening parenthesis '" + open.bracket + "'";
        if (open.line != line_) {
            message += " on line " + std::to_string(open.line);
        }
        return fail_before(std::move(message));
    }
    brackets_.pop_back();
    if (mode != nullptr) {
        --mode->bracket_depth;
        if (closing == '}' && mode->bracket_depth == mode->field_depth) {
            --mode->field_depth;
            mode->in_field = false;
            mode->in_format_spec = false;
        }
    }
    return make(kind, start);
}

Token Lexer::fail(ErrorKind kind, std::string message, SourceRange range) {
    failed_ = true;
    error_ = {kind, std::move(message), range, std::string(source_.line(range.line))};
    error_.bare_text = true;
    return make(TokenKind::kError, here());
}

SourceRange Lexer::range_before(const Position& position) const {
    std::uint32_t at = position.offset;
    if (at > position.line_start) {
        do {
            --at;
        } while (at > position.line_start && text::is_continuation(text_[at]));
    }
    std::uint32_t column = at - position.line_start;
    return {position.line, column, position.line, column};
}

Token Lexer::fail_before(std::string message) {
    return fail(ErrorKind::kSyntaxError, std::move(message), range_before(here()));
}

Token Lexer::fail_at_line_end(ErrorKind kind, std::string message) {
    std::uint32_t line = at_end() ? last_line() : line_;
    auto column = static_cast<std::uint32_t>(source_.line(line).size());
    return fail(kind, std::move(message), {line, column, line, column});
}

// The line CPython counts itself to be in: at the end of the text, the last one.
std::uint32_t Lexer::last_line() const {
    return at_end() && line_ > 1 && line_start_ == pos_ ? line_ - 1 : line_;
}

}  // namespace krait::compiler
