#include "compiler/scopes/definite_assignment.h"

#include <boost/container/small_vector.hpp>
#include <string>
#include <utility>

#include "compiler/scopes/ast_walk.h"
#include "runtime/text/interrupt.h"

namespace krait::compiler {
namespace {

// A set of tracked variables.
class VariableSet {
public:
    explicit VariableSet(std::size_t count = 0) : words_((count + 63) / 64, 0) {}
    bool has(int i) const { return (words_[word(i)] >> (i & 63) & 1) != 0; }
    void add(int i) { words_[word(i)] |= std::uint64_t{1} << (i & 63); }
    void remove(int i) { words_[word(i)] &= ~(std::uint64_t{1} << (i & 63)); }
    void keep_common(const VariableSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    }
    void remove_all(const VariableSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    }
    void add_all(const VariableSet& other) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    }

private:
    static std::size_t word(int i) { return static_cast<std::size_t>(i) / 64; }
    boost::container::small_vector<std::uint64_t, 2> words_;
};

// What is known at a point of the code.
struct State {
    VariableSet assigned;
    bool reachable = true;

    void join(const State& other) {
        if (!other.reachable) return;
        if (!reachable) {
            *this = other;
        } else {
            assigned.keep_common(other.assigned);
        }
    }
};

struct Loop {
    State at_break;
    const VariableSet* deleted;
};

}  // namespace

class FlowAnalysis {
public:
    FlowAnalysis(Arena& arena, ScopeTree& tree) : arena_(arena), tree_(tree) {}

    bool too_deep() const { return too_deep_; }

    void run() {
        for (Scope& scope : tree_.scopes_) {
            if (scope.unit == &scope) run_unit(scope);
        }
    }

private:
    void run_unit(Scope& unit);
    void track(Scope& scope);
    void body_of(const Node* node);

    int index_of(std::string_view name) const {
        Symbol* symbol = lookup(scope_, mangle(arena_, scope_->private_class, name));
        return symbol == nullptr ? -1 : symbol->flow_index;
    }
    void read(const Node* at, std::string_view name);
    void assign(std::string_view name);
    void remove(std::string_view name);

    void visit(const Node* node);
    template <typename List>
    void visit_all(const List& list) {
        for (auto* item : list) {
            if (item != nullptr) visit(item);
        }
    }
    // What is visited may be skipped: afterwards only what held before is certain.
    template <typename Body>
    void optional_part(Body&& body) {
        State before = state_;
        ++depth_of_conditions_;
        body();
        --depth_of_conditions_;
        state_ = std::move(before);
    }
    VariableSet deletions_in(const Node* node);
    void collect_deletions(const Node* node, VariableSet& set);

    void if_chain(const If* node);
    void while_loop(const While* node);
    void for_loop(const For* node);
    void loop(const Node* node, const Expr* target, const StmtList& body, const StmtList& orelse,
              bool endless);
    void with(const With* node);
    void try_statement(const Try* node);
    void binary_chain(const BinOp* node);
    void comprehension(const Node* node, Slice<Comprehension*> generators, const Expr* first,
                       const Expr* second);
    void clauses(Slice<Comprehension*> generators, const Expr* first, const Expr* second);
    void leave() { state_.reachable = false; }

    Arena& arena_;
    ScopeTree& tree_;
    Scope* scope_ = nullptr;
    std::vector<Symbol*> tracked_;
    std::vector<bool> seen_;  // assigned somewhere already
    State state_;
    std::vector<Loop> loops_;
    int depth_of_conditions_ = 0;
    int depth_ = 0;
    bool too_deep_ = false;
};

std::optional<SyntaxError> analyze_assignments(Arena& arena, ScopeTree& tree) {
    FlowAnalysis analysis(arena, tree);
    analysis.run();
    if (!analysis.too_deep()) return std::nullopt;
    SyntaxError error;
    error.kind = ErrorKind::kRecursionError;
    error.message = kTooDeepMessage;
    return error;
}

void FlowAnalysis::track(Scope& scope) {
    if (scope.is_function_like()) {
        for (Symbol& symbol : scope.symbols) {
            if (symbol.binding != Binding::kLocal || !symbol.bound() || symbol.captured) continue;
            symbol.flow_index = static_cast<int>(tracked_.size());
            tracked_.push_back(&symbol);
        }
    }
    for (Scope* inner : scope.comprehensions) track(*inner);
}

void FlowAnalysis::run_unit(Scope& unit) {
    tracked_.clear();
    track(unit);
    if (tracked_.empty()) return;
    scope_ = &unit;
    state_ = State{VariableSet(tracked_.size()), true};
    seen_.assign(tracked_.size(), false);
    loops_.clear();
    for (Symbol* symbol : tracked_) {
        if ((symbol->flags & Symbol::kParameter) == 0) continue;
        state_.assigned.add(symbol->flow_index);
        seen_[static_cast<std::size_t>(symbol->flow_index)] = true;
    }
    body_of(unit.node);
}

