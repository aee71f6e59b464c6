// From a syntax tree with resolved scopes to CompiledCode.
//
// One CodeGenerator compiles one tree; a Unit is the code object that is being made. Expressions
// are compiled towards a destination: `into(e, r)` leaves the value in register r, `operand(e)` in
// any register, which for a local variable is the variable's own: no move.
//
// Invariants:
// - registers below Unit::first_temp belong to variables. They are written by the last instruction
//   of an expression only: until then the variable keeps its value, which the expression itself, an
//   exception handler or a debugger may look at. Registers from first_temp on are temporaries,
//   a stack (`top`): the destination of an expression may hold its partial results if it is one;
// - temporaries of statements (loop state, exits, saved exceptions) lie below those of the
//   expression that is being compiled (`expression_base`);
// - a variable's register used in place stays valid as an operand unless a later operand binds the
//   variable by `:=`; then it is copied first (`stable_operand`).
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/codegen/code_builder.h"
#include "compiler/codegen/constant_folding.h"
#include "compiler/scopes/scope.h"
#include "compiler/source/diagnostics.h"

namespace krait::compiler {

using Reg = int;
inline constexpr Reg kNoReg = -1;

struct GeneratorOptions {
    std::string filename;
    bool uses_namespace = false;
    bool future_annotations = false;
};

// A stretch of code under an exception handler, with holes where it is left.
struct Region {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> parts;
    std::uint32_t start = 0;
};

// What a statement within it must do when it is left by return, break or continue.
struct Block {
    enum class Kind : std::uint8_t {
        kLoop,
        kTry,             // body of try/except: nothing to do
        kFinally,         // what is under a finally: run it
        kHandler,         // an except clause: exception state back, name unbound
        kFinallyHandler,  // finally on the way of an exception: exception state back
        kWith,            // call the exit
    };
    Kind kind = Kind::kLoop;
    Label* on_break = nullptr;
    Label* on_continue = nullptr;
    Region region;
    const Try* statement = nullptr;
    const ExceptHandler* handler = nullptr;
    Reg reg = kNoReg;  // saved exception state, or the exit
    SourceRange at;    // of the context expression
};

// Where a variable is.
struct Place {
    enum class Kind : std::uint8_t { kRegister, kCell, kFarCell, kGlobal, kName, kClassFree };
    Kind kind = Kind::kGlobal;
    Reg reg = kNoReg;  // of the variable or its cell; kFarCell, or is_far: its index
    bool is_free = false;
    bool is_far = false;  // kClassFree: the cell is in the closure only
    std::string_view name;
    const Symbol* symbol = nullptr;
};

struct Unit {
    CodeBuilder builder;
    Scope* scope = nullptr;
    Unit* parent = nullptr;
    Scope* outer_scope = nullptr;  // that the code around was in
    std::string qualname;
    std::unordered_map<const char*, Reg> cells;  // of free variables and a class's own cells
    std::vector<Block*> blocks;
    int first_temp = 0;
    int top = 0;
    int max_top = 0;
    int expression_base = 0;
    bool careful = false;  // the expression may need more registers than there are
    Reg far_list = kNoReg;
    // Of free variables that get no register: where their cells are in the closure, and the register with that.
    std::unordered_map<const char*, int> far_free;
    Reg closure = kNoReg;
    SourceRange prologue;  // what its first instructions belong to
};

class CodeGenerator {
public:
    CodeGenerator(Arena& arena, const ScopeTree& scopes, const GeneratorOptions& options)
        : arena_(arena), scopes_(scopes), options_(options) {}

    std::shared_ptr<CompiledCode> compile(const Node* root);
    const std::optional<SyntaxError>& error() const { return error_; }

private:
    static constexpr int kNearRegisters = 256;
    static constexpr int kMaxNearVariables = 112;
    static constexpr int kMaxChunk = 30;       // values built into a display at once
    static constexpr int kMaxArguments = 40;   // of a call that passes them in registers
    static constexpr int kCarefulMargin = 64;  // registers that one step of an expression takes

