// Visits the direct children of a node, in the order in which they are evaluated (a function's or
// class's body comes last). For passes that treat most kinds of node alike.
#pragma once

#include "compiler/syntax/ast.h"

namespace krait::compiler {

namespace walk_detail {

template <typename List, typename Visit>
void each(const List& list, Visit& visit) {
    for (auto* item : list) {
        if (item != nullptr) visit(static_cast<const Node*>(item));
    }
}

template <typename Visit>
void one(const Node* node, Visit& visit) {
    if (node != nullptr) visit(node);
}

template <typename Visit>
void arguments(const Arguments* args, Visit& visit) {
    each(args->defaults, visit);
    each(args->kw_defaults, visit);
}

template <typename Visit>
void statement(const Node* node, Visit& visit) {
    switch (node->kind) {
        case NodeKind::kModule: return each(node->as<Module>()->body, visit);
        case NodeKind::kInteractive: return each(node->as<Interactive>()->body, visit);
        case NodeKind::kExpression: return one(node->as<Expression>()->body, visit);
        case NodeKind::kFunctionDef: {
            auto* n = node->as<FunctionDef>();
            each(n->decorator_list, visit);
            arguments(n->args, visit);
            return each(n->body, visit);
        }
        case NodeKind::kClassDef: {
            auto* n = node->as<ClassDef>();
            each(n->decorator_list, visit);
            each(n->bases, visit);
            each(n->keywords, visit);
            return each(n->body, visit);
        }
        case NodeKind::kReturn: return one(node->as<Return>()->value, visit);
        case NodeKind::kDelete: return each(node->as<Delete>()->targets, visit);
        case NodeKind::kAssign:
            one(node->as<Assign>()->value, visit);
            return each(node->as<Assign>()->targets, visit);
        case NodeKind::kAugAssign:
            one(node->as<AugAssign>()->target, visit);
            return one(node->as<AugAssign>()->value, visit);
        case NodeKind::kAnnAssign:
            one(node->as<AnnAssign>()->value, visit);
            return one(node->as<AnnAssign>()->target, visit);
        case NodeKind::kFor: {
            auto* n = node->as<For>();
            one(n->iter, visit);
            one(n->target, visit);
            each(n->body, visit);
            return each(n->orelse, visit);
        }
        case NodeKind::kWhile: {
            auto* n = node->as<While>();
            one(n->test, visit);
            each(n->body, visit);
            return each(n->orelse, visit);
        }
        case NodeKind::kIf: {
            auto* n = node->as<If>();
            one(n->test, visit);
            each(n->body, visit);
            return each(n->orelse, visit);
        }
        case NodeKind::kWith:
            each(node->as<With>()->items, visit);
            return each(node->as<With>()->body, visit);
        case NodeKind::kRaise:
            one(node->as<Raise>()->exc, visit);
            return one(node->as<Raise>()->cause, visit);
        case NodeKind::kTry: {
            auto* n = node->as<Try>();
            each(n->body, visit);
            each(n->handlers, visit);
            each(n->orelse, visit);
            return each(n->finalbody, visit);
        }
        case NodeKind::kAssert:
            one(node->as<Assert>()->test, visit);
            return one(node->as<Assert>()->msg, visit);
        case NodeKind::kExprStmt: return one(node->as<ExprStmt>()->value, visit);
        default: return;
    }
}

template <typename Comp, typename Visit>
void comprehension(const Comp* n, Visit& visit) {
    each(n->generators, visit);
    one(n->elt, visit);
}

}  // namespace walk_detail

// `visit(const Node*)` is called for every child that is there. Annotations are left out.
template <typename Visit>
void for_each_child(const Node* node, Visit&& visit) {
    using namespace walk_detail;
    switch (node->kind) {
        case NodeKind::kBoolOp: return each(node->as<BoolOp>()->values, visit);
        case NodeKind::kNamedExpr:
            one(node->as<NamedExpr>()->value, visit);
            return one(node->as<NamedExpr>()->target, visit);
        case NodeKind::kBinOp:
            one(node->as<BinOp>()->left, visit);
            return one(node->as<BinOp>()->right, visit);
        case NodeKind::kUnaryOp: return one(node->as<UnaryOp>()->operand, visit);
        case NodeKind::kLambda:
            arguments(node->as<Lambda>()->args, visit);
            return one(node->as<Lambda>()->body, visit);
        case NodeKind::kIfExp:
            one(node->as<IfExp>()->test, visit);
            one(node->as<IfExp>()->body, visit);
            return one(node->as<IfExp>()->orelse, visit);
        case NodeKind::kDict: {
            auto* n = node->as<Dict>();
            for (std::size_t i = 0; i < n->values.size(); ++i) {
                one(n->keys[i], visit);
                one(n->values[i], visit);
            }
            return;
        }
        case NodeKind::kSet: return each(node->as<Set>()->elts, visit);
        case NodeKind::kListComp: return comprehension(node->as<ListComp>(), visit);
        case NodeKind::kSetComp: return comprehension(node->as<SetComp>(), visit);
        case NodeKind::kGeneratorExp: return comprehension(node->as<GeneratorExp>(), visit);
        case NodeKind::kDictComp:
            each(node->as<DictComp>()->generators, visit);
            one(node->as<DictComp>()->key, visit);
            return one(node->as<DictComp>()->value, visit);
        case NodeKind::kYield: return one(node->as<Yield>()->value, visit);
        case NodeKind::kYieldFrom: return one(node->as<YieldFrom>()->value, visit);
        case NodeKind::kCompare:
            one(node->as<Compare>()->left, visit);
            return each(node->as<Compare>()->comparators, visit);
        case NodeKind::kCall:
            one(node->as<Call>()->func, visit);
            each(node->as<Call>()->args, visit);
            return each(node->as<Call>()->keywords, visit);
        case NodeKind::kFormattedValue:
            one(node->as<FormattedValue>()->value, visit);
            return one(node->as<FormattedValue>()->format_spec, visit);
        case NodeKind::kJoinedStr: return each(node->as<JoinedStr>()->values, visit);
        case NodeKind::kAttribute: return one(node->as<Attribute>()->value, visit);
        case NodeKind::kSubscript:
            one(node->as<Subscript>()->value, visit);
            return one(node->as<Subscript>()->slice, visit);
        case NodeKind::kStarred: return one(node->as<Starred>()->value, visit);
        case NodeKind::kList: return each(node->as<List>()->elts, visit);
        case NodeKind::kTuple: return each(node->as<Tuple>()->elts, visit);
        case NodeKind::kSliceExpr:
            one(node->as<SliceExpr>()->lower, visit);
            one(node->as<SliceExpr>()->upper, visit);
            return one(node->as<SliceExpr>()->step, visit);
        case NodeKind::kKeyword: return one(node->as<Keyword>()->value, visit);
        case NodeKind::kComprehension:
            one(node->as<Comprehension>()->iter, visit);
            one(node->as<Comprehension>()->target, visit);
            return each(node->as<Comprehension>()->ifs, visit);
        case NodeKind::kExceptHandler:
            one(node->as<ExceptHandler>()->type, visit);
            return each(node->as<ExceptHandler>()->body, visit);
        case NodeKind::kWithItem:
            one(node->as<WithItem>()->context_expr, visit);
            return one(node->as<WithItem>()->optional_vars, visit);
        default: return statement(node, visit);
    }
}

}  // namespace krait::compiler