void FlowAnalysis::body_of(const Node* node) {
    switch (node->kind) {
        case NodeKind::kModule: return visit_all(node->as<Module>()->body);
        case NodeKind::kInteractive: return visit_all(node->as<Interactive>()->body);
        case NodeKind::kExpression: return visit(node->as<Expression>()->body);
        case NodeKind::kFunctionDef: return visit_all(node->as<FunctionDef>()->body);
        case NodeKind::kClassDef: return visit_all(node->as<ClassDef>()->body);
        case NodeKind::kLambda: return visit(node->as<Lambda>()->body);
        case NodeKind::kGeneratorExp: {
            auto* n = node->as<GeneratorExp>();
            return clauses(n->generators, n->elt, nullptr);
        }
        default: {  // annotations
            // Their names are globals or cells but for variables of comprehensions, which the walk
            // below finds; parameters' annotations hang off the Arguments.
            if (auto* args = node->try_as<Arguments>()) {
                auto annotation = [&](const Arg* arg) {
                    if (arg != nullptr && arg->annotation != nullptr) visit(arg->annotation);
                };
                for (const Arg* arg : args->posonlyargs) annotation(arg);
                for (const Arg* arg : args->args) annotation(arg);
                annotation(args->vararg);
                for (const Arg* arg : args->kwonlyargs) annotation(arg);
                annotation(args->kwarg);
            } else if (scope_->parent != nullptr && scope_->parent->annotations == scope_) {
                for (const AnnAssign* item : scope_->parent->annotated) visit(item->annotation);
            }
            return;
        }
    }
}

// ---- variables

void FlowAnalysis::read(const Node* at, std::string_view name) {
    int index = index_of(name);
    if (index < 0 || !state_.reachable || state_.assigned.has(index)) return;
    tree_.checked_.insert(at);
    Symbol* symbol = tracked_[static_cast<std::size_t>(index)];
    if ((symbol->flags & Symbol::kParameter) == 0) symbol->needs_clear = true;
}

void FlowAnalysis::assign(std::string_view name) {
    int index = index_of(name);
    if (index < 0) return;
    auto at = static_cast<std::size_t>(index);
    // (Nobody looks at variables of comprehensions from outside.)
    if (!seen_[at] && depth_of_conditions_ > 0 && scope_->kind != ScopeKind::kComprehension) {
        tracked_[at]->needs_clear = true;
    }
    seen_[at] = true;
    state_.assigned.add(index);
}

void FlowAnalysis::remove(std::string_view name) {
    int index = index_of(name);
    if (index < 0) return;
    auto at = static_cast<std::size_t>(index);
    if (!seen_[at]) tracked_[at]->needs_clear = true;
    state_.assigned.remove(index);
}

VariableSet FlowAnalysis::deletions_in(const Node* node) {
    VariableSet set(tracked_.size());
    if (scope_->unit->has_deletions) collect_deletions(node, set);
    return set;
}

void FlowAnalysis::collect_deletions(const Node* node, VariableSet& set) {
    switch (node->kind) {
        case NodeKind::kFunctionDef:
        case NodeKind::kClassDef: return;
        case NodeKind::kName:
            if (node->ctx == ExprContext::kDel) {
                int index = index_of(node->as<Name>()->id);
                if (index >= 0) set.add(index);
            }
            return;
        case NodeKind::kExceptHandler:
            if (node->as<ExceptHandler>()->name.data() != nullptr) {
                int index = index_of(node->as<ExceptHandler>()->name);
                if (index >= 0) set.add(index);
            }
            break;
        default:
            bool targets = node->ctx == ExprContext::kDel &&
                           (node->kind == NodeKind::kTuple || node->kind == NodeKind::kList);
            if (node->is_expr() && !targets) return;
    }
    if (++depth_ > kMaxCompileDepth || arena_.stack_exhausted()) {
        too_deep_ = true;
    } else {
        for_each_child(node, [&](const Node* child) { collect_deletions(child, set); });
    }
    --depth_;
}

// ---- the walk

