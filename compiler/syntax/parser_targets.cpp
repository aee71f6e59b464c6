// Targets of assignments, deletions and loops: which expressions may be one, and what to say of
// those that may not.

#include "compiler/syntax/parser_impl.h"

namespace krait::compiler {

// star_target (',' star_target)* [','], as after `for`: primaries only, so that the `in` that
// follows is not taken for an operator.
Expr* Parser::star_targets() {
    SourceRange start = cur().range;
    Expr* first = star_target();
    if (first == nullptr || !at(TokenKind::kComma)) {
        return first;
    }
    auto elements = collect_exprs();
    elements.add(first);
    while (accept(TokenKind::kComma)) {
        Mark before = mark();
        Expr* next = star_target();
        if (next == nullptr) {
            reset(before);
            break;
        }
        elements.add(next);
    }
    if (failed()) {
        return nullptr;
    }
    Tuple* tuple = node<Tuple>(start);
    tuple->ctx = ExprContext::kStore;
    tuple->elts = elements.finish();
    cover(tuple, tuple->elts);
    return tuple;
}

Expr* Parser::star_target() {
    DepthGuard guard(*this);
    if (!guard.ok()) {
        return nullptr;
    }
    Mark before = mark();
    if (at(TokenKind::kStar)) {
        SourceRange start = cur().range;
        advance();
        Expr* value = at(TokenKind::kStar) ? nullptr : star_target();
        if (value == nullptr) {
            reset(before);
            return nullptr;
        }
        Starred* starred = node<Starred>(start);
        starred->ctx = ExprContext::kStore;
        starred->value = value;
        cover(starred, value);
        return starred;
    }
    Expr* target = primary();
    if (target == nullptr || !is_target(target)) {
        reset(before);
        return nullptr;
    }
    set_context(target, ExprContext::kStore);
    return target;
}

bool Parser::is_single_target(const Expr* expr) const {
    return expr->is<Name>() || expr->is<Attribute>() || expr->is<Subscript>();
}

bool Parser::is_target(const Expr* expr) const {
    auto all = [this](const ExprList& elements) {
        for (const Expr* element : elements) {
            if (!is_target(element)) {
                return false;
            }
        }
        return true;
    };
    switch (expr->kind) {
        case NodeKind::kName:
        case NodeKind::kAttribute:
        case NodeKind::kSubscript: return true;
        case NodeKind::kStarred: return is_target(expr->as<Starred>()->value);
        case NodeKind::kList: return all(expr->as<List>()->elts);
        case NodeKind::kTuple: return all(expr->as<Tuple>()->elts);
        default: return false;
    }
}

bool Parser::is_delete_target(const Expr* expr) const {
    const List* list = expr->try_as<List>();
    const Tuple* tuple = expr->try_as<Tuple>();
    if (list == nullptr && tuple == nullptr) {
        return is_single_target(expr);
    }
    for (const Expr* element : list != nullptr ? list->elts : tuple->elts) {
        if (!is_delete_target(element)) {
            return false;
        }
    }
    return true;
}

void Parser::set_context(Expr* expr, ExprContext context) {
    expr->ctx = context;
    switch (expr->kind) {
        case NodeKind::kStarred: set_context(expr->as<Starred>()->value, context); break;
        case NodeKind::kList:
            for (Expr* element : expr->as<List>()->elts) {
                set_context(element, context);
            }
            break;
        case NodeKind::kTuple:
            for (Expr* element : expr->as<Tuple>()->elts) {
                set_context(element, context);
            }
            break;
        default: break;
    }
}

// The first part of `expr` that can't be a target; null if all can.
const Expr* Parser::find_invalid_target(const Expr* expr, TargetUse use) const {
    auto first_of = [&](const ExprList& elements) -> const Expr* {
        for (const Expr* element : elements) {
            if (const Expr* invalid = find_invalid_target(element, use)) {
                return invalid;
            }
        }
        return nullptr;
    };
    switch (expr->kind) {
        case NodeKind::kName:
        case NodeKind::kAttribute:
        case NodeKind::kSubscript: return nullptr;
        case NodeKind::kList: return first_of(expr->as<List>()->elts);
        case NodeKind::kTuple: return first_of(expr->as<Tuple>()->elts);
        case NodeKind::kStarred:
            return use == TargetUse::kDelete ? expr
                                             : find_invalid_target(expr->as<Starred>()->value, use);
        case NodeKind::kCompare: {
            // `for x + 1 in y`: the whole was read as a comparison.
            const Compare* compare = expr->as<Compare>();
            if (use != TargetUse::kFor) {
                return expr;
            }
            return compare->ops[0] == CompareOperator::kIn ? find_invalid_target(compare->left, use)
                                                           : nullptr;
        }
        default: return expr;
    }
}

std::nullptr_t Parser::raise_invalid_target(const Expr* expr, TargetUse use) {
    const Expr* invalid = find_invalid_target(expr, use);
    if (invalid == nullptr) {
        return nullptr;
    }
    const char* verb = use == TargetUse::kDelete ? "cannot delete " : "cannot assign to ";
    return raise_at(invalid, std::string(verb) + describe(invalid));
}

// What messages call an expression.
const char* Parser::describe(const Expr* expr) {
    switch (expr->kind) {
        case NodeKind::kAttribute: return "attribute";
        case NodeKind::kSubscript: return "subscript";
        case NodeKind::kStarred: return "starred";
        case NodeKind::kName: return "name";
        case NodeKind::kList: return "list";
        case NodeKind::kTuple: return "tuple";
        case NodeKind::kLambda: return "lambda";
        case NodeKind::kCall: return "function call";
        case NodeKind::kBoolOp:
        case NodeKind::kBinOp:
        case NodeKind::kUnaryOp: return "expression";
        case NodeKind::kGeneratorExp: return "generator expression";
        case NodeKind::kYield:
        case NodeKind::kYieldFrom: return "yield expression";
        case NodeKind::kListComp: return "list comprehension";
        case NodeKind::kSetComp: return "set comprehension";
        case NodeKind::kDictComp: return "dict comprehension";
        case NodeKind::kDict: return "dict literal";
        case NodeKind::kSet: return "set display";
        case NodeKind::kJoinedStr:
        case NodeKind::kFormattedValue: return "f-string expression";
        case NodeKind::kCompare: return "comparison";
        case NodeKind::kIfExp: return "conditional expression";
        case NodeKind::kNamedExpr: return "named expression";
        case NodeKind::kConstant: break;
        default: return "expression";
    }
    switch (expr->as<Constant>()->constant_kind) {
        case ConstantKind::kNone: return "None";
        case ConstantKind::kTrue: return "True";
        case ConstantKind::kFalse: return "False";
        case ConstantKind::kEllipsis: return "ellipsis";
        default: return "literal";
    }
}

}  // namespace krait::compiler