    // ---- units (codegen_units.cpp)
    void module(const Node* root);
    void interactive(const Interactive* root);
    std::shared_ptr<CompiledCode> function_code(const Node* node, const Arguments* args,
                                                Scope* scope);
    std::shared_ptr<CompiledCode> generator_expression_code(const GeneratorExp* node);
    std::shared_ptr<CompiledCode> class_code(const ClassDef* node);
    std::shared_ptr<CompiledCode> finish_unit();
    void begin_unit(Unit& unit, Scope* scope, std::uint32_t first_line);
    void end_unit();
    std::string qualified_name(std::string_view name) const;
    void parameter_counts(const Arguments* args);
    void assign_registers();
    void place_far_variables(std::vector<Symbol*>& variables, int parameters, int free_count);
    void prologue();
    void far_prologue(int parameters);
    void class_prologue(const ClassDef* node);
    void class_epilogue(const ClassDef* node, const SourceRange& at);
    void note_live_ranges();
    void body(const StmtList& statements);
    const Constant* docstring(const StmtList& statements) const;

    // ---- registers
    Unit& unit() { return *unit_; }
    CodeBuilder& out() { return unit_->builder; }
    Reg alloc(int count = 1);
    bool is_temp(Reg reg) const { return reg >= unit_->first_temp; }
    // The destination itself if values can be put on top of it, else a new temporary.
    Reg stack_slot(Reg dst) {
        return dst >= unit_->expression_base && dst == unit_->top - 1 ? dst : alloc();
    }
    Reg scratch(Reg dst) { return is_temp(dst) ? dst : alloc(); }
    class Temporaries {  // released at the end of its scope
    public:
        explicit Temporaries(CodeGenerator& g) : unit_(*g.unit_), top_(g.unit_->top) {}
        ~Temporaries() { unit_.top = top_; }
        Temporaries(const Temporaries&) = delete;
        Temporaries& operator=(const Temporaries&) = delete;

    private:
        Unit& unit_;
        int top_;
    };

    // ---- emitting
    void emit(Op op, int a, int b, int c, const SourceRange& at) { out().emit(op, a, b, c, at); }
    void emit(Op op, int a, int b, int c, const Node* at) { out().emit(op, a, b, c, at->range); }
    void move(Reg dst, Reg src, const SourceRange& at) {
        if (dst != src) emit(Op::MOV, dst, src, 0, at);
    }
    void load_constant(const CodeConstant& value, Reg dst, const SourceRange& at);
    void load_none(Reg dst, const SourceRange& at) { out().emit_wide(Op::LOAD_PRIM, dst, 2, at); }
    void load_name_constant(std::string_view text, Reg dst, const SourceRange& at);
    void call(Reg base, int count, Reg dst, const SourceRange& at) {
        out().emit_site(Op::CALL, base, count, 0, 0, dst, at);
    }
    std::uint32_t name_index(std::string_view text) { return out().name(text); }
    void fail(std::string message, const SourceRange& at, ErrorKind kind = ErrorKind::kSyntaxError);

    // ---- names (codegen_names.cpp)
    std::string_view mangled(std::string_view name) {
        return mangle(arena_, scope_->private_class, name);
    }
    Place place_of(std::string_view name);
    Place place_of_mangled(std::string_view name);
    void load(const Place& place, const Node* at, Reg dst, const SourceRange& range);
    void load_variable(const Name* node, Reg dst) {
        load(place_of(node->id), node, dst, node->range);
    }
    void check_local(const Place& place, const Node* at, const SourceRange& range);
    void store(const Place& place, Reg value, const SourceRange& range);
    void store_name(std::string_view name, Reg value, const SourceRange& range) {
        store(place_of(name), value, range);
    }
    void erase(const Place& place, const SourceRange& range);
    void unbind_quietly(const Place& place, const SourceRange& range);
    Reg far_cell(Reg list, int index, const SourceRange& range);
    void place_free_names(int& next);

    Reg cell_for_closure(std::string_view name, Reg dst, const SourceRange& range);
    // The register of a local variable that isn't in a cell, else kNoReg.
    Reg plain_local(const Node* node);
    bool may_bind(const Node* node, const Symbol* symbol);

