// Scopes: what every name in a piece of source means.
//
// There is one Scope for each module, class body, function, lambda, generator expression,
// comprehension and set of annotations. A *unit* is what becomes one code object: every scope is a
// unit of its own but the comprehensions (list, set, dict), which are compiled into the unit
// around them; their variables are theirs alone all the same.
//
// Invariants after `analyze_scopes` succeeded:
// - every symbol has a binding; `captured` tells whether another unit refers to the variable, which
//   is then kept in a cell;
// - `free_names` of a unit are the variables of units around it that it or a unit within it uses,
//   sorted; they are the order of its closure;
// - names are mangled (class-private) and interned in the Arena: compare data pointers.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/source/diagnostics.h"
#include "compiler/syntax/ast.h"

namespace krait::compiler {

enum class ScopeKind : std::uint8_t {
    kModule,
    kClass,
    kFunction,
    kLambda,
    kGeneratorExp,
    kComprehension,
    kAnnotations,
};

enum class Binding : std::uint8_t {
    kLocal,      // a variable of this scope, in a register or (captured) in a cell
    kFree,       // a variable of a unit around this one
    kGlobal,     // of the module or a builtin
    kName,       // in the namespace that the unit runs in: class bodies, exec with locals
    kClassFree,  // class bodies: in the namespace, else a variable of a unit around
};

struct Symbol {
    enum Flags : std::uint16_t {
        kUsed = 1,
        kAssigned = 2,
        kParameter = 4,
        kImported = 8,
        kGlobalDeclared = 16,
        kNonlocalDeclared = 32,
        kAnnotated = 64,
        kIterationVariable = 128,  // of a comprehension or generator expression
        kDeleted = 256,            // by del or at the end of `except … as`
        kBoundByWalrus = 512,      // of a comprehension within: lives in a scope around it
    };
    static constexpr std::uint16_t kBound = kAssigned | kParameter | kImported;

    std::string_view name;
    std::uint16_t flags = 0;
    Binding binding = Binding::kGlobal;
    bool captured = false;
    bool needs_clear = false;  // must be made unbound at entry (definite_assignment.h)
    int flow_index = -1;       // number among the unit's tracked variables, -1: not tracked
    int reg = -1;              // the code generator's: its register (or that of its cell)
    int far = -1;              // or its place among the far variables
    SourceRange declared_at;   // of a global or nonlocal statement

    bool bound() const { return (flags & kBound) != 0; }
};

struct Scope {
    ScopeKind kind = ScopeKind::kModule;
    Scope* parent = nullptr;
    Scope* unit = nullptr;  // this one, or the unit that a comprehension belongs to
    const Node* node = nullptr;
    std::string_view name;           // of the function or class
    std::string_view private_class;  // mangles names; absent outside classes
    std::deque<Symbol> symbols;      // in order of first appearance
    std::unordered_map<const char*, Symbol*> table;
    std::vector<Scope*> comprehensions;  // those compiled into this scope
    std::vector<std::string_view> free_names;
    Scope* annotations = nullptr;  // of a module or class: the scope of its variables' annotations
    std::vector<const AnnAssign*> annotated;  // of a module or class, in order
    std::vector<bool> annotated_conditionally;
    std::vector<std::string_view> static_attributes;  // of a class: names assigned through `self`
    bool is_generator = false;
    bool has_walrus = false;        // of a unit: binds some name of its own by `:=`
    bool has_deletions = false;     // of a unit
    bool needs_class_cell = false;  // of a class: something within uses __class__
    bool needs_classdict_cell =
        false;                // of a class: annotations within look names up in its namespace
    bool sees_class = false;  // of annotations: directly in a class
    bool conditional_annotations = false;  // keeps track of which annotations were reached
    int conditional_count = 0;
    bool in_iterable = false;  // within the iterable of a comprehension: no walrus

    bool is_function_like() const { return kind >= ScopeKind::kFunction; }
    Symbol* find(std::string_view symbol_name) const {
        auto it = table.find(symbol_name.data());
        return it == table.end() ? nullptr : it->second;
    }
};

class ScopeTree {
public:
    Scope* root() const { return root_; }
    // The scope that the node opens: the root, FunctionDef, ClassDef, Lambda, a comprehension, or
    // Arguments for the annotations of its function (null if there are none).
    Scope* scope_of(const Node* node) const {
        auto it = by_node_.find(node);
        return it == by_node_.end() ? nullptr : it->second;
    }
    int annotation_index(const AnnAssign* node) const {
        auto it = annotation_index_.find(node);
        return it == annotation_index_.end() ? -1 : it->second;
    }
    // Whether a read of a local variable at this node (a Name, or an AugAssign's target) may find
    // it unbound.
    bool needs_check(const Node* name) const { return checked_.count(name) != 0; }
    bool future_annotations() const { return future_annotations_; }

private:
    friend class ScopeBuilder;
    friend class FlowAnalysis;
    Scope* root_ = nullptr;
    std::deque<Scope> scopes_;
    std::unordered_map<const Node*, Scope*> by_node_;
    std::unordered_map<const Node*, int> annotation_index_;
    std::unordered_set<const Node*> checked_;
    bool future_annotations_ = false;
};

// What a (mangled) name means where it is used in `scope`: comprehensions see the variables of the
// scopes around them within their unit. Null if the scope never mentions the name.
inline Symbol* lookup(const Scope* scope, std::string_view name) {
    for (;; scope = scope->parent) {
        Symbol* symbol = scope->find(name);
        if (symbol == nullptr || scope->kind != ScopeKind::kComprehension || symbol->bound() ||
            scope->parent->kind == ScopeKind::kClass) {
            return symbol;
        }
    }
}

struct ScopeOptions {
    bool uses_namespace = false;      // the root's names live in a namespace (exec with locals)
    bool future_annotations = false;  // inherited from the code that calls compile()
};

// How deep the passes over a tree recurse before they give up with a RecursionError.
inline constexpr int kMaxCompileDepth = 2500;
inline constexpr const char* kTooDeepMessage =
    "maximum recursion depth exceeded during compilation";

// Names, bindings and definite assignment of a whole tree; the error, if there is one.
std::optional<SyntaxError> analyze_scopes(Arena& arena, const Node* tree,
                                          const ScopeOptions& options, ScopeTree& result);

// `name` as written within the class `private_class` (absent: unchanged), interned.
std::string_view mangle(Arena& arena, std::string_view private_class, std::string_view name);

}  // namespace krait::compiler
