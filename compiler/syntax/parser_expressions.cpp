// Expressions from tuples down to unary operators, by precedence.

#include <array>

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {
namespace {

constexpr int kSumPrecedence = 5;
constexpr int kTermPrecedence = 6;

struct BinaryRule {
    int precedence = 0;  // 0: not a binary operator
    BinaryOperator op = BinaryOperator::kAdd;
};

constexpr std::size_t kTokenKinds = static_cast<std::size_t>(TokenKind::kYield) + 1;

constexpr std::array<BinaryRule, kTokenKinds> make_binary_rules() {
    std::array<BinaryRule, kTokenKinds> rules{};
    auto set = [&rules](TokenKind kind, int precedence, BinaryOperator op) {
        rules[static_cast<std::size_t>(kind)] = {precedence, op};
    };
    set(TokenKind::kVBar, 1, BinaryOperator::kBitOr);
    set(TokenKind::kCircumflex, 2, BinaryOperator::kBitXor);
    set(TokenKind::kAmper, 3, BinaryOperator::kBitAnd);
    set(TokenKind::kLeftShift, 4, BinaryOperator::kLShift);
    set(TokenKind::kRightShift, 4, BinaryOperator::kRShift);
    set(TokenKind::kPlus, kSumPrecedence, BinaryOperator::kAdd);
    set(TokenKind::kMinus, kSumPrecedence, BinaryOperator::kSub);
    set(TokenKind::kStar, kTermPrecedence, BinaryOperator::kMult);
    set(TokenKind::kSlash, kTermPrecedence, BinaryOperator::kDiv);
    set(TokenKind::kDoubleSlash, kTermPrecedence, BinaryOperator::kFloorDiv);
    set(TokenKind::kPercent, kTermPrecedence, BinaryOperator::kMod);
    set(TokenKind::kAt, kTermPrecedence, BinaryOperator::kMatMult);
    return rules;
}
constexpr auto kBinaryRules = make_binary_rules();

}  // namespace

// element (',' element)* [',']: one element alone is itself, otherwise a Tuple.
template <typename Element>
Expr* Parser::tuple_without_parens(Element element) {
    SourceRange start = cur().range;
    Expr* first = element();
    if (first == nullptr || !at(TokenKind::kComma)) {
        return first;
    }
    auto elements = collect_exprs();
    elements.add(first);
    while (accept(TokenKind::kComma)) {
        Mark before = mark();
        Expr* next = element();
        if (next == nullptr) {
            reset(before);
            break;  // a trailing comma
        }
        elements.add(next);
    }
    if (failed()) {
        return nullptr;
    }
    Tuple* tuple = node<Tuple>(start);
    tuple->elts = elements.finish();
    cover(tuple, tuple->elts);
    return tuple;
}

Expr* Parser::star_expressions() {
    return tuple_without_parens([this] { return star_expression(); });
}

Expr* Parser::plain_expressions() {
    return tuple_without_parens([this] { return expression(); });
}

Expr* Parser::star_expression() {
    if (!at(TokenKind::kStar)) {
        return expression();
    }
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    Expr* value = bitwise_or();
    if (value == nullptr) {
        reset(before);
        return nullptr;
    }
    Starred* starred = node<Starred>(start);
    starred->value = value;
    cover(starred, value);
    return starred;
}

Expr* Parser::star_named_expression() {
    return at(TokenKind::kStar) ? star_expression() : named_expression();
}

Expr* Parser::star_named_expressions() {
    return tuple_without_parens([this] { return star_named_expression(); });
}

// NAME ':=' expression | expression !':='
Expr* Parser::named_expression() {
    Mark before = mark();
    if (at(TokenKind::kName) && peek(1).kind == TokenKind::kColonEqual) {
        SourceRange start = cur().range;
        Expr* target = name_or_soft_keyword();
        advance();
        Expr* value = expression();
        if (value == nullptr) {
            reset(before);
            return nullptr;
        }
        set_context(target, ExprContext::kStore);
        NamedExpr* named = node<NamedExpr>(start);
        named->target = target;
        named->value = value;
        cover(named, value);
        return named;
    }
    if (error_pass_) {
        check_named_expression();
    }
    Expr* value = expression();
    if (value != nullptr && at(TokenKind::kColonEqual)) {
        reset(before);
        return nullptr;
    }
    return failed() ? nullptr : value;
}

Expr* Parser::expression() {
    DepthGuard guard(*this);
    if (!guard.ok()) {
        return nullptr;
    }
    if (is_second_pass_) {
        return memoised(kExpressionRule,
                        error_pass_ ? &Parser::expression_with_checks : &Parser::plain_expression);
    }
    return plain_expression();
}

// A name or literal followed by what ends an expression: most expressions are that short, so it
// pays to skip the levels of precedence.
bool Parser::at_lone_atom() {
    switch (cur().kind) {
        case TokenKind::kName:
        case TokenKind::kNumber:
        case TokenKind::kString:
        case TokenKind::kTrue:
        case TokenKind::kFalse:
        case TokenKind::kNone: break;
        default: return false;
    }
    switch (peek(1).kind) {
        case TokenKind::kNewline:
        case TokenKind::kComma:
        case TokenKind::kRParen:
        case TokenKind::kRBracket:
        case TokenKind::kRBrace:
        case TokenKind::kColon:
        case TokenKind::kEqual: return true;
        default: return false;
    }
}

// disjunction ['if' disjunction 'else' expression] | lambda
Expr* Parser::plain_expression() {
    if (at(TokenKind::kLambda)) {
        return lambda();
    }
    if (at_lone_atom()) {
        return atom();
    }
    SourceRange start = cur().range;
    Expr* body = disjunction();
    if (body == nullptr || !at(TokenKind::kIf)) {
        return body;
    }
    Mark before = mark();
    advance();
    Expr* test = disjunction();
    Expr* orelse = test != nullptr && accept(TokenKind::kElse) ? expression() : nullptr;
    if (orelse == nullptr) {
        reset(before);
        return failed() ? nullptr : body;
    }
    IfExp* conditional = node<IfExp>(start);
    conditional->test = test;
    conditional->body = body;
    conditional->orelse = orelse;
    cover(conditional, test);
    cover(conditional, body);
    cover(conditional, orelse);
    return conditional;
}

Expr* Parser::disjunction() {
    return is_second_pass_ ? memoised(kDisjunctionRule, &Parser::any_disjunction)
                           : any_disjunction();
}

Expr* Parser::any_disjunction() {
    return bool_operation(TokenKind::kOr, BoolOperator::kOr, &Parser::conjunction);
}

Expr* Parser::conjunction() {
    return bool_operation(TokenKind::kAnd, BoolOperator::kAnd, &Parser::inversion);
}

// operand (keyword operand)*: one flat BoolOp.
inline Expr* Parser::bool_operation(TokenKind keyword, BoolOperator op,
                                    Expr* (Parser::*operand)()) {
    SourceRange start = cur().range;
    Expr* first = (this->*operand)();
    if (first == nullptr || !at(keyword)) {
        return first;
    }
    auto values = collect_exprs();
    values.add(first);
    while (at(keyword)) {
        Mark before = mark();
        advance();
        Expr* next = (this->*operand)();
        if (next == nullptr) {
            reset(before);
            break;
        }
        values.add(next);
    }
    if (failed()) {
        return nullptr;
    }
    if (values.size() == 1) {
        return first;
    }
    BoolOp* operation = node<BoolOp>(start);
    operation->op = op;
    operation->values = values.finish();
    cover(operation, operation->values);
    return operation;
}

Expr* Parser::inversion() {
    if (!at(TokenKind::kNot)) {
        return comparison();
    }
    DepthGuard guard(*this);
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    Expr* operand = guard.ok() ? inversion() : nullptr;
    if (operand == nullptr) {
        reset(before);
        return nullptr;
    }
    UnaryOp* operation = node<UnaryOp>(start);
    operation->op = UnaryOperator::kNot;
    operation->operand = operand;
    cover(operation, operand);
    return operation;
}

// Reads a comparison operator, if one is there.
bool Parser::comparison_operator(CompareOperator& op) {
    TokenKind kind = cur().kind;
    switch (kind) {
        case TokenKind::kEqEqual: op = CompareOperator::kEq; break;
        case TokenKind::kNotEqual: op = CompareOperator::kNotEq; break;
        case TokenKind::kLess: op = CompareOperator::kLt; break;
        case TokenKind::kLessEqual: op = CompareOperator::kLtE; break;
        case TokenKind::kGreater: op = CompareOperator::kGt; break;
        case TokenKind::kGreaterEqual: op = CompareOperator::kGtE; break;
        case TokenKind::kIn: op = CompareOperator::kIn; break;
        case TokenKind::kIs: op = CompareOperator::kIs; break;
        case TokenKind::kNot: {
            if (peek(1).kind != TokenKind::kIn) {
                return false;
            }
            advance();
            op = CompareOperator::kNotIn;
            break;
        }
        case TokenKind::kStrayCharacter: {
            if (token_text_of(cur()) == "<>") {
                raise_at(cur().range, "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
            }
            return false;
        }
        default: return false;
    }
    advance();
    if (kind == TokenKind::kIs && at(TokenKind::kNot)) {
        // `is not x`; but `a is not` followed by no operand may yet be `is` and `not x`: that
        // reading can only fail too.
        advance();
        op = CompareOperator::kIsNot;
    }
    return true;
}

Expr* Parser::comparison() {
    SourceRange start = cur().range;
    Expr* left = bitwise_or();
    CompareOperator op;
    Mark before = mark();
    if (left == nullptr || !comparison_operator(op)) {
        return failed() ? nullptr : left;
    }
    auto comparators = collect_exprs();
    std::vector<CompareOperator> more_ops;
    CompareOperator first_op = op;
    do {
        Expr* right = bitwise_or();
        if (right == nullptr) {
            reset(before);
            break;
        }
        if (comparators.size() > 0) {
            more_ops.push_back(op);
        }
        comparators.add(right);
        before = mark();
    } while (comparison_operator(op));
    if (failed()) {
        return nullptr;
    }
    if (comparators.size() == 0) {
        return left;
    }
    Compare* compare = node<Compare>(start);
    compare->left = left;
    compare->ops = arena_.make_array<CompareOperator>(more_ops.size() + 1);
    compare->ops[0] = first_op;
    for (std::size_t i = 0; i < more_ops.size(); ++i) {
        compare->ops[i + 1] = more_ops[i];
    }
    compare->comparators = comparators.finish();
    cover(compare, left);
    cover(compare, compare->comparators);
    return compare;
}

// Left-associative operators of precedence `lowest` and up, iteratively.
Expr* Parser::binary(int lowest) {
    SourceRange start = cur().range;
    Expr* left = unary();
    while (left != nullptr) {
        BinaryRule rule = kBinaryRules[static_cast<std::size_t>(cur().kind)];
        if (rule.precedence == 0 || rule.precedence < lowest) {
            break;
        }
        Mark before = mark();
        advance();
        if (error_pass_ && rule.precedence >= kSumPrecedence && at(TokenKind::kNot)) {
            check_not_after_operator(/*whole_inversion=*/true);
        }
        Expr* right = rule.precedence == kTermPrecedence ? unary() : binary(rule.precedence + 1);
        if (right == nullptr) {
            reset(before);
            break;
        }
        BinOp* operation = node<BinOp>(start);
        operation->left = left;
        operation->op = rule.op;
        operation->right = right;
        cover(operation, left);
        cover(operation, right);
        left = operation;
    }
    return failed() ? nullptr : left;
}

// ('+' | '-' | '~') unary | power
Expr* Parser::unary() {
    UnaryOperator op;
    switch (cur().kind) {
        case TokenKind::kPlus: op = UnaryOperator::kUAdd; break;
        case TokenKind::kMinus: op = UnaryOperator::kUSub; break;
        case TokenKind::kTilde: op = UnaryOperator::kInvert; break;
        default: return power();
    }
    DepthGuard guard(*this);
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    if (error_pass_ && at(TokenKind::kNot)) {
        check_not_after_operator(/*whole_inversion=*/false);
    }
    Expr* operand = guard.ok() ? unary() : nullptr;
    if (operand == nullptr) {
        reset(before);
        return nullptr;
    }
    UnaryOp* operation = node<UnaryOp>(start);
    operation->op = op;
    operation->operand = operand;
    cover(operation, operand);
    return operation;
}

// primary ['**' unary]
Expr* Parser::power() {
    SourceRange start = cur().range;
    Expr* base = primary();
    if (base == nullptr || !at(TokenKind::kDoubleStar)) {
        return base;
    }
    DepthGuard guard(*this);
    Mark before = mark();
    advance();
    Expr* exponent = guard.ok() ? unary() : nullptr;
    if (exponent == nullptr) {
        reset(before);
        return failed() ? nullptr : base;
    }
    BinOp* operation = node<BinOp>(start);
    operation->left = base;
    operation->op = BinaryOperator::kPow;
    operation->right = exponent;
    cover(operation, base);
    cover(operation, exponent);
    return operation;
}

Expr* Parser::lambda() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    Arguments* args = parameters(/*is_lambda=*/true);
    if (args == nullptr || !accept(TokenKind::kColon)) {
        reset(before);
        return nullptr;
    }
    Expr* body = expression();
    if (body == nullptr) {
        reset(before);
        return nullptr;
    }
    Lambda* function = node<Lambda>(start);
    function->args = args;
    function->body = body;
    cover(function, args);
    cover(function, body);
    return function;
}

// 'yield' 'from' expression | 'yield' [star_expressions]
Expr* Parser::yield_expression() {
    SourceRange start = cur().range;
    Mark before = mark();
    advance();
    if (accept(TokenKind::kFrom)) {
        Expr* value = expression();
        if (value == nullptr) {
            reset(before);
            return nullptr;
        }
        YieldFrom* yield = node<YieldFrom>(start);
        yield->value = value;
        cover(yield, value);
        return yield;
    }
    Mark operand = mark();
    Expr* value = star_expressions();
    if (failed()) {
        return nullptr;
    }
    if (value == nullptr) {
        reset(operand);
    }
    Yield* yield = node<Yield>(start);
    yield->value = value;
    cover(yield, value);
    return yield;
}

Expr* Parser::yield_or_star_expressions() {
    return at(TokenKind::kYield) ? yield_expression() : star_expressions();
}

}  // namespace krait::compiler