void FlowAnalysis::visit(const Node* node) {
    interrupt::poll();
    if (++depth_ > kMaxCompileDepth || arena_.stack_exhausted()) {
        too_deep_ = true;
        --depth_;
        return;
    }
    switch (node->kind) {
        case NodeKind::kName: {
            auto* n = node->as<Name>();
            if (n->ctx == ExprContext::kLoad) read(n, n->id);
            if (n->ctx == ExprContext::kStore) assign(n->id);
            if (n->ctx == ExprContext::kDel) remove(n->id);
            break;
        }
        case NodeKind::kFunctionDef: {
            auto* n = node->as<FunctionDef>();
            visit_all(n->decorator_list);
            visit_all(n->args->defaults);
            visit_all(n->args->kw_defaults);
            assign(n->name);
            break;
        }
        case NodeKind::kClassDef: {
            auto* n = node->as<ClassDef>();
            visit_all(n->decorator_list);
            visit_all(n->bases);
            visit_all(n->keywords);
            assign(n->name);
            break;
        }
        case NodeKind::kLambda:
            visit_all(node->as<Lambda>()->args->defaults);
            visit_all(node->as<Lambda>()->args->kw_defaults);
            break;
        case NodeKind::kGeneratorExp: visit(node->as<GeneratorExp>()->generators[0]->iter); break;
        case NodeKind::kListComp: {
            auto* n = node->as<ListComp>();
            comprehension(n, n->generators, n->elt, nullptr);
            break;
        }
        case NodeKind::kSetComp: {
            auto* n = node->as<SetComp>();
            comprehension(n, n->generators, n->elt, nullptr);
            break;
        }
        case NodeKind::kDictComp: {
            auto* n = node->as<DictComp>();
            comprehension(n, n->generators, n->key, n->value);
            break;
        }
        case NodeKind::kBinOp: binary_chain(node->as<BinOp>()); break;
        case NodeKind::kBoolOp: {
            auto* n = node->as<BoolOp>();
            visit(n->values[0]);
            optional_part([&] { visit_all(n->values.subslice(1)); });
            break;
        }
        case NodeKind::kCompare: {
            auto* n = node->as<Compare>();
            visit(n->left);
            visit(n->comparators[0]);
            if (n->comparators.size() > 1) {
                optional_part([&] { visit_all(n->comparators.subslice(1)); });
            }
            break;
        }
        case NodeKind::kIfExp: {
            auto* n = node->as<IfExp>();
            visit(n->test);
            optional_part([&] { visit(n->body); });
            optional_part([&] { visit(n->orelse); });
            break;
        }
        case NodeKind::kAugAssign: {
            auto* n = node->as<AugAssign>();
            if (auto* target = n->target->try_as<Name>()) {
                read(target, target->id);
                visit(n->value);
                assign(target->id);
            } else {
                visit(n->target);
                visit(n->value);
            }
            break;
        }
        case NodeKind::kAnnAssign: {
            auto* n = node->as<AnnAssign>();
            if (n->value != nullptr) visit(n->value);
            if (n->value != nullptr || n->target->kind != NodeKind::kName) visit(n->target);
            if (!scope_->is_function_like() && !n->simple && !tree_.future_annotations()) {
                visit(n->annotation);
            }
            break;
        }
        case NodeKind::kAssert:
            visit(node->as<Assert>()->test);
            if (node->as<Assert>()->msg != nullptr) {
                optional_part([&] { visit(node->as<Assert>()->msg); });
            }
            break;
        case NodeKind::kImport:
            for (const Alias* alias : node->as<Import>()->names) {
                bool renamed = alias->asname.data() != nullptr;
                assign(renamed ? alias->asname
                               : arena_.intern(alias->name.substr(0, alias->name.find('.'))));
            }
            break;
        case NodeKind::kImportFrom:
            for (const Alias* alias : node->as<ImportFrom>()->names) {
                assign(alias->asname.data() != nullptr ? alias->asname : alias->name);
            }
            break;
        case NodeKind::kReturn:
        case NodeKind::kRaise:
            for_each_child(node, [&](const Node* child) { visit(child); });
            leave();
            break;
        case NodeKind::kBreak:
            if (!loops_.empty()) {
                State at_break = state_;
                at_break.assigned.remove_all(*loops_.back().deleted);
                loops_.back().at_break.join(at_break);
            }
            leave();
            break;
        case NodeKind::kContinue: leave(); break;
        case NodeKind::kIf: if_chain(node->as<If>()); break;
        case NodeKind::kWhile: while_loop(node->as<While>()); break;
        case NodeKind::kFor: for_loop(node->as<For>()); break;
        case NodeKind::kWith: with(node->as<With>()); break;
        case NodeKind::kTry: try_statement(node->as<Try>()); break;
        default: for_each_child(node, [&](const Node* child) { visit(child); });
    }
    --depth_;
}

void FlowAnalysis::binary_chain(const BinOp* node) {
    std::vector<const BinOp*> chain;
    const Node* at = node;
    for (; at->kind == NodeKind::kBinOp; at = at->as<BinOp>()->left)
        chain.push_back(at->as<BinOp>());
    visit(at);
    for (std::size_t i = chain.size(); i-- > 0;) visit(chain[i]->right);
}