    // ---- expressions (codegen_expressions.cpp)
    void begin_expression(const Expr* node);
    int registers_needed(const Node* node);
    Reg operand(const Expr* node, Reg preferred = kNoReg);
    template <typename... Later>
    Reg stable_operand(const Expr* node, Reg preferred, Later... later);
    void into(const Expr* node, Reg dst);
    void into_kind(const Expr* node, Reg dst);
    void into_spilled(const Expr* node, Reg dst);
    void discard(const Expr* node);
    void binary(const BinOp* node, Reg dst);
    void binary_step(const BinOp* node, Reg left, Reg dst);
    bool immediate_binary(const BinOp* node, Reg left, Reg dst);
    void unary(const UnaryOp* node, Reg dst);
    void bool_op(const BoolOp* node, Reg dst);
    void if_exp(const IfExp* node, Reg dst);
    void compare(const Compare* node, Reg dst);
    Reg compare_operand(const Compare* node, std::size_t index, Reg preferred);
    void compare_step(CompareOperator op, Reg left, Reg right, Reg dst, const SourceRange& at);
    void attribute(const Attribute* node, Reg dst);
    void subscript(const Subscript* node, Reg dst);
    Reg index_operand(const Expr* node);
    void slice(const SliceExpr* node, Reg dst);
    Reg slice_parts(const SliceExpr* node, Reg first);
    void named_expr(const NamedExpr* node, Reg dst);
    void yield(const Yield* node, Reg dst);
    void yield_from(const YieldFrom* node, Reg dst);
    void lambda(const Lambda* node, Reg dst);

    // ---- displays and f-strings (codegen_displays.cpp)
    void tuple(const Tuple* node, Reg dst);
    void list(const List* node, Reg dst);
    void set(const Set* node, Reg dst);
    void dict(const Dict* node, Reg dst);
    void collect(const ExprList& items, Reg list, const SourceRange& at, int star_flag);
    bool constant_display(const ExprList& items, Op build, Op extend, Reg dst,
                          const SourceRange& at);
    void display(const ExprList& items, Op build, Op add, Op extend, Reg dst,
                 const SourceRange& at);
    void sequence(const ExprList& items, Op build, Reg dst, const SourceRange& at);
    void joined_str(const JoinedStr* node, Reg dst);
    void formatted_value(const FormattedValue* node, Reg dst);

    // ---- calls (codegen_calls.cpp)
    void call_expression(const Call* node, Reg dst);
    bool check_keywords(const Call* node);
    bool needs_call_ex(const ExprList& args, Slice<Keyword*> keywords) const;
    bool invoke(const Call* node, const Attribute* method, Reg dst);
    void method_call(const Call* node, const Attribute* method, Reg dst);
    bool super_call(const Call* node, const Attribute* method, Reg dst);
    bool super_attribute(const Attribute* node, Reg dst);
    bool load_super(const Attribute* node, Reg base, int flags);
    int arguments(const ExprList& args, Slice<Keyword*> keywords, std::uint32_t* names);
    void call_with_collections(Reg base, const ExprList& args, Slice<Keyword*> keywords, Reg dst,
                               const SourceRange& at);
    void collected_arguments(Reg base, const ExprList& args, const SourceRange& at);
    bool pass_varargs(Reg base, const ExprList& args, const SourceRange& at);
    void collected_keywords(Reg base, Slice<Keyword*> keywords, const SourceRange& at);
    void finish_call(Reg base, const ExprList& args, Slice<Keyword*> keywords, Reg dst,
                     const SourceRange& at);
    bool is_simple_argument(const Expr* node);

    // ---- conditions (codegen_conditions.cpp)
    void jump_if(const Expr* node, bool when, Label& target);
    void jump_if_compare(const Compare* node, bool when, Label& target);
    void jump_compare(CompareOperator op, Reg left, const Compare* node, std::size_t index,
                      bool when, Label& target, Reg* right_out);

    // ---- comprehensions (codegen_comprehensions.cpp)
    void comprehension(const Expr* node, Reg dst);
    void clauses(Slice<Comprehension*> generators, std::size_t index, Reg state, const Expr* node,
                 Reg result);
    void element(const Expr* node, Reg result);
    void comprehension_variables(Scope* scope);
    void generator_expression(const GeneratorExp* node, Reg dst);
    void prepare_iteration(const Expr* iter, Reg state);
    bool prepare_range(const Expr* iter, Reg state);

    // ---- statements (codegen_statements.cpp)
    void statements(const StmtList& list);
    void statement(const Stmt* node);
    void expression_statement(const ExprStmt* node);
    void return_statement(const Return* node);
    void delete_target(const Expr* node);
    void assert_statement(const Assert* node);
    void raise_statement(const Raise* node);
    void if_statement(const If* node);
    void while_statement(const While* node);
    void for_statement(const For* node);
    void break_or_continue(const Stmt* node, bool is_break);
    Label* loop_jump(const StmtList& body);
    void import_statement(const Import* node);
    void import_from(const ImportFrom* node);

