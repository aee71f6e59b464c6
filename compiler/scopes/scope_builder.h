// The first pass of scope analysis: walks the tree once, opens scopes and notes how each name is
// used in them. The second pass (resolve) gives every symbol its binding. Internal to scopes/.
#pragma once

#include <string>

#include "compiler/scopes/scope.h"

namespace krait::compiler {

class ScopeBuilder {
public:
    ScopeBuilder(Arena& arena, const ScopeOptions& options, ScopeTree& tree)
        : arena_(arena), options_(options), tree_(tree) {
        tree_.future_annotations_ = options.future_annotations;
    }

    std::optional<SyntaxError> run(const Node* root);

private:
    // ---- scopes and symbols
    Scope* open(ScopeKind kind, const Node* node, std::string_view name);
    void close();
    std::string_view mangled(std::string_view name);
    Symbol& add(Scope* scope, std::string_view mangled_name, unsigned flags);
    void define(std::string_view name, const SourceRange& at, unsigned flags = Symbol::kAssigned);
    void use(std::string_view name);
    void iteration_variable(std::string_view name, const SourceRange& at);
    void fail(std::string message, const SourceRange& at);
    bool check_name(std::string_view name, const SourceRange& at, bool deleting = false);

    // ---- statements (scope_builder.cpp)
    void visit(const Node* node);
    template <typename List>
    void visit_all(const List& list) {
        for (auto* item : list) {
            if (item != nullptr) visit(item);
        }
    }
    void conditional(const StmtList& body);
    void statement(const Node* node);
    void function_def(const FunctionDef* node);
    void class_def(const ClassDef* node);
    void parameters(const Arguments* args);
    void parameter(const Arg* arg);
    void function_annotations(const FunctionDef* node);
    void ann_assign(const AnnAssign* node);
    void variable_annotation(const AnnAssign* node);
    void if_chain(const If* node);
    void try_statement(const Try* node);
    void import_statement(const Import* node);
    void import_from(const ImportFrom* node);
    void future_import(const ImportFrom* node);
    void find_future_imports(const StmtList& body);
    void global_statement(const Global* node);
    void nonlocal_statement(const Nonlocal* node);
    bool declared_too_late(const Symbol* symbol, const char* what, const SourceRange& at);
    void note_attribute_store(const Attribute* node);

    // ---- expressions (scope_builder_expressions.cpp)
    void expression(const Node* node);
    void binary_chain(const BinOp* node);
    void name(const Name* node);
    void lambda(const Lambda* node);
    void named_expr(const NamedExpr* node);
    void extend_walrus(const Name* target);
    void yield_expression(const Node* node, const Expr* value);
    void comprehension(const Node* node, Slice<Comprehension*> generators, const Expr* first,
                       const Expr* second);
    void comprehension_clauses(Slice<Comprehension*> generators);
    void comprehension_iterable(const Expr* iter);
    void pass_names_outward(Scope* inner);

    // ---- resolution (scope_resolver.cpp)
    void resolve_all();
    void resolve_symbol(Scope& scope, Symbol& symbol);
    void resolve_outward(Scope& scope, Symbol& symbol);
    Scope* find_binding(Scope* from, std::string_view name, bool for_nonlocal) const;
    void capture(Scope& user, Scope* owner, std::string_view name);
    void use_classdict(Scope& scope);

    Arena& arena_;
    const ScopeOptions& options_;
    ScopeTree& tree_;
    Scope* current_ = nullptr;
    std::optional<SyntaxError> error_;
    int depth_ = 0;
    int conditional_depth_ = 0;  // within the current module or class
    bool in_target_ = false;     // of a comprehension clause
    std::unordered_set<const Node*> future_imports_;
};

}  // namespace krait::compiler
