// The error pass: common mistakes in groups, displays, comprehensions and the fields of f-strings.

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// '(' '*' expression ')' and '(' '**' expression ')'. Stands at '('.
void Parser::check_group(Mark start) {
    reset(start);
    advance();
    if (at(TokenKind::kStar)) {
        Expr* starred = starred_argument();
        if (starred != nullptr && at(TokenKind::kRParen)) {
            raise_at(starred, "cannot use starred expression here");
        }
    } else if (at(TokenKind::kDoubleStar)) {
        SourceRange stars = cur().range;
        advance();
        if (expression() != nullptr && at(TokenKind::kRParen)) {
            raise_at(stars, "cannot use double starred expression here");
        }
    }
    reset(start);
}

// A comprehension's element that is starred, or is several. Stands at the opening bracket.
void Parser::check_comprehension(Mark start, bool is_parenthesis) {
    if (failed()) {
        return;
    }
    Slice<Comprehension*> clauses;
    auto clauses_follow = [&] { return at_comprehension() && comprehension_clauses(clauses); };
    reset(start);
    advance();
    if (at(TokenKind::kStar)) {
        Expr* starred = starred_argument();
        if (starred != nullptr && clauses_follow()) {
            raise_at(starred, "iterable unpacking cannot be used in comprehension");
            return;
        }
        reset(start);
        advance();
    }
    if (is_parenthesis || failed()) {
        reset(start);
        return;
    }
    Expr* first = star_named_expression();
    if (first != nullptr && at(TokenKind::kComma)) {
        static constexpr const char* kMessage =
            "did you forget parentheses around the comprehension target?";
        SourceRange comma = cur().range;
        advance();
        Mark rest = mark();
        Expr* last = nullptr;
        while (Expr* next = star_named_expression()) {
            last = next;
            if (!accept(TokenKind::kComma)) {
                break;
            }
        }
        if (last != nullptr && clauses_follow()) {
            raise_between(first->range, last->range, kMessage);
        }
        reset(rest);
        if (!failed() && clauses_follow()) {
            raise_between(first->range, comma, kMessage);
        }
    }
    reset(start);
}

// The items of what must be a dict, up to the first that is wrong. Stands at '{'. CPython makes
// this check in its first pass, which is why it takes precedence over mistakes within an item.
void Parser::check_dict_items(Mark start) {
    reset(start);
    advance();
    {
        std::vector<Expr*> keys;
        auto values = collect_exprs();
        bool any = dict_item(keys, values);
        while (any && accept(TokenKind::kComma)) {
            Mark next = mark();
            if (!dict_item(keys, values)) {
                reset(next);
                check_dict_pair(/*lone_key_is_wrong=*/true);
                break;
            }
        }
    }
    reset(start);
    advance();
    if (!failed()) {
        check_dict_pair(/*lone_key_is_wrong=*/false);
    }
    reset(start);
}

// One item of a dict that is no `key: value`.
void Parser::check_dict_pair(bool lone_key_is_wrong) {
    Expr* key = expression();
    if (key == nullptr) {
        return;
    }
    if (!at(TokenKind::kColon)) {
        if (lone_key_is_wrong) {
            std::uint32_t column = key->range.end_col - 1;
            raise_at({key->range.line, column, key->range.end_line, column},
                     "':' expected after dictionary key");
            error_->end = SyntaxError::kEndZero;
        }
        return;
    }
    SourceRange colon = cur().range;
    advance();
    if (at(TokenKind::kStar)) {
        SourceRange star = cur().range;
        advance();
        if (bitwise_or() != nullptr) {
            raise_from(star, "cannot use a starred expression in a dictionary value");
        }
    } else if (at(TokenKind::kRBrace) || at(TokenKind::kComma)) {
        raise_at(colon, "expression expected after dictionary key and ':'");
    }
}

// '{' '**' mapping 'for' ... '}'. Stands at '{'.
void Parser::check_dict_comprehension(Mark start) {
    reset(start);
    advance();
    if (at(TokenKind::kDoubleStar)) {
        SourceRange stars = cur().range;
        advance();
        Slice<Comprehension*> clauses;
        if (bitwise_or() != nullptr && at_comprehension() && comprehension_clauses(clauses) &&
            at(TokenKind::kRBrace)) {
            raise_at(stars, "dict unpacking cannot be used in dict comprehension");
        }
    }
    reset(start);
}

// ---- Fields of f-strings

// Stands at '{'.
void Parser::check_replacement_field(Mark start, bool is_raw) {
    reset(start);
    advance();
    static constexpr std::string_view kValueMissing =
        "f-string: valid expression required before '";
    switch (cur().kind) {
        case TokenKind::kEqual:
        case TokenKind::kExclamation:
        case TokenKind::kColon:
        case TokenKind::kRBrace:
            raise_at(cur().range,
                     std::string(kValueMissing) + std::string(token_text(cur().kind)) + "'");
            return;
        default: break;
    }
    Mark before = mark();
    if (yield_or_star_expressions() == nullptr) {
        if (!failed()) {
            reset(before);
            raise_at_next("f-string: expecting a valid expression after '{'");
        }
        return;
    }
    if (!at_any(
            {TokenKind::kEqual, TokenKind::kExclamation, TokenKind::kColon, TokenKind::kRBrace})) {
        raise_at_next("f-string: expecting '=', or '!', or ':', or '}'");
        return;
    }
    if (accept(TokenKind::kEqual) &&
        !at_any({TokenKind::kExclamation, TokenKind::kColon, TokenKind::kRBrace})) {
        raise_at_next("f-string: expecting '!', or ':', or '}'");
        return;
    }
    check_field_end(mark(), is_raw);
}

// From the conversion on.
void Parser::check_field_end(Mark after_value, bool is_raw) {
    reset(after_value);
    if (accept(TokenKind::kExclamation)) {
        if (at(TokenKind::kColon) || at(TokenKind::kRBrace)) {
            raise_at_next("f-string: missing conversion character");
            return;
        }
        if (!at(TokenKind::kName)) {
            raise_at_next("f-string: invalid conversion character");
            return;
        }
        advance();
        if (!at(TokenKind::kColon) && !at(TokenKind::kRBrace)) {
            raise_at_next("f-string: expecting ':' or '}'");
            return;
        }
    }
    if (accept(TokenKind::kColon)) {
        auto pieces = collect_exprs();
        fstring_parts(pieces, is_raw, /*in_format_spec=*/true);
        if (!failed() && !at(TokenKind::kRBrace)) {
            raise_at_next("f-string: expecting '}', or format specs");
        }
        return;
    }
    if (!failed() && !at(TokenKind::kRBrace)) {
        raise_at_next("f-string: expecting '}'");
    }
}

}  // namespace krait::compiler
