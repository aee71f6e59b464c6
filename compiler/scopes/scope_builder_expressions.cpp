#include <utility>

#include "compiler/scopes/ast_walk.h"
#include "compiler/scopes/scope_builder.h"

namespace krait::compiler {

void ScopeBuilder::expression(const Node* node) {
    switch (node->kind) {
        case NodeKind::kName: return name(node->as<Name>());
        case NodeKind::kBinOp: return binary_chain(node->as<BinOp>());
        case NodeKind::kLambda: return lambda(node->as<Lambda>());
        case NodeKind::kNamedExpr: return named_expr(node->as<NamedExpr>());
        case NodeKind::kYield: return yield_expression(node, node->as<Yield>()->value);
        case NodeKind::kYieldFrom: return yield_expression(node, node->as<YieldFrom>()->value);
        case NodeKind::kListComp: {
            auto* n = node->as<ListComp>();
            return comprehension(n, n->generators, n->elt, nullptr);
        }
        case NodeKind::kSetComp: {
            auto* n = node->as<SetComp>();
            return comprehension(n, n->generators, n->elt, nullptr);
        }
        case NodeKind::kGeneratorExp: {
            auto* n = node->as<GeneratorExp>();
            return comprehension(n, n->generators, n->elt, nullptr);
        }
        case NodeKind::kDictComp: {
            auto* n = node->as<DictComp>();
            return comprehension(n, n->generators, n->key, n->value);
        }
        case NodeKind::kAttribute: {
            auto* n = node->as<Attribute>();
            if (n->ctx != ExprContext::kLoad) {
                if (!check_name(n->attr, n->range, n->ctx == ExprContext::kDel)) return;
                if (n->ctx == ExprContext::kStore) note_attribute_store(n);
            }
            bool in_target = std::exchange(in_target_, false);
            visit(n->value);
            in_target_ = in_target;
            return;
        }
        case NodeKind::kSubscript: {
            bool in_target = std::exchange(in_target_, false);
            visit(node->as<Subscript>()->value);
            visit(node->as<Subscript>()->slice);
            in_target_ = in_target;
            return;
        }
        case NodeKind::kCall: {
            for (const Keyword* keyword : node->as<Call>()->keywords) {
                if (keyword->arg.data() != nullptr && !check_name(keyword->arg, keyword->range))
                    return;
            }
            break;
        }
        default: break;
    }
    for_each_child(node, [&](const Node* child) { visit(child); });
}

// A long `a + b + c + …` leans to the left: a loop instead of recursion.
void ScopeBuilder::binary_chain(const BinOp* node) {
    std::vector<const BinOp*> chain;
    const Node* at = node;
    for (; at->kind == NodeKind::kBinOp; at = at->as<BinOp>()->left)
        chain.push_back(at->as<BinOp>());
    visit(at);
    for (std::size_t i = chain.size(); i-- > 0;) visit(chain[i]->right);
}

void ScopeBuilder::name(const Name* node) {
    switch (node->ctx) {
        case ExprContext::kLoad: return use(node->id);
        case ExprContext::kStore: return define(node->id, node->range);
        case ExprContext::kDel:
            if (!check_name(node->id, node->range, true)) return;
            current_->unit->has_deletions = true;
            add(current_, mangled(node->id), Symbol::kAssigned | Symbol::kDeleted);
            return;
    }
}

// Only a plain `self.name = …` within a class counts, whatever the method's parameter is called.
void ScopeBuilder::note_attribute_store(const Attribute* node) {
    auto* base = node->value->try_as<Name>();
    if (base == nullptr || base->id != "self") return;
    for (Scope* scope = current_->parent; scope != nullptr; scope = scope->parent) {
        if (scope->kind != ScopeKind::kClass) continue;
        for (std::string_view known : scope->static_attributes) {
            if (known.data() == node->attr.data()) return;
        }
        scope->static_attributes.push_back(node->attr);
        return;
    }
}

void ScopeBuilder::lambda(const Lambda* node) {
    visit_all(node->args->defaults);
    visit_all(node->args->kw_defaults);
    if (error_) return;
    open(ScopeKind::kLambda, node, arena_.intern("<lambda>"));
    bool in_target = std::exchange(in_target_, false);
    parameters(node->args);
    visit(node->body);
    in_target_ = in_target;
    close();
}

// ---- assignment expressions

void ScopeBuilder::named_expr(const NamedExpr* node) {
    if (current_->in_iterable) {
        return fail("assignment expression cannot be used in a comprehension iterable expression",
                    node->range);
    }
    if (current_->kind == ScopeKind::kAnnotations) {
        return fail("named expression cannot be used within an annotation", node->range);
    }
    bool within_comprehension =
        current_->kind == ScopeKind::kComprehension || current_->kind == ScopeKind::kGeneratorExp;
    auto* target = node->target->as<Name>();
    if (within_comprehension) extend_walrus(target);
    visit(node->value);
    if (!within_comprehension) {
        define(target->id, target->range);
        current_->unit->has_walrus = true;
    }
}

// The target of := in comprehensions belongs to the first scope around them that isn't one.
void ScopeBuilder::extend_walrus(const Name* target) {
    if (!check_name(target->id, target->range)) return;
    std::string_view full = mangled(target->id);
    for (Scope* scope = current_; scope != nullptr; scope = scope->parent) {
        switch (scope->kind) {
            case ScopeKind::kComprehension:
            case ScopeKind::kGeneratorExp: {
                Symbol* symbol = scope->find(full);
                if (symbol != nullptr && (symbol->flags & Symbol::kIterationVariable) != 0) {
                    return fail(
                        "assignment expression cannot rebind comprehension iteration variable '" +
                            std::string(target->id) + "'",
                        target->range);
                }
                add(scope, full, Symbol::kUsed | Symbol::kBoundByWalrus);
                continue;
            }
            case ScopeKind::kClass:
                return fail(
                    "assignment expression within a comprehension cannot be used in a class body",
                    target->range);
            case ScopeKind::kAnnotations:
                return fail("named expression cannot be used within an annotation", target->range);
            default: {
                Symbol* symbol = scope->find(full);
                constexpr unsigned kDeclared = Symbol::kGlobalDeclared | Symbol::kNonlocalDeclared;
                if (symbol == nullptr || (symbol->flags & kDeclared) == 0) {
                    add(scope, full, Symbol::kAssigned);
                }
                scope->has_walrus = true;
                return;
            }
        }
    }
}

void ScopeBuilder::yield_expression(const Node* node, const Expr* value) {
    bool from = node->kind == NodeKind::kYieldFrom;
    switch (current_->kind) {
        case ScopeKind::kAnnotations:
            return fail("yield expression cannot be used within an annotation", node->range);
        case ScopeKind::kModule:
        case ScopeKind::kClass:
            return fail(from ? "'yield from' outside function" : "'yield' outside function",
                        node->range);
        case ScopeKind::kGeneratorExp:
            return fail("'yield' inside generator expression", node->range);
        case ScopeKind::kComprehension: {
            const char* what = current_->node->kind == NodeKind::kListComp  ? "list"
                               : current_->node->kind == NodeKind::kSetComp ? "set"
                                                                            : "dict";
            return fail(std::string("'yield' inside ") + what + " comprehension", node->range);
        }
        default: break;
    }
    current_->is_generator = true;
    if (value != nullptr) visit(value);
}

// ---- comprehensions

void ScopeBuilder::comprehension_iterable(const Expr* iter) {
    bool outer = std::exchange(current_->in_iterable, true);
    bool in_target = std::exchange(in_target_, false);
    visit(iter);
    in_target_ = in_target;
    current_->in_iterable = outer;
}

void ScopeBuilder::comprehension_clauses(Slice<Comprehension*> generators) {
    for (std::size_t i = 0; i < generators.size(); ++i) {
        const Comprehension* clause = generators[i];
        bool in_target = std::exchange(in_target_, true);
        visit(clause->target);
        in_target_ = false;
        if (i > 0) comprehension_iterable(clause->iter);
        visit_all(clause->ifs);
        in_target_ = in_target;
    }
}

void ScopeBuilder::comprehension(const Node* node, Slice<Comprehension*> generators,
                                 const Expr* first, const Expr* second) {
    comprehension_iterable(generators[0]->iter);
    if (error_) return;
    bool generator = node->kind == NodeKind::kGeneratorExp;
    Scope* scope = open(generator ? ScopeKind::kGeneratorExp : ScopeKind::kComprehension, node,
                        arena_.intern("<genexpr>"));
    if (generator) {
        scope->is_generator = true;
        add(scope, arena_.intern(".0"), Symbol::kParameter);
    }
    bool in_target = std::exchange(in_target_, false);
    comprehension_clauses(generators);
    visit(first);
    if (second != nullptr) visit(second);
    in_target_ = in_target;
    close();
    if (!generator) pass_names_outward(scope);
}

// Names that a comprehension doesn't bind mean what they mean in the scope around it; but a class's
// names are not visible there, as in a function.
void ScopeBuilder::pass_names_outward(Scope* inner) {
    if (current_->kind == ScopeKind::kClass) return;
    for (const Symbol& symbol : inner->symbols) {
        if (!symbol.bound()) add(current_, symbol.name, 0);
    }
}

}  // namespace krait::compiler
