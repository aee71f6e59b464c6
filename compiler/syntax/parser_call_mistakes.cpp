// The error pass: common mistakes in the arguments of calls and class definitions.

#include <unordered_set>

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// Stands at '('.
void Parser::check_arguments(Mark start) {
    check_comprehension(start, /*is_parenthesis=*/true);
    if (!failed()) {
        check_each_argument(start);
    }
    if (!failed()) {
        check_generator_arguments(start);
    }
    if (!failed()) {
        check_argument_order(start);
    }
    reset(start);
}

// As many arguments as there are, in an order that is allowed, up to before a comma.
bool Parser::argument_prefix(ArgumentPrefix& out) {
    auto args = collect_exprs();
    Collector<Keyword*> keywords(arena_, keyword_stack_);
    bool after_unpacking = false;
    Mark before = mark();
    while (argument(args, keywords, after_unpacking)) {
        before = mark();
        if (!accept(TokenKind::kComma)) {
            break;
        }
    }
    reset(before);
    out.positional = args.size();
    out.keywords = keywords.size();
    out.has_unpacking = after_unpacking;
    out.last_positional = args.size() > 0 ? args.back() : nullptr;
    return !failed() && args.size() + keywords.size() > 0;
}

// What is wrong with the first argument that can't be read?
void Parser::check_each_argument(Mark start) {
    reset(start);
    advance();
    auto args = collect_exprs();
    Collector<Keyword*> keywords(arena_, keyword_stack_);
    bool after_unpacking = false;
    for (;;) {
        Mark before = mark();
        bool good = argument(args, keywords, after_unpacking);
        if (failed()) {
            return;
        }
        if (!good) {
            reset(before);
            check_keyword(before);
            return;
        }
        if (!accept(TokenKind::kComma)) {
            return;
        }
    }
}

// `*a=1` and `*` alone; the parser stands after the value, if there is one.
void Parser::check_starred_argument(Mark star, const Expr* value) {
    if (value == nullptr) {
        raise_at_last("Invalid star expression");
    } else {
        check_assigned_unpacking(star, "cannot assign to iterable argument unpacking");
    }
}

// Is what has been unpacked followed by '=' and a value? `star` is the mark of its star.
void Parser::check_assigned_unpacking(Mark star, const char* message) {
    Mark before = mark();
    if (accept(TokenKind::kEqual)) {
        if (const Expr* assigned = expression()) {
            raise_between(tokens_[star].range, assigned->range, message);
        }
    }
    reset(before);
}

// `True=1`, `a.b=1`
void Parser::check_keyword(Mark start) {
    reset(start);
    if (at(TokenKind::kStar) || at(TokenKind::kDoubleStar)) {
        return;
    }
    if (at_any({TokenKind::kTrue, TokenKind::kFalse, TokenKind::kNone}) &&
        peek(1).kind == TokenKind::kEqual) {
        raise_between(cur().range, peek(1).range,
                      "cannot assign to " + std::string(token_text(cur().kind)));
        return;
    }
    if (at(TokenKind::kName) && peek(1).kind == TokenKind::kEqual) {
        return;
    }
    Expr* target = expression();
    if (target != nullptr && at(TokenKind::kEqual)) {
        raise_between(target->range, cur().range,
                      "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    reset(start);
}

// The last expression of a comprehension's clauses.
const Expr* Parser::last_part(Slice<Comprehension*> clauses) {
    const Comprehension* last = clauses.back();
    return last->ifs.empty() ? last->iter : last->ifs.back();
}

void Parser::check_generator_arguments(Mark start) {
    Slice<Comprehension*> clauses;
    auto clauses_follow = [&] { return at_comprehension() && comprehension_clauses(clauses); };
    reset(start);
    advance();
    Mark first = mark();
    ArgumentPrefix prefix;
    if (argument_prefix(prefix) && prefix.keywords > 0 && at(TokenKind::kComma)) {
        SourceRange comma = cur().range;
        bool any = false;
        while (accept(TokenKind::kComma) && at(TokenKind::kStar) && starred_argument() != nullptr) {
            any = true;
        }
        if (any) {
            cur();  // as far as CPython has read
            raise_from(comma, "iterable argument unpacking follows keyword argument unpacking");
            return;
        }
    }
    reset(first);
    Expr* element = failed() ? nullptr : expression();
    if (element != nullptr && clauses_follow() && at(TokenKind::kComma)) {
        raise_between(element->range, last_part(clauses)->range,
                      "Generator expression must be parenthesized");
        return;
    }
    reset(first);
    if (!failed() && at(TokenKind::kName) && peek(1).kind == TokenKind::kEqual) {
        SourceRange name = cur().range;
        SourceRange equal = peek(1).range;
        advance();
        advance();
        if (expression() != nullptr && clauses_follow()) {
            raise_between(name, equal,
                          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
    }
    reset(first);
}

void Parser::check_argument_order(Mark start) {
    Slice<Comprehension*> clauses;
    auto clauses_follow = [&] { return at_comprehension() && comprehension_clauses(clauses); };
    reset(start);
    advance();
    Mark first = mark();
    ArgumentPrefix prefix;
    bool any = argument_prefix(prefix);
    if (any && !accept(TokenKind::kComma)) {
        reset(first);
    } else if (!any) {
        reset(first);
    }
    if (!failed() && at(TokenKind::kName) && peek(1).kind == TokenKind::kEqual &&
        (peek(2).kind == TokenKind::kComma || peek(2).kind == TokenKind::kRParen)) {
        raise_between(cur().range, peek(1).range, "expected argument value expression");
        return;
    }
    reset(first);
    any = argument_prefix(prefix);
    Mark after = mark();
    if (any && clauses_follow() && prefix.positional > 1) {
        raise_between(prefix.last_positional->range, last_part(clauses)->range,
                      "Generator expression must be parenthesized");
        return;
    }
    reset(after);
    if (!any || failed() || !accept(TokenKind::kComma)) {
        return;
    }
    Mark rest = mark();
    Expr* element = expression();
    if (element != nullptr && clauses_follow()) {
        raise_between(element->range, last_part(clauses)->range,
                      "Generator expression must be parenthesized");
        return;
    }
    reset(rest);
    ArgumentPrefix more;
    if (!failed() && argument_prefix(more)) {
        raise_at_last(prefix.has_unpacking
                          ? "positional argument follows keyword argument unpacking"
                          : "positional argument follows keyword argument");
    }
}

// Reported only when all else is right, as CPython's compiler does.
void Parser::check_repeated_keywords(Slice<Keyword*> keywords) {
    auto report = [this](const Keyword* keyword) {
        defer_error(keyword->range, "keyword argument repeated: " + std::string(keyword->arg));
    };
    constexpr std::size_t kFew = 16;
    if (keywords.size() <= kFew) {
        for (std::size_t i = 1; i < keywords.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const char* name = keywords[i]->arg.data();
                if (name != nullptr && name == keywords[j]->arg.data()) {
                    return report(keywords[i]);
                }
            }
        }
        return;
    }
    std::unordered_set<const char*> seen;
    for (const Keyword* keyword : keywords) {
        if (keyword->arg.data() != nullptr && !seen.insert(keyword->arg.data()).second) {
            return report(keyword);
        }
    }
}

}  // namespace krait::compiler
