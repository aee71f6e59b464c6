#include "compiler/scopes/scope_builder.h"

#include <algorithm>
#include <utility>

#include "compiler/scopes/ast_walk.h"
#include "compiler/scopes/definite_assignment.h"
#include "runtime/text/interrupt.h"

namespace krait::compiler {

std::string_view mangle(Arena& arena, std::string_view private_class, std::string_view name) {
    if (private_class.data() == nullptr || name.size() < 3 || name.substr(0, 2) != "__")
        return name;
    if (name.substr(name.size() - 2) == "__" || name.find('.') != std::string_view::npos)
        return name;
    std::size_t start = private_class.find_first_not_of('_');
    if (start == std::string_view::npos) return name;
    std::string text = "_";
    text += private_class.substr(start);
    text += name;
    return arena.intern(text);
}

std::optional<SyntaxError> analyze_scopes(Arena& arena, const Node* tree,
                                          const ScopeOptions& options, ScopeTree& result) {
    ScopeBuilder builder(arena, options, result);
    if (auto error = builder.run(tree)) return error;
    return analyze_assignments(arena, result);
}

std::optional<SyntaxError> ScopeBuilder::run(const Node* root) {
    Scope* scope = open(ScopeKind::kModule, root, arena_.intern("<module>"));
    tree_.root_ = scope;
    if (auto* module = root->try_as<Module>()) find_future_imports(module->body);
    for_each_child(root, [&](const Node* child) { visit(child); });
    if (!error_ && scope->annotations != nullptr) {
        // The module's own annotations all depend on how far the module got.
        scope->conditional_annotations = true;
        add(scope, arena_.intern("__conditional_annotations__"), Symbol::kAssigned);
        add(scope->annotations, arena_.intern("__conditional_annotations__"), Symbol::kUsed);
    }
    close();
    if (!error_) resolve_all();
    return error_;
}

// ---- scopes and symbols

Scope* ScopeBuilder::open(ScopeKind kind, const Node* node, std::string_view name) {
    tree_.scopes_.emplace_back();
    Scope* scope = &tree_.scopes_.back();
    scope->kind = kind;
    scope->parent = current_;
    scope->node = node;
    scope->name = name;
    scope->unit = scope;
    if (current_ != nullptr) {
        scope->private_class = current_->private_class;
        scope->in_iterable = current_->in_iterable;
        if (kind == ScopeKind::kComprehension) {
            scope->unit = current_->unit;
            current_->comprehensions.push_back(scope);
        }
    }
    tree_.by_node_[node] = scope;
    current_ = scope;
    return scope;
}

void ScopeBuilder::close() {
    current_ = current_->parent;
}

std::string_view ScopeBuilder::mangled(std::string_view name) {
    return mangle(arena_, current_->private_class, name);
}

Symbol& ScopeBuilder::add(Scope* scope, std::string_view mangled_name, unsigned flags) {
    Symbol*& entry = scope->table[mangled_name.data()];
    if (entry == nullptr) {
        scope->symbols.emplace_back();
        entry = &scope->symbols.back();
        entry->name = mangled_name;
    }
    entry->flags = static_cast<std::uint16_t>(entry->flags | flags);
    return *entry;
}

void ScopeBuilder::define(std::string_view name, const SourceRange& at, unsigned flags) {
    if (!check_name(name, at)) return;
    if (in_target_) return iteration_variable(name, at);
    add(current_, mangled(name), flags);
}

void ScopeBuilder::use(std::string_view name) {
    add(current_, mangled(name), Symbol::kUsed);
    if (name == "super" && current_->is_function_like()) {
        add(current_, arena_.intern("__class__"), Symbol::kUsed);
    }
}

void ScopeBuilder::iteration_variable(std::string_view name, const SourceRange& at) {
    std::string_view full = mangled(name);
    if (Symbol* symbol = current_->find(full); symbol && (symbol->flags & Symbol::kBoundByWalrus)) {
        fail("comprehension inner loop cannot rebind assignment expression target '" +
                 std::string(name) + "'",
             at);
    }
    add(current_, full, Symbol::kAssigned | Symbol::kIterationVariable);
}

void ScopeBuilder::fail(std::string message, const SourceRange& at) {
    if (error_) return;
    error_.emplace();
    error_->message = std::move(message);
    error_->range = at;
}

bool ScopeBuilder::check_name(std::string_view name, const SourceRange& at, bool deleting) {
    if (name != "__debug__") return true;
    fail(deleting ? "cannot delete __debug__" : "cannot assign to __debug__", at);
    return false;
}

// ---- statements

void ScopeBuilder::visit(const Node* node) {
    interrupt::poll();
    if (error_) return;
    if (++depth_ > kMaxCompileDepth || arena_.stack_exhausted()) {
        fail(kTooDeepMessage, {});
        error_->kind = ErrorKind::kRecursionError;
    } else if (node->is_expr()) {
        expression(node);
    } else {
        statement(node);
    }
    --depth_;
}

// A body that may not be executed.
void ScopeBuilder::conditional(const StmtList& body) {
    ++conditional_depth_;
    visit_all(body);
    --conditional_depth_;
}

void ScopeBuilder::statement(const Node* node) {
    switch (node->kind) {
        case NodeKind::kFunctionDef: return function_def(node->as<FunctionDef>());
        case NodeKind::kClassDef: return class_def(node->as<ClassDef>());
        case NodeKind::kAnnAssign: return ann_assign(node->as<AnnAssign>());
        case NodeKind::kIf: return if_chain(node->as<If>());
        case NodeKind::kTry: return try_statement(node->as<Try>());
        case NodeKind::kImport: return import_statement(node->as<Import>());
        case NodeKind::kImportFrom: return import_from(node->as<ImportFrom>());
        case NodeKind::kGlobal: return global_statement(node->as<Global>());
        case NodeKind::kNonlocal: return nonlocal_statement(node->as<Nonlocal>());
        case NodeKind::kFor: {
            auto* n = node->as<For>();
            visit(n->target);
            visit(n->iter);
            conditional(n->body);
            return conditional(n->orelse);
        }
        case NodeKind::kWhile: {
            auto* n = node->as<While>();
            visit(n->test);
            conditional(n->body);
            return conditional(n->orelse);
        }
        case NodeKind::kWith: {
            auto* n = node->as<With>();
            visit_all(n->items);
            return conditional(n->body);
        }
        case NodeKind::kAugAssign: {
            // The target counts as assigned, not as used (what `global` after it complains about).
            auto* n = node->as<AugAssign>();
            visit(n->target);
            return visit(n->value);
        }
        default: return for_each_child(node, [&](const Node* child) { visit(child); });
    }
}

void ScopeBuilder::if_chain(const If* node) {
    // `elif` nests through orelse: a loop instead of recursion.
    for (const If* at = node; !error_;) {
        visit(at->test);
        conditional(at->body);
        if (at->orelse.size() != 1 || at->orelse[0]->kind != NodeKind::kIf) {
            return conditional(at->orelse);
        }
        at = at->orelse[0]->as<If>();
    }
}

void ScopeBuilder::try_statement(const Try* node) {
    conditional(node->body);
    for (const ExceptHandler* handler : node->handlers) {
        if (handler->type != nullptr) visit(handler->type);
        if (handler->name.data() != nullptr) {
            define(handler->name, handler->range, Symbol::kAssigned | Symbol::kDeleted);
            current_->unit->has_deletions = true;
        }
        conditional(handler->body);
    }
    conditional(node->orelse);
    conditional(node->finalbody);
}

void ScopeBuilder::function_def(const FunctionDef* node) {
    define(node->name, node->range);
    visit_all(node->args->defaults);
    visit_all(node->args->kw_defaults);
    function_annotations(node);
    visit_all(node->decorator_list);
    if (error_) return;
    open(ScopeKind::kFunction, node, node->name);
    int outer_conditional = std::exchange(conditional_depth_, 0);
    parameters(node->args);
    visit_all(node->body);
    conditional_depth_ = outer_conditional;
    close();
}

void ScopeBuilder::class_def(const ClassDef* node) {
    define(node->name, node->range);
    visit_all(node->bases);
    visit_all(node->keywords);
    visit_all(node->decorator_list);
    if (error_) return;
    Scope* scope = open(ScopeKind::kClass, node, node->name);
    scope->private_class = node->name;
    int outer_conditional = std::exchange(conditional_depth_, 0);
    visit_all(node->body);
    conditional_depth_ = outer_conditional;
    if (scope->annotations != nullptr && scope->conditional_annotations) {
        add(scope->annotations, arena_.intern("__conditional_annotations__"), Symbol::kUsed);
    }
    close();
}

void ScopeBuilder::parameter(const Arg* arg) {
    if (!check_name(arg->name, arg->range)) return;
    std::string_view name = mangled(arg->name);
    if (current_->find(name) != nullptr) {
        return fail("duplicate argument '" + std::string(arg->name) + "' in function definition",
                    arg->range);
    }
    add(current_, name, Symbol::kParameter);
}

// Symbols of parameters come first in a scope, in the order of their registers.
void ScopeBuilder::parameters(const Arguments* args) {
    for (const Arg* arg : args->posonlyargs) parameter(arg);
    for (const Arg* arg : args->args) parameter(arg);
    for (const Arg* arg : args->kwonlyargs) parameter(arg);
    if (args->vararg != nullptr) parameter(args->vararg);
    if (args->kwarg != nullptr) parameter(args->kwarg);
}

void ScopeBuilder::function_annotations(const FunctionDef* node) {
    if (tree_.future_annotations_) return;
    const Arguments* args = node->args;
    std::vector<const Expr*> annotations;
    auto note = [&](const Arg* arg) {
        if (arg != nullptr && arg->annotation != nullptr) annotations.push_back(arg->annotation);
    };
    for (const Arg* arg : args->posonlyargs) note(arg);
    for (const Arg* arg : args->args) note(arg);
    note(args->vararg);
    for (const Arg* arg : args->kwonlyargs) note(arg);
    note(args->kwarg);
    if (node->returns != nullptr) annotations.push_back(node->returns);
    if (annotations.empty()) return;
    bool in_class = current_->kind == ScopeKind::kClass;
    Scope* scope = open(ScopeKind::kAnnotations, args, arena_.intern("__annotate__"));
    scope->sees_class = in_class;
    add(scope, arena_.intern(".format"), Symbol::kParameter);
    visit_all(annotations);
    close();
}

void ScopeBuilder::ann_assign(const AnnAssign* node) {
    if (auto* target = node->target->try_as<Name>()) {
        std::string_view name = mangled(target->id);
        Symbol* symbol = current_->find(name);
        constexpr unsigned kDeclared = Symbol::kGlobalDeclared | Symbol::kNonlocalDeclared;
        if (symbol != nullptr && (symbol->flags & kDeclared) != 0 &&
            current_->kind != ScopeKind::kModule && node->simple) {
            bool is_global = (symbol->flags & Symbol::kGlobalDeclared) != 0;
            return fail("annotated name '" + std::string(target->id) + "' can't be " +
                            (is_global ? "global" : "nonlocal"),
                        node->range);
        }
        if (node->simple) {
            define(target->id, target->range, Symbol::kAnnotated | Symbol::kAssigned);
        } else if (node->value != nullptr) {
            define(target->id, target->range);
        }
    } else {
        visit(node->target);
    }
    variable_annotation(node);
    if (node->value != nullptr) visit(node->value);
}

// Annotations of a function's variables are never evaluated, but their errors count.
void ScopeBuilder::variable_annotation(const AnnAssign* node) {
    bool keeps = current_->kind == ScopeKind::kModule || current_->kind == ScopeKind::kClass;
    if (keeps && node->simple) {
        current_->annotated.push_back(node);
        current_->annotated_conditionally.push_back(conditional_depth_ > 0);
    }
    if (tree_.future_annotations_) return;
    if (keeps && !node->simple) return visit(node->annotation);  // evaluated in place
    Scope* owner = current_;
    if (keeps) {
        if (conditional_depth_ > 0 || owner->kind == ScopeKind::kModule) {
            tree_.annotation_index_[node] = owner->conditional_count++;
            owner->conditional_annotations = true;
        }
        if (owner->annotations == nullptr) {
            owner->annotations = open(ScopeKind::kAnnotations, node, arena_.intern("__annotate__"));
            owner->annotations->sees_class = owner->kind == ScopeKind::kClass;
            add(owner->annotations, arena_.intern(".format"), Symbol::kParameter);
        }
        current_ = owner->annotations;
    } else {
        open(ScopeKind::kAnnotations, node->annotation, arena_.intern("__annotate__"));
    }
    visit(node->annotation);
    current_ = owner;
}

// ---- imports and declarations

void ScopeBuilder::import_statement(const Import* node) {
    for (const Alias* alias : node->names) {
        if (alias->asname.data() != nullptr) {
            define(alias->asname, alias->range, Symbol::kImported);
        } else {
            std::string_view first = alias->name.substr(0, alias->name.find('.'));
            define(arena_.intern(first), alias->range, Symbol::kImported);
        }
    }
}

void ScopeBuilder::import_from(const ImportFrom* node) {
    if (node->level == 0 && node->module == "__future__") future_import(node);
    for (const Alias* alias : node->names) {
        if (alias->name == "*") {
            if (current_->kind != ScopeKind::kModule) {
                return fail("import * only allowed at module level", alias->range);
            }
            continue;
        }
        bool renamed = alias->asname.data() != nullptr;
        define(renamed ? alias->asname : alias->name, alias->range, Symbol::kImported);
    }
}

void ScopeBuilder::find_future_imports(const StmtList& body) {
    bool first = true;
    for (const Stmt* item : body) {
        auto* import = item->try_as<ImportFrom>();
        if (import != nullptr && import->level == 0 && import->module == "__future__") {
            future_imports_.insert(import);
            for (const Alias* alias : import->names) {
                if (alias->name == "annotations") tree_.future_annotations_ = true;
            }
        } else {
            auto* text = item->try_as<ExprStmt>();
            auto* constant = text != nullptr ? text->value->try_as<Constant>() : nullptr;
            bool docstring = constant != nullptr && constant->constant_kind == ConstantKind::kStr;
            if (!first || !docstring) return;
        }
        first = false;
    }
}

void ScopeBuilder::future_import(const ImportFrom* node) {
    if (future_imports_.count(node) == 0) {
        return fail("from __future__ imports must occur at the beginning of the file", node->range);
    }
    static constexpr std::string_view kFeatures[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
    };
    for (const Alias* alias : node->names) {
        if (std::find(std::begin(kFeatures), std::end(kFeatures), alias->name) !=
            std::end(kFeatures)) {
            continue;
        }
        if (alias->name == "braces") return fail("not a chance", alias->range);
        return fail("future feature " + std::string(alias->name) + " is not defined", alias->range);
    }
}

bool ScopeBuilder::declared_too_late(const Symbol* symbol, const char* what,
                                     const SourceRange& at) {
    constexpr unsigned kLate =
        Symbol::kParameter | Symbol::kAssigned | Symbol::kUsed | Symbol::kAnnotated;
    if (symbol == nullptr || (symbol->flags & kLate) == 0) return false;
    std::string name = "name '" + std::string(symbol->name) + "' is ";
    if (symbol->flags & Symbol::kParameter) {
        fail(name + "parameter and " + what, at);
    } else if (symbol->flags & Symbol::kUsed) {
        fail(name + "used prior to " + what + " declaration", at);
    } else if (symbol->flags & Symbol::kAnnotated) {
        fail("annotated name '" + std::string(symbol->name) + "' can't be " + what, at);
    } else {
        fail(name + "assigned to before " + what + " declaration", at);
    }
    return true;
}

void ScopeBuilder::global_statement(const Global* node) {
    for (std::string_view name : node->names) {
        std::string_view full = mangled(name);
        if (declared_too_late(current_->find(full), "global", node->range)) return;
        Symbol& symbol = add(current_, full, Symbol::kGlobalDeclared);
        if (!symbol.declared_at.known()) symbol.declared_at = node->range;
        // The module has the name too, which matters for nothing but its list of names.
    }
}

void ScopeBuilder::nonlocal_statement(const Nonlocal* node) {
    if (current_->kind == ScopeKind::kModule) {
        return fail("nonlocal declaration not allowed at module level", node->range);
    }
    for (std::string_view name : node->names) {
        std::string_view full = mangled(name);
        if (declared_too_late(current_->find(full), "nonlocal", node->range)) return;
        Symbol& symbol = add(current_, full, Symbol::kNonlocalDeclared);
        if (!symbol.declared_at.known()) symbol.declared_at = node->range;
    }
}

}  // namespace krait::compiler
