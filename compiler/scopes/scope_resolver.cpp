#include <algorithm>

#include "compiler/scopes/scope_builder.h"

namespace krait::compiler {
namespace {

// Variables that class bodies keep in cells for the code within them (and __classdict__, which
// nobody can name).
bool is_class_cell(std::string_view name) {
    return name == "__class__" || name == "__conditional_annotations__";
}

void add_once(std::vector<std::string_view>& names, std::string_view name) {
    for (std::string_view known : names) {
        if (known.data() == name.data()) return;
    }
    names.push_back(name);
}

}  // namespace

void ScopeBuilder::resolve_all() {
    for (Scope& scope : tree_.scopes_) {
        for (Symbol& symbol : scope.symbols) {
            resolve_symbol(scope, symbol);
            if (error_) return;
        }
        if (scope.kind == ScopeKind::kAnnotations && scope.sees_class) use_classdict(scope);
    }
    for (Scope& scope : tree_.scopes_) {
        std::sort(scope.free_names.begin(), scope.free_names.end());
    }
}

void ScopeBuilder::resolve_symbol(Scope& scope, Symbol& symbol) {
    bool declared_global = (symbol.flags & Symbol::kGlobalDeclared) != 0;
    bool declared_nonlocal = (symbol.flags & Symbol::kNonlocalDeclared) != 0;
    if (declared_global && declared_nonlocal) {
        return fail("name '" + std::string(symbol.name) + "' is nonlocal and global",
                    symbol.declared_at);
    }
    if (declared_global) {
        symbol.binding = Binding::kGlobal;
        return;
    }
    if (declared_nonlocal) {
        Scope* owner = find_binding(scope.parent, symbol.name, true);
        if (owner == nullptr) {
            return fail("no binding for nonlocal '" + std::string(symbol.name) + "' found",
                        symbol.declared_at);
        }
        capture(scope, owner, symbol.name);
        symbol.binding = Binding::kFree;
        return;
    }
    if (!symbol.bound()) return resolve_outward(scope, symbol);
    switch (scope.kind) {
        case ScopeKind::kModule:
            symbol.binding = options_.uses_namespace ? Binding::kName : Binding::kGlobal;
            return;
        case ScopeKind::kClass: symbol.binding = Binding::kName; return;
        default: symbol.binding = Binding::kLocal; return;
    }
}

// A name that is only used here.
void ScopeBuilder::resolve_outward(Scope& scope, Symbol& symbol) {
    bool sees_namespace = scope.kind == ScopeKind::kClass || scope.sees_class;
    Scope* owner =
        scope.parent == nullptr ? nullptr : find_binding(scope.parent, symbol.name, false);
    if (owner == nullptr) {
        bool in_root = options_.uses_namespace && scope.unit == tree_.root_;
        symbol.binding = sees_namespace || in_root ? Binding::kName : Binding::kGlobal;
        return;
    }
    symbol.binding =
        sees_namespace && !is_class_cell(symbol.name) ? Binding::kClassFree : Binding::kFree;
    capture(scope, owner, symbol.name);
}

// The scope at or around `from` whose variable `name` is; null: the module's or a builtin.
Scope* ScopeBuilder::find_binding(Scope* from, std::string_view name, bool for_nonlocal) const {
    for (Scope* scope = from; scope != nullptr; scope = scope->parent) {
        if (scope->kind == ScopeKind::kModule) return nullptr;
        if (scope->kind == ScopeKind::kClass) {
            if (!is_class_cell(name)) continue;
            if (name == "__conditional_annotations__" && !scope->conditional_annotations) continue;
            return scope;
        }
        Symbol* symbol = scope->find(name);
        if (symbol == nullptr) continue;
        if ((symbol->flags & Symbol::kGlobalDeclared) != 0) {
            if (for_nonlocal) continue;
            return nullptr;
        }
        if ((symbol->flags & Symbol::kNonlocalDeclared) != 0) continue;
        if (symbol->bound()) return scope;
    }
    return nullptr;
}

// Every unit from the user's up to (not including) the owner's hands the cell on.
void ScopeBuilder::capture(Scope& user, Scope* owner, std::string_view name) {
    if (owner->kind == ScopeKind::kClass && name == "__class__") owner->needs_class_cell = true;
    if (owner->unit == user.unit) return;
    if (owner->kind != ScopeKind::kClass) owner->find(name)->captured = true;
    for (Scope* scope = &user; scope != owner; scope = scope->parent) {
        if (scope->unit != owner->unit) add_once(scope->unit->free_names, name);
    }
}

void ScopeBuilder::use_classdict(Scope& scope) {
    if (scope.symbols.size() < 2) return;  // nothing but its parameter
    scope.parent->needs_classdict_cell = true;
    add_once(scope.free_names, arena_.intern("__classdict__"));
}

}  // namespace krait::compiler