void FlowAnalysis::if_chain(const If* node) {
    State end{VariableSet(tracked_.size()), false};
    ++depth_of_conditions_;
    for (const If* at = node;;) {
        visit(at->test);
        State before = state_;
        visit_all(at->body);
        end.join(state_);
        state_ = std::move(before);
        if (at->orelse.size() != 1 || at->orelse[0]->kind != NodeKind::kIf) {
            visit_all(at->orelse);
            break;
        }
        at = at->orelse[0]->as<If>();
    }
    --depth_of_conditions_;
    state_.join(end);
}

void FlowAnalysis::while_loop(const While* node) {
    auto* constant = node->test->try_as<Constant>();
    bool endless = constant != nullptr &&
                   (constant->constant_kind == ConstantKind::kTrue ||
                    (constant->constant_kind == ConstantKind::kInt && constant->int_value != 0));
    loop(node, nullptr, node->body, node->orelse, endless);
}

void FlowAnalysis::for_loop(const For* node) {
    visit(node->iter);
    loop(node, node->target, node->body, node->orelse, false);
}

// Assignments only add to what is certain, so one pass over the body is enough once the variables
// that the body deletes are taken out.
void FlowAnalysis::loop(const Node* node, const Expr* target, const StmtList& body,
                        const StmtList& orelse, bool endless) {
    VariableSet deleted = deletions_in(node);
    state_.assigned.remove_all(deleted);
    loops_.push_back({State{VariableSet(tracked_.size()), false}, &deleted});
    ++depth_of_conditions_;
    if (auto* n = node->try_as<While>()) visit(n->test);
    State head = state_;
    if (target != nullptr) visit(target);
    visit_all(body);
    State at_break = std::move(loops_.back().at_break);
    loops_.pop_back();
    state_ = std::move(head);
    if (endless) leave();
    visit_all(orelse);
    --depth_of_conditions_;
    state_.join(at_break);
}

void FlowAnalysis::with(const With* node) {
    // __exit__ may swallow an exception from anywhere in the body. What is assigned before
    // the first manager is entered is certain.
    visit(node->items[0]->context_expr);
    VariableSet deleted = deletions_in(node);
    State swallowed = state_;
    swallowed.assigned.remove_all(deleted);
    ++depth_of_conditions_;
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        if (i > 0) visit(node->items[i]->context_expr);
        if (node->items[i]->optional_vars != nullptr) visit(node->items[i]->optional_vars);
    }
    visit_all(node->body);
    --depth_of_conditions_;
    state_.join(swallowed);
}

void FlowAnalysis::try_statement(const Try* node) {
    VariableSet deleted = deletions_in(node);
    State interrupted = state_;  // anywhere in the statement
    interrupted.assigned.remove_all(deleted);
    ++depth_of_conditions_;
    visit_all(node->body);
    visit_all(node->orelse);
    State end = state_;
    for (const ExceptHandler* handler : node->handlers) {
        state_ = interrupted;
        if (handler->type != nullptr) visit(handler->type);
        if (handler->name.data() != nullptr) assign(handler->name);
        visit_all(handler->body);
        if (handler->name.data() != nullptr) remove(handler->name);
        end.join(state_);
    }
    if (!node->finalbody.empty()) {
        // Its copies are entered in different states: the least certain one decides.
        state_ = interrupted;
        visit_all(node->finalbody);
        VariableSet gained = state_.assigned;
        gained.remove_all(interrupted.assigned);
        if (!state_.reachable) end.reachable = false;
        end.assigned.add_all(gained);
        VariableSet deleted_last(tracked_.size());
        if (scope_->unit->has_deletions) {
            for (const Stmt* item : node->finalbody) collect_deletions(item, deleted_last);
        }
        end.assigned.remove_all(deleted_last);
    }
    --depth_of_conditions_;
    state_ = std::move(end);
}

// ---- comprehensions

void FlowAnalysis::comprehension(const Node* node, Slice<Comprehension*> generators,
                                 const Expr* first, const Expr* second) {
    visit(generators[0]->iter);
    Scope* outer = std::exchange(scope_, tree_.scope_of(node));
    optional_part([&] { clauses(generators, first, second); });
    scope_ = outer;
}

void FlowAnalysis::clauses(Slice<Comprehension*> generators, const Expr* first,
                           const Expr* second) {
    // Only what comes before within the same round is certain; each clause is a loop.
    for (std::size_t i = 0; i < generators.size(); ++i) {
        if (i > 0) visit(generators[i]->iter);
        ++depth_of_conditions_;
        visit(generators[i]->target);
        visit_all(generators[i]->ifs);
    }
    visit(first);
    if (second != nullptr) visit(second);
    depth_of_conditions_ -= static_cast<int>(generators.size());
}

}  // namespace krait::compiler
