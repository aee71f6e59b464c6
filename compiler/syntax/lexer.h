// The lexer: source text to tokens, one at a time.
//
// - Works on demand; the parser decides how far it looks. Indentation becomes kIndent and kDedent
//   tokens (tabs reach to multiples of 8; a line whose indentation compares differently with tabs
//   counted as 1 is a TabError). Blank lines, comments and newlines within brackets give no tokens.
// - f-strings are tokenised as PEP 701 says: a stack of modes remembers, for each f-string that is
//   open, whether the lexer stands in its literal text or in one of its replacement fields.
// - The first problem gives a kError token and error(); after that the lexer only repeats kError.
//   Invalid escape sequences are not looked at here (literals.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/diagnostics.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/token.h"

namespace krait::compiler {

class Lexer {
public:
    struct OpenBracket {
        char bracket;
        std::uint32_t line;
        std::uint32_t col;
    };

    // Both the source and the warning list must outlive the lexer.
    Lexer(const SourceFile& source, WarningList& warnings);

    Token next();

    const SyntaxError& error() const { return error_; }

    // The error is only that the text ended too early (in brackets, after a backslash or in a
    // triple-quoted string): more lines could complete it.
    bool reached_end() const { return reached_end_; }

    // The error is about the layout of lines or the end of the text, not about a token: a parser
    // error before it is more telling.
    bool error_is_about_layout() const { return error_is_about_layout_; }

    // Innermost last.
    const std::vector<OpenBracket>& open_brackets() const { return brackets_; }

    bool inside_fstring() const { return !modes_.empty(); }

    // The error "'(' was never closed" for the innermost open bracket.
    SyntaxError unclosed_bracket_error() const;

private:
    // One f-string that is open.
    struct FStringMode {
        char quote;
        std::uint8_t quote_size;
        bool raw;
        bool in_field = false;        // within `{...}`: ordinary tokens
        bool in_format_spec = false;  // after a field's `:`
        int bracket_depth = 0;        // brackets opened within this f-string, of all kinds
        int field_depth = -1;         // nesting of replacement fields; -1: none
        std::uint32_t start;
        std::uint32_t line;
        std::uint32_t line_start;
    };

    struct Position {
        std::uint32_t offset;
        std::uint32_t line;
        std::uint32_t line_start;
    };

    // ---- lexer.cpp
    char peek(std::uint32_t ahead = 0) const { return text_[pos_ + ahead]; }
    bool at_end() const { return pos_ >= size_; }
    Position here() const { return {pos_, line_, line_start_}; }
    void start_new_line() {
        ++line_;
        line_start_ = pos_;
    }
    Token make(TokenKind kind, const Position& start) const;
    Token next_ordinary();
    bool read_indentation(bool& blank);
    bool change_indentation(std::uint32_t column, std::uint32_t alternative);
    bool set_indentation(std::uint32_t column, std::uint32_t alternative);
    Token pending_indentation();
    bool skip_to_token(Position& start, bool& at_newline);
    bool continue_line();
    Token read_end();
    Token read_word();
    Token check_identifier(const Position& start);
    Token read_operator();
    Token open_bracket(TokenKind kind);
    Token close_bracket(TokenKind kind, char expected);
    TokenKind scan_operator();

    // ---- lexer_number.cpp
    Token read_number();
    Token read_radix_number(const Position& start);
    Token finish_number(const Position& start, const char* kind);
    Token read_fraction(const Position& start);
    Token read_exponent_and_suffix(const Position& start);
    bool skip_decimal_digits();
    bool check_number_end(const char* kind);
    Token bad_literal(const char* kind);

    // ---- lexer_string.cpp
    bool at_string_prefix(std::uint32_t& quote_offset) const;
    Token read_prefixed_string(std::uint32_t quote_offset);
    Token read_string(const Position& start);
    Token unterminated_string(const Position& start, char quote, int quote_size,
                              bool escaped_quote);
    Token start_fstring(const Position& start, bool raw);
    Token next_in_fstring();
    Token read_fstring_middle();
    Token unterminated_fstring();
    Token enter_field();
    bool skip_fstring_escape(FStringMode& mode, bool& named);

    // ---- errors
    Token fail(ErrorKind kind, std::string message, SourceRange range);
    // Reported at the character before pos_, as CPython's tokenizer does.
    Token fail_before(std::string message);
    Token fail_at_line_end(ErrorKind kind, std::string message);
    SourceRange range_before(const Position& position) const;
    std::uint32_t last_line() const;

    const SourceFile& source_;
    WarningList& warnings_;
    const char* text_;
    std::uint32_t size_;
    std::uint32_t pos_ = 0;
    std::uint32_t line_ = 1;
    std::uint32_t line_start_ = 0;
    std::uint32_t joined_lines_start_ = 0;
    bool at_line_start_ = true;
    int pending_indents_ = 0;  // negative: dedents
    bool failed_ = false;
    bool reached_end_ = false;
    bool error_is_about_layout_ = false;
    std::vector<std::uint32_t> indents_;
    std::vector<std::uint32_t> alternative_indents_;
    std::vector<OpenBracket> brackets_;
    std::vector<FStringMode> modes_;
    SyntaxError error_;
};

}  // namespace krait::compiler
