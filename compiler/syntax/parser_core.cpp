// The parser's machinery: the token window, errors, memoisation.

#include "compiler/syntax/parser_impl.h"

#include <algorithm>

#include "runtime/text/interrupt.h"
#include "runtime/text/normalize.h"
#include "runtime/text/utf8.h"

namespace krait::compiler {

Parser::Parser(Arena& arena, const SourceFile& source, WarningList& warnings, PassSetup setup)
    : arena_(arena),
      source_(source),
      warnings_(warnings),
      lexer_(source, warnings),
      error_pass_(setup.is_error_pass),
      is_second_pass_(setup.is_error_pass),
      furthest_(setup.furthest) {}

// ---- Tokens

void Parser::fetch() {
    interrupt::poll();
    Token token = lexer_.next();
    if (token.kind == TokenKind::kError && !error_) {
        lexer_failed_ = true;
        error_ = lexer_.error();
    }
    tokens_.push_back(token);
}

const Token& Parser::peek(std::size_t ahead) {
    while (pos_ + ahead >= tokens_.size()) {
        fetch();
    }
    return tokens_[pos_ + ahead];
}

bool Parser::at_any(std::initializer_list<TokenKind> kinds) {
    return std::find(kinds.begin(), kinds.end(), cur().kind) != kinds.end();
}

// Forgets the tokens before the current one, except for the one just before it (see prev()).
void Parser::cut_window() {
    if (pos_ < 2) {
        return;
    }
    tokens_.erase(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(pos_ - 1));
    pos_ = 1;
    memo_.clear();
}

std::string_view Parser::take_name() {
    std::string_view text = token_text_of(cur());
    advance();
    return text::is_ascii(text) ? arena_.intern(text) : arena_.intern(text::nfkc(text));
}

bool Parser::force(TokenKind kind) {
    if (failed() || accept(kind)) {
        return !failed();
    }
    if (!failed()) {
        raise_at(error_range(cur()), "expected '" + std::string(token_text(kind)) + "'");
    }
    return false;
}

const Token& Parser::last_token() const {
    if (tokens_.empty()) {
        return furthest_;
    }
    const Token& last = tokens_.back();
    // End tokens may share an offset: the later one is the one the first pass saw.
    return last.start > furthest_.start ||
                   (last.start == furthest_.start && furthest_.kind == TokenKind::kError)
               ? last
           : furthest_.range.known() ? furthest_
                                     : last;
}

// ---- Errors

namespace {

// How many lines have text: the tokens at the end stand in one behind them.
std::uint32_t text_lines(const SourceFile& source) {
    std::uint32_t count = source.line_count();
    return count > 1 && source.line(count).empty() ? count - 1 : count;
}

}  // namespace

std::nullptr_t Parser::raise(ErrorKind kind, SourceRange range, std::string message) {
    if (range.end_line > range.line) {
        // CPython measures the end in the first line.
        auto length = static_cast<std::uint32_t>(source_.line(range.line).size());
        range.end_col = std::min(range.end_col, length);
    }
    if (!error_) {
        error_ =
            SyntaxError{kind, std::move(message), range, std::string(source_.line(range.line))};
        // A line that the reading has left, and that can't be looked up again.
        error_->bare_text = !tokens_.empty() && source_.origin() != SourceOrigin::kFile &&
                            std::min(tokens_.back().range.line, text_lines(source_)) > range.line;
    }
    return nullptr;
}

// The range that errors about a token name: tokens without text (indentation, the end) stand, to
// CPython, at the last character its tokenizer has read.
SourceRange Parser::error_range(const Token& token) const {
    SourceRange range = token.range;
    if (source_.text().empty()) {
        return {};
    }
    bool is_indentation = token.kind == TokenKind::kIndent || token.kind == TokenKind::kDedent;
    if (token.kind != TokenKind::kEndMarker && !is_indentation) {
        return range;
    }
    if (token.start == source_.text().size()) {
        range.line = source_.line_count();
        range.col = static_cast<std::uint32_t>(source_.line(range.line).size());
    } else {
        range.col -= range.col > 0 ? 1 : 0;
    }
    range.end_line = range.line;
    range.end_col = range.col;
    return range;
}

std::nullptr_t Parser::raise_at_last(std::string message) {
    const Token& last = last_token();
    bool first = !error_;
    raise_at(error_range(last), std::move(message));
    if (first && (last.kind == TokenKind::kIndent || last.kind == TokenKind::kDedent ||
                  last.kind == TokenKind::kEndMarker))
        error_->end = SyntaxError::kEndMinusOne;
    return nullptr;
}

std::nullptr_t Parser::raise_at_next(std::string message) {
    return raise_at(error_range(cur()), std::move(message));
}

// From `start` to as far as the text has been read; CPython counts that end from 1, so it falls a
// column short.
std::nullptr_t Parser::raise_from(SourceRange start, std::string message) {
    SourceRange last = error_range(last_token());
    last.end_col -= last.end_col > 0 ? 1 : 0;
    return raise_between(start, last, std::move(message));
}

std::nullptr_t Parser::raise_expected_block(std::string_view what, std::uint32_t line) {
    return raise(ErrorKind::kIndentationError, error_range(last_token()),
                 "expected an indented block after " + std::string(what) + " on line " +
                     std::to_string(line));
}

std::nullptr_t Parser::raise_unsupported(const SourceRange& range, std::string_view what) {
    return raise_at(range, std::string(what) + " are not supported by krait");
}

bool Parser::raise_too_deep() {
    raise(ErrorKind::kMemoryError, {},
          "Parser stack overflowed - Python source too complex to parse");
    return false;
}

void Parser::raise_too_high() {
    raise(ErrorKind::kRecursionError, {}, "maximum recursion depth exceeded during compilation");
}

void Parser::defer_error(const SourceRange& range, std::string message) {
    if (!deferred_error_) {
        deferred_error_ = SyntaxError{ErrorKind::kSyntaxError, std::move(message), range,
                                      std::string(source_.line(range.line))};
        deferred_error_->behind_parser = true;
    }
}

SyntaxError Parser::generic_error() const {
    const Token& last = last_token();
    ErrorKind kind = ErrorKind::kSyntaxError;
    std::string message = "invalid syntax";
    if (last.kind == TokenKind::kIndent || last.kind == TokenKind::kDedent) {
        kind = ErrorKind::kIndentationError;
        message = last.kind == TokenKind::kIndent ? "unexpected indent" : "unexpected unindent";
    }
    SourceRange range = error_range(last);
    if (last.kind == TokenKind::kEndMarker) {
        range.col = range.end_col = 0;
    }
    if (range.end_line > range.line) {
        auto length = static_cast<std::uint32_t>(source_.line(range.line).size());
        range.end_col = std::min(range.end_col, length);
    }
    auto end =
        kind == ErrorKind::kIndentationError ? SyntaxError::kEndMinusOne : SyntaxError::kEndOfRange;
    return {kind, std::move(message), range, std::string(source_.line(range.line)), end};
}

std::optional<SyntaxError> Parser::lexer_error_in_rest() {
    if (lexer_failed_) {
        return std::nullopt;
    }
    std::uint32_t current_line = tokens_.empty() ? 1 : tokens_.back().range.line;
    Token token;
    do {
        token = lexer_.next();
    } while (token.kind != TokenKind::kEndMarker && token.kind != TokenKind::kError);
    if (token.kind != TokenKind::kError) {
        return std::nullopt;
    }
    if (!lexer_.error_is_about_layout()) {
        return lexer_.error();
    }
    // A bracket left open explains the error only if it was opened in a line before it.
    if (!lexer_.open_brackets().empty() && current_line > lexer_.open_brackets().back().line) {
        return lexer_.unclosed_bracket_error();
    }
    return std::nullopt;
}

// ---- Memoisation

Expr* Parser::memoised(Rule rule, Expr* (Parser::*parse)()) {
    // What was parsed with the checks off is not parsed again with them on: as in CPython, that
    // keeps mistakes far from the first error from being reported.
    std::uint64_t key = static_cast<std::uint64_t>(cur().start) * kRuleCount + rule;
    if (auto found = memo_.find(key); found != memo_.end()) {
        if (found->second.result != nullptr) {
            reset(found->second.end);
        }
        return found->second.result;
    }
    Mark before = mark();
    Expr* result = (this->*parse)();
    if (failed()) {
        return nullptr;
    }
    if (result == nullptr) {
        reset(before);
    }
    memo_[key] = {result, mark()};
    return result;
}

}  // namespace krait::compiler
