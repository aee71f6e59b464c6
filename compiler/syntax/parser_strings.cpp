// String literals: implicit concatenation, f-strings and their replacement fields.

#include <algorithm>
#include <string>

#include "compiler/syntax/literals.h"
#include "compiler/syntax/parser_impl.h"
#include "runtime/text/utf8.h"

namespace krait::compiler {

// (STRING | f-string)+: a Constant, or a JoinedStr if there is an f-string among them.
Expr* Parser::strings() {
    SourceRange start = cur().range;
    auto pieces = collect_exprs();
    bool any_fstring = false;
    bool any_bytes = false;
    bool any_text = false;
    while (at(TokenKind::kString) || at(TokenKind::kFStringStart)) {
        bool is_bytes = false;
        bool is_fstring = at(TokenKind::kFStringStart);
        Mark before = mark();
        if (!(is_fstring ? fstring(pieces) : plain_string(pieces, is_bytes))) {
            if (failed() || !(any_bytes || any_text)) {
                return nullptr;
            }
            reset(before);
            break;
        }
        any_fstring |= is_fstring;
        any_bytes |= is_bytes;
        any_text |= !is_bytes;
    }
    // The token after the last string has been looked at: that is where CPython points to.
    if (any_bytes && any_text && !failed()) {
        return raise_at_last("cannot mix bytes and nonbytes literals");
    }
    if (failed()) {
        return nullptr;
    }
    if (!any_fstring) {
        return concatenate_constants(start, pieces);
    }
    JoinedStr* joined = node<JoinedStr>(start);
    joined->values = fold_constants(pieces);
    cover(joined, joined->values);
    return failed() ? nullptr : joined;
}

Constant* Parser::string_constant(const SourceRange& range, std::string_view text) {
    Constant* constant = arena_.make<Constant>();
    constant->kind = NodeKind::kConstant;
    constant->range = range;
    constant->constant_kind = ConstantKind::kStr;
    constant->text = text;
    return constant;
}

bool Parser::plain_string(ExprCollector& pieces, bool& is_bytes) {
    Token token = cur();
    advance();
    std::string_view literal = token_text_of(token);
    StringParts parts = split_string_literal(literal);
    is_bytes = parts.is_bytes;
    if (is_bytes && !text::is_ascii(parts.body)) {
        raise_at(token.range, "bytes can only contain ASCII literal characters");
        return false;
    }
    Constant* constant = string_constant(token.range, {});
    constant->u_prefix = parts.has_u_prefix;
    constant->constant_kind = is_bytes ? ConstantKind::kBytes : ConstantKind::kStr;
    bool as_written = parts.is_raw || parts.body.find('\\') == std::string_view::npos;
    if (as_written) {
        constant->text = arena_.copy_text(parts.body);
    } else if (!decode_token(token, parts.body, is_bytes, constant->text)) {
        return false;
    }
    pieces.add(constant);
    return true;
}

// Replaces the escape sequences of `body`, a part of the token's text.
bool Parser::decode_token(const Token& token, std::string_view body, bool is_bytes,
                          std::string_view& out) {
    std::string decoded;
    decoded.reserve(body.size());
    EscapeReport report;
    bool good = is_bytes ? decode_bytes_escapes(body, decoded, report)
                         : decode_str_escapes(body, decoded, report);
    if (report.has_invalid_escape) {
        auto body_start = static_cast<std::size_t>(body.data() - source_.text().data());
        warn_invalid_escape(token, body_start + report.invalid_escape_offset,
                            std::move(report.warning));
    }
    if (!good) {
        if (error_pass_ && token.kind == TokenKind::kString) {
            cur();
            raise_at_last(std::move(report.error));
        }
        raise_at(token.range, std::move(report.error));
        return false;
    }
    out = arena_.copy_text(decoded);
    return true;
}

void Parser::warn_invalid_escape(const Token& token, std::size_t source_offset,
                                 std::string message) {
    std::string_view before = source_.text().substr(token.start, source_offset - token.start);
    auto newlines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    std::size_t last_newline = before.rfind('\n');
    auto column = static_cast<std::uint32_t>(newlines == 0 ? token.range.col + before.size()
                                                           : before.size() - last_newline - 1);
    std::uint32_t line = token.range.line + newlines;
    warnings_.push_back(
        {WarningKind::kSyntaxWarning, std::move(message), {line, column, line, column}});
}

Expr* Parser::concatenate_constants(const SourceRange& start, ExprCollector& pieces) {
    if (pieces.size() == 1) {
        return pieces.front();
    }
    Constant* whole = node<Constant>(start);
    Slice<Expr*> parts = pieces.finish();
    std::string text;
    for (const Expr* part : parts) {
        text += part->as<Constant>()->text;
    }
    whole->constant_kind = parts.front()->as<Constant>()->constant_kind;
    whole->u_prefix = parts.front()->as<Constant>()->u_prefix;
    whole->text = arena_.copy_text(text);
    return whole;
}

// Drops empty texts and makes one of neighbours.
Slice<Expr*> Parser::fold_constants(ExprCollector& pieces) {
    Slice<Expr*> all = pieces.finish();
    auto is_empty = [](const Expr* piece) {
        const Constant* constant = piece->try_as<Constant>();
        return constant != nullptr && constant->text.empty();
    };
    Expr** end = std::remove_if(all.begin(), all.end(), is_empty);
    std::size_t count = 0;
    for (Expr** at = all.begin(); at != end;) {
        Expr** run_end = std::find_if(at, end, [](Expr* piece) { return !piece->is<Constant>(); });
        if (run_end - at > 1) {
            std::string text;
            for (Expr** part = at; part != run_end; ++part) {
                text += (*part)->as<Constant>()->text;
            }
            Constant* whole =
                string_constant(join((*at)->range, run_end[-1]->range), arena_.copy_text(text));
            whole->u_prefix = (*at)->as<Constant>()->u_prefix;
            all[count++] = whole;
            at = run_end;
        } else {
            all[count++] = *at++;
        }
    }
    return {all.data(), count};
}

// ---- f-strings

bool Parser::fstring(ExprCollector& pieces) {
    DepthGuard guard(*this);
    if (!guard.ok()) {
        return false;
    }
    std::string_view prefix = token_text_of(cur());
    bool is_raw = prefix.find_first_of("rR") != std::string_view::npos;
    advance();
    std::size_t first_pending = pending_middles_.size();
    bool good =
        fstring_parts(pieces, is_raw, /*in_format_spec=*/false) && accept(TokenKind::kFStringEnd);
    for (std::size_t i = first_pending; good && i < pending_middles_.size(); ++i) {
        PendingMiddle pending = pending_middles_[i];
        good = decode_fstring_middle(pending.token, pending.constant);
    }
    pending_middles_.resize(first_pending);
    return good;
}

// Literal text and replacement fields, as many as there are.
bool Parser::fstring_parts(ExprCollector& pieces, bool is_raw, bool in_format_spec) {
    for (;;) {
        if (at(TokenKind::kFStringMiddle)) {
            if (!fstring_middle(pieces, is_raw, in_format_spec)) {
                return false;
            }
        } else if (at(TokenKind::kLBrace)) {
            Mark before = mark();
            if (!replacement_field(pieces, is_raw)) {
                if (error_pass_ && !failed()) {
                    check_replacement_field(before, is_raw);
                }
                return false;
            }
        } else {
            return !failed();
        }
    }
}

// Escape sequences are replaced when the whole f-string has been read, so that errors in its fields
// are found first; in a format spec at once.
bool Parser::fstring_middle(ExprCollector& pieces, bool is_raw, bool in_format_spec) {
    Token token = cur();
    advance();
    std::string_view body = token_text_of(token);
    Constant* constant = string_constant(token.range, {});
    pieces.add(constant);
    if (is_raw || body.find('\\') == std::string_view::npos) {
        constant->text = arena_.copy_text(body);
        return true;
    }
    if (in_format_spec) {
        return decode_fstring_middle(token, constant);
    }
    pending_middles_.push_back({constant, token});
    return true;
}

bool Parser::decode_fstring_middle(const Token& token, Constant* constant) {
    std::string_view body = token_text_of(token);
    if (!decode_token(token, body, /*is_bytes=*/false, constant->text)) {
        return false;
    }
    // A backslash before a brace stays, with a warning; the lexer has cut the text between them.
    std::size_t backslashes = body.size() - std::min(body.find_last_not_of('\\') + 1, body.size());
    bool brace_follows = token.end < source_.text().size() &&
                         (source_.text()[token.end] == '{' || source_.text()[token.end] == '}');
    if (backslashes % 2 == 1 && brace_follows) {
        std::string brace(1, source_.text()[token.end]);
        warn_invalid_escape(token, token.end - 1,
                            "\"\\" + brace +
                                "\" is an invalid escape sequence. Such sequences will not work in "
                                "the future. Did you mean \"\\\\" +
                                brace + "\"? A raw string is also an option.");
    }
    return true;
}

// '{' value ['='] ['!' conversion] [':' format_spec] '}'
bool Parser::replacement_field(ExprCollector& pieces, bool is_raw) {
    Token brace = cur();
    Mark before = mark();
    advance();
    Expr* value = yield_or_star_expressions();
    if (value == nullptr) {
        return false;
    }
    bool is_debug = accept(TokenKind::kEqual);
    // The text of `{value = }` reaches to what follows the `=`.
    Token after = cur();
    Mark after_mark = mark();
    int conversion_letter = -1;
    if (at(TokenKind::kExclamation) && !conversion(conversion_letter)) {
        return false;
    }
    Expr* spec = nullptr;
    if (at(TokenKind::kColon)) {
        spec = format_spec(is_raw);
        if (spec == nullptr) {
            return false;
        }
    }
    if (!accept(TokenKind::kRBrace)) {
        return false;
    }
    if (is_debug) {
        SourceRange range = {brace.range.end_line, brace.range.end_col, after.range.line,
                             after.range.col};
        pieces.add(string_constant(range, arena_.copy_text(debug_text(before, after_mark))));
        if (conversion_letter < 0 && spec == nullptr) {
            conversion_letter = 'r';
        }
    }
    FormattedValue* field = node<FormattedValue>(brace.range);
    field->value = value;
    field->conversion = conversion_letter;
    field->format_spec = spec;
    cover(field, value);
    cover(field, spec);
    pieces.add(field);
    return !failed();
}

// The text of a `{value = }` field, from after token `first` to token `last`, without the comments
// that may stand between tokens.
std::string Parser::debug_text(Mark first, Mark last) const {
    std::string_view source = source_.text();
    std::string result;
    for (Mark i = first; i < last; ++i) {
        std::uint32_t gap_start = tokens_[i].end;
        std::uint32_t gap_end = tokens_[i + 1].start;
        std::string_view gap = source.substr(gap_start, gap_end - gap_start);
        while (!gap.empty()) {
            std::size_t comment = std::min(gap.find('#'), gap.size());
            result += gap.substr(0, comment);
            gap.remove_prefix(std::min(gap.find('\n', comment), gap.size()));
        }
        if (i + 1 < last) {
            result += token_text_of(tokens_[i + 1]);
        }
    }
    return result;
}

// '!' NAME, without white space between
bool Parser::conversion(int& letter) {
    Token mark_token = cur();
    advance();
    if (!at(TokenKind::kName)) {
        return false;
    }
    Token name = cur();
    advance();
    if (mark_token.end != name.start) {
        raise_between(mark_token.range, name.range,
                      "f-string: conversion type must come right after the exclamation mark");
        return false;
    }
    std::string_view text = token_text_of(name);
    if (text != "s" && text != "r" && text != "a") {
        raise_at(name.range, "f-string: invalid conversion character '" + std::string(text) +
                                 "': expected 's', 'r', or 'a'");
        return false;
    }
    letter = text[0];
    return true;
}

// ':' (text | replacement field)*
Expr* Parser::format_spec(bool is_raw) {
    SourceRange start = cur().range;
    advance();
    auto pieces = collect_exprs();
    if (!fstring_parts(pieces, is_raw, /*in_format_spec=*/true)) {
        return nullptr;
    }
    JoinedStr* spec = node<JoinedStr>(start);
    spec->values = fold_constants(pieces);
    cover(spec, spec->values);
    return spec;
}

}  // namespace krait::compiler