    // ---- assignments (codegen_assignments.cpp)
    void assign(const Assign* node);
    void assign_to(const Expr* target, const Expr* value);
    bool assign_in_parallel(const Expr* target, const Expr* value);
    void store_target(const Expr* target, Reg value);
    void unpack(const Expr* target, const ExprList& targets, Reg value);
    void unpack_many(const Expr* target, const ExprList& targets, std::size_t star, Reg value);
    Reg consecutive_locals(const ExprList& targets);
    void aug_assign(const AugAssign* node);
    void ann_assign(const AnnAssign* node);
    void in_place(const AugAssign* node, Reg left, Reg dst);

    // ---- exceptions and leaving blocks (codegen_exceptions.cpp)
    void push_block(Block& block, const SourceRange& at);
    void pop_block(Block& block);
    void close_region(Block& block);
    void protect(const Block& block, std::uint32_t handler, Reg reg);
    std::vector<Block*> unwind(std::size_t down_to, const SourceRange& at);
    void resume_blocks(std::vector<Block*> blocks);
    void leave_block(Block& block, const SourceRange& at);
    bool unwinding_assigns(std::size_t down_to) const;
    void try_statement(const Try* node);
    void try_except(const Try* node);
    void try_finally(const Try* node);
    void except_clause(const ExceptHandler* handler, Reg exception, Reg saved, Label& end);
    void with_statement(const With* node, std::size_t index);
    void call_exit(Reg exit, const SourceRange& at);

    // ---- definitions (codegen_definitions.cpp)
    void function_def(const FunctionDef* node);
    void class_def(const ClassDef* node);
    struct Decorators;
    Decorators decorators(const ExprList& list, Reg dst);
    void apply_decorators(const ExprList& list, const Decorators& made, Reg dst);
    void make_function(std::shared_ptr<CompiledCode> code, const Arguments* args, Scope* scope,
                       const FunctionDef* annotated, Reg dst, const SourceRange& at);
    void closure(Scope* scope, Reg dst, const SourceRange& at);
    void plain_function(std::shared_ptr<CompiledCode> code, Scope* scope, Reg dst,
                        const SourceRange& at);
    // annotations (codegen_annotations.cpp)
    bool annotate_function(const FunctionDef* node);
    void variable_annotations(Scope* scope, std::string_view stored_as, const SourceRange& at);
    void begin_annotations(Unit& annotations, Scope* scope, std::string_view owner,
                           const SourceRange& at);
    void annotation(std::string_view name, const Expr* value, Reg result);
    void future_annotation(const AnnAssign* node);
    void load_text_of(const Expr* node, Reg dst);

    // Counts a level of recursion; fails the compilation when that is one too many.
    class DepthGuard {
    public:
        explicit DepthGuard(CodeGenerator& generator) : generator_(generator) {
            if (++generator.depth_ > kMaxCompileDepth || generator.arena_.stack_exhausted())
                generator.fail(kTooDeepMessage, {}, ErrorKind::kRecursionError);
        }
        ~DepthGuard() { --generator_.depth_; }
        DepthGuard(const DepthGuard&) = delete;
        DepthGuard& operator=(const DepthGuard&) = delete;
        bool ok() const { return !generator_.error_; }

    private:
        CodeGenerator& generator_;
    };

    Arena& arena_;
    const ScopeTree& scopes_;
    const GeneratorOptions& options_;
    Unit* unit_ = nullptr;
    Scope* scope_ = nullptr;  // of the code that is being compiled: the unit's or a comprehension's
    std::optional<SyntaxError> error_;
    int depth_ = 0;
    bool interactive_ = false;
};

template <typename... Later>
Reg CodeGenerator::stable_operand(const Expr* node, Reg preferred, Later... later) {
    // `(x := value)` is in the variable's register as well.
    const Node* variable = node->is<NamedExpr>() ? node->as<NamedExpr>()->target : node;
    Reg local = unit_->scope->has_walrus ? plain_local(variable) : kNoReg;
    if (local == kNoReg) return operand(node, preferred);
    const Symbol* symbol = place_of(variable->as<Name>()->id).symbol;
    if (!((later != nullptr && may_bind(later, symbol)) || ...)) return operand(node, preferred);
    Reg copy = preferred != kNoReg && is_temp(preferred) ? preferred : alloc();
    into(node, copy);
    return copy;
}

}  // namespace krait::compiler
