// The error pass: common mistakes in expressions, assignments and loop headers. Each check restores
// the position unless it raises an error.

#include <string>

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {
namespace {

bool is_soft_keyword(std::string_view word) {
    return word == "match" || word == "case" || word == "type" || word == "_";
}

}  // namespace

// ---- Expressions

Expr* Parser::expression_with_checks() {
    Mark before = mark();
    check_word_between_strings();
    if (failed()) {
        return nullptr;
    }
    bool may_be_statement = at(TokenKind::kName) && (peek(1).kind == TokenKind::kString ||
                                                     is_soft_keyword(token_text_of(cur())));
    Expr* body = disjunction();
    if (body != nullptr) {
        Mark after = mark();
        if (!may_be_statement) {
            // Two expressions in a row within brackets
            Expr* next = expression_without_checks();
            if (next != nullptr && !is_legacy_name(body) && prev().level != 0) {
                return raise_between(body->range, next->range,
                                     "invalid syntax. Perhaps you forgot a comma?");
            }
            reset(after);
        }
        if (!failed() && at(TokenKind::kIf)) {
            check_conditional(body);
        }
    }
    reset(before);
    if (!failed()) {
        check_statement_before_if();
        check_lambda_in_fstring();
        check_legacy_statement();
    }
    return failed() ? nullptr : plain_expression();
}

Expr* Parser::expression_without_checks() {
    bool checks = std::exchange(error_pass_, false);
    Expr* result = failed() ? nullptr : plain_expression();
    error_pass_ = checks;
    return result;
}

// 'It's' and the like: expressions between two strings
void Parser::check_word_between_strings() {
    if (!at(TokenKind::kString)) {
        return;
    }
    Mark before = mark();
    advance();
    const Expr* first = nullptr;
    const Expr* last = nullptr;
    while (!at(TokenKind::kString)) {
        const Expr* next = expression_without_checks();
        if (next == nullptr) {
            break;
        }
        first = first == nullptr ? next : first;
        last = next;
    }
    if (first != nullptr && !failed() && at(TokenKind::kString)) {
        raise_between(first->range, last->range,
                      "invalid syntax. Is this intended to be part of the string?");
    }
    reset(before);
}

// Stands at the 'if' after `body`.
void Parser::check_conditional(Expr* body) {
    advance();
    Expr* test = disjunction();
    if (test == nullptr) {
        return;
    }
    if (!at(TokenKind::kElse) && !at(TokenKind::kColon)) {
        raise_between(body->range, test->range, "expected 'else' after 'if' expression");
        return;
    }
    if (accept(TokenKind::kElse)) {
        Mark at_orelse = mark();
        if (expression() == nullptr && !failed()) {
            reset(at_orelse);
            raise_at_next("expected expression after 'else', but statement is given");
        }
    }
}

// `pass if x else y`
void Parser::check_statement_before_if() {
    if (!at_any({TokenKind::kPass, TokenKind::kBreak, TokenKind::kContinue}) ||
        peek(1).kind != TokenKind::kIf) {
        return;
    }
    Mark before = mark();
    SourceRange keyword = cur().range;
    advance();
    advance();
    if (disjunction() != nullptr && accept(TokenKind::kElse) && simple_statement() != nullptr) {
        raise_at(keyword, "expected expression before 'if', but statement is given");
    }
    reset(before);
}

// f"{lambda x: 1}": the colon starts a format spec.
void Parser::check_lambda_in_fstring() {
    if (!at(TokenKind::kLambda)) {
        return;
    }
    Mark before = mark();
    SourceRange keyword = cur().range;
    advance();
    if (parameters(/*is_lambda=*/true) != nullptr && at(TokenKind::kColon)) {
        SourceRange colon = cur().range;
        TokenKind after = peek(1).kind;
        bool in_field = lexer_.inside_fstring() && after == TokenKind::kLBrace;
        if (after == TokenKind::kFStringMiddle || in_field) {
            raise_between(keyword, colon,
                          "f-string: lambda expressions are not allowed without parentheses");
        }
    }
    reset(before);
}

bool Parser::is_legacy_name(const Expr* expr) const {
    const Name* name = expr->try_as<Name>();
    return name != nullptr && (name->id == "print" || name->id == "exec");
}

// `print x`. Whatever the name, mistakes in what follows it are found here.
void Parser::check_legacy_statement() {
    if (failed() || !at(TokenKind::kName) || peek(1).kind == TokenKind::kLParen) {
        return;
    }
    Mark before = mark();
    SourceRange start = cur().range;
    std::string name(token_text_of(cur()));
    advance();
    Expr* operand = star_expressions();
    if (operand != nullptr && (name == "print" || name == "exec")) {
        raise_between(
            start, operand->range,
            "Missing parentheses in call to '" + name + "'. Did you mean " + name + "(...)?");
    }
    reset(before);
}

// Where `name := value` would be allowed, at the start of an expression
void Parser::check_named_expression() {
    Mark before = mark();
    Expr* whole = expression();
    if (whole != nullptr && accept(TokenKind::kColonEqual) && expression() != nullptr) {
        raise_at(whole, std::string("cannot use assignment expressions with ") + describe(whole));
        return;
    }
    reset(before);
    auto value_follows = [this](Expr*& value) {
        value = bitwise_or();
        return value != nullptr && !at(TokenKind::kEqual) && !at(TokenKind::kColonEqual);
    };
    Expr* value = nullptr;
    if (!failed() && at(TokenKind::kName) && peek(1).kind == TokenKind::kEqual) {
        SourceRange name = cur().range;
        advance();
        advance();
        if (value_follows(value)) {
            raise_between(name, value->range,
                          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            return;
        }
        reset(before);
    }
    bool is_display = ahead([this] {
        if (at_any({TokenKind::kTrue, TokenKind::kFalse, TokenKind::kNone})) {
            return true;
        }
        bool bracket = at(TokenKind::kLParen) || at(TokenKind::kLBracket);
        Expr* display = bracket ? atom() : nullptr;
        return display != nullptr && !display->parenthesized &&
               (display->is<List>() || display->is<Tuple>() || display->is<GeneratorExp>());
    });
    if (!failed() && !is_display) {
        Expr* left = bitwise_or();
        if (left != nullptr && accept(TokenKind::kEqual) && value_follows(value)) {
            raise_at(left, std::string("cannot assign to ") + describe(left) +
                               " here. Maybe you meant '==' instead of '='?");
            return;
        }
    }
    reset(before);
}

// `a + not b`: stands at 'not'.
void Parser::check_not_after_operator(bool whole_inversion) {
    Mark before = mark();
    SourceRange keyword = cur().range;
    advance();
    Expr* operand = whole_inversion ? inversion() : unary();
    if (operand != nullptr) {
        raise_between(keyword, operand->range, "'not' after an operator must be parenthesized");
    }
    reset(before);
}

// ---- Assignments

// A statement that starts with an expression and is no assignment: is it a mistaken one?
void Parser::check_assignment(Mark start) {
    check_annotation(start);
    if (failed()) {
        return;
    }
    reset(start);
    for (;;) {
        Mark before = mark();
        if (star_targets() == nullptr || !accept(TokenKind::kEqual)) {
            reset(before);
            break;
        }
    }
    if (failed()) {
        return;
    }
    Mark rest = mark();
    Expr* target = at(TokenKind::kYield) ? nullptr : star_expressions();
    if (target != nullptr && at(TokenKind::kEqual)) {
        raise_invalid_target(target, TargetUse::kAssign);
    }
    reset(rest);
    if (!failed() && at(TokenKind::kYield)) {
        Expr* yield = yield_expression();
        if (yield != nullptr && at(TokenKind::kEqual)) {
            raise_at(yield, "assignment to yield expression not possible");
        }
    }
    reset(start);
    target = failed() ? nullptr : star_expressions();
    if (target != nullptr && is_augmented_assignment(cur().kind)) {
        advance();
        if (yield_or_star_expressions() != nullptr) {
            raise_at(target, std::string("'") + describe(target) +
                                 "' is an illegal expression for augmented assignment");
        }
    }
    reset(start);
}

// target ':' annotation, where the target can't have one
void Parser::check_annotation(Mark start) {
    reset(start);
    auto annotation_follows = [this] {
        return accept(TokenKind::kColon) && expression() != nullptr;
    };
    if (at(TokenKind::kLParen) || at(TokenKind::kLBracket)) {
        Expr* display = atom();
        bool several = display != nullptr && (display->is<List>() || display->is<Tuple>());
        if (several && annotation_follows()) {
            raise_at(display, std::string("only single target (not ") + describe(display) +
                                  ") can be annotated");
            return;
        }
        reset(start);
    }
    Expr* first = failed() ? nullptr : star_named_expression();
    if (first != nullptr && accept(TokenKind::kComma)) {
        while (star_named_expressions() != nullptr) {}
        if (annotation_follows()) {
            raise_at(first, "only single target (not tuple) can be annotated");
            return;
        }
    }
    reset(start);
    Expr* target = failed() ? nullptr : expression();
    if (target != nullptr && annotation_follows()) {
        raise_at(target, "illegal target for annotation");
    }
    reset(start);
}

// ---- Loops and clauses

// Stands at 'for'.
void Parser::check_for_target(Mark start) {
    reset(start);
    advance();
    if (Expr* target = star_expressions()) {
        raise_invalid_target(target, TargetUse::kFor);
    }
    reset(start);
}

// The same in a comprehension, where the targets may also lack their 'in'.
void Parser::check_for_clause(Mark start) {
    reset(start);
    advance();
    bool any = bitwise_or() != nullptr;
    while (any && accept(TokenKind::kComma)) {
        Mark before = mark();
        if (bitwise_or() == nullptr) {
            reset(before);
            break;
        }
    }
    if (any && !failed() && !at(TokenKind::kIn)) {
        raise_at_last("'in' expected after for-loop variables");
        return;
    }
    check_for_target(start);
}

}  // namespace krait::compiler
