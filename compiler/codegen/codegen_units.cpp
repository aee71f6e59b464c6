// Code objects: modules, functions, class bodies; their variables' registers and their prologues.
#include <algorithm>

#include "compiler/bytecode/operands.h"
#include "compiler/codegen/code_generator.h"

namespace krait::compiler {
namespace {

constexpr int kMaxNearFree = 48;  // free variables that get a register
constexpr int kMaxParameters = 254;

SourceRange line_start(std::uint32_t line) {
    return {line, 0, line, 0};
}

}  // namespace

std::shared_ptr<CompiledCode> CodeGenerator::compile(const Node* root) {
    Unit main;
    scope_ = scopes_.root();
    begin_unit(main, scope_, 1);
    out().code().name = out().code().qualname = "<module>";
    out().code().flags |= CompiledCode::kModule;
    if (options_.uses_namespace) out().code().flags |= CompiledCode::kUsesNamespace;
    if (options_.future_annotations) out().code().flags |= CompiledCode::kFutureAnnotations;
    assign_registers();
    main.prologue = line_start(0);
    prologue();
    if (root->kind == NodeKind::kExpression) {
        const Expr* value = root->as<Expression>()->body;
        begin_expression(value);
        out().emit_return(operand(value), value->range);
    } else if (root->kind == NodeKind::kInteractive) {
        interactive(root->as<Interactive>());
    } else {
        module(root);
    }
    return error_ ? nullptr : finish_unit();
}

void CodeGenerator::module(const Node* root) {
    const StmtList& list = root->as<Module>()->body;
    if (scope_->annotations != nullptr || !scope_->annotated.empty()) {
        variable_annotations(scope_, "__annotate__", list[0]->range);
    }
    if (const Constant* text = docstring(list)) {
        Temporaries temporaries(*this);
        Reg value = alloc();
        load_constant(make_string(clean_docstring(text->text)), value, text->range);
        store_name(arena_.intern("__doc__"), value, text->range);
    }
    statements(list);
    SourceRange end = list.empty() ? line_start(1) : list.back()->range;
    out().emit_return(kNoReg, end);
}

void CodeGenerator::interactive(const Interactive* root) {
    if (scope_->annotations != nullptr || !scope_->annotated.empty()) {
        variable_annotations(scope_, "__annotate__", root->body[0]->range);
    }
    interactive_ = true;
    statements(root->body);
    out().emit_return(kNoReg, root->body.empty() ? line_start(1) : root->body.back()->range);
}

// ---- functions and classes

void CodeGenerator::parameter_counts(const Arguments* args) {
    CompiledCode& code = out().code();
    code.posonly_count = static_cast<std::uint32_t>(args->posonlyargs.size());
    code.arg_count = code.posonly_count + static_cast<std::uint32_t>(args->args.size());
    code.kwonly_count = static_cast<std::uint32_t>(args->kwonlyargs.size());
    if (args->vararg != nullptr) code.flags |= CompiledCode::kVarArgs;
    if (args->kwarg != nullptr) code.flags |= CompiledCode::kVarKeywords;
}

std::shared_ptr<CompiledCode> CodeGenerator::function_code(const Node* node, const Arguments* args,
                                                           Scope* scope) {
    auto* function = node->try_as<FunctionDef>();
    std::uint32_t first_line = node->range.line;
    if (function != nullptr && !function->decorator_list.empty()) {
        first_line = function->decorator_list[0]->range.line;
    }
    std::string qualname = qualified_name(scope->name);
    Unit inner;
    inner.qualname = qualname;
    begin_unit(inner, scope, first_line);
    parameter_counts(args);
    if (function == nullptr) out().code().flags |= CompiledCode::kIsLambdaOrComprehension;
    const Constant* text = function != nullptr ? docstring(function->body) : nullptr;
    if (text != nullptr) {
        out().string_constant(clean_docstring(text->text));
        out().code().flags |= CompiledCode::kHasDocstring;
    }
    assign_registers();
    prologue();
    if (function != nullptr) {
        statements(function->body);
        out().emit_return(kNoReg, function->body.back()->range);
    } else {
        const Expr* value = node->as<Lambda>()->body;
        begin_expression(value);
        out().emit_return(operand(value), value->range);
    }
    return finish_unit();
}

std::shared_ptr<CompiledCode> CodeGenerator::generator_expression_code(const GeneratorExp* node) {
    Unit inner;
    inner.qualname = qualified_name("<genexpr>");
    begin_unit(inner, scopes_.scope_of(node), node->range.line);
    out().code().arg_count = 1;
    out().code().posonly_count = 1;
    out().code().flags |= CompiledCode::kIsLambdaOrComprehension;
    assign_registers();
    prologue();
    inner.expression_base = inner.top;
    inner.careful = registers_needed(node) + inner.top > kNearRegisters - kCarefulMargin;
    Reg state = alloc(3);
    const SourceRange& at = node->generators[0]->iter->range;
    move(state, 0, at);
    emit(Op::FOR_PREPARE, state, 1, 0, at);
    clauses(node->generators, 0, state, node, kNoReg);
    out().emit_return(kNoReg, node->range);
    return finish_unit();
}

std::shared_ptr<CompiledCode> CodeGenerator::class_code(const ClassDef* node) {
    std::uint32_t first_line = node->range.line;
    if (!node->decorator_list.empty()) first_line = node->decorator_list[0]->range.line;
    Unit inner;
    inner.qualname = qualified_name(mangled(node->name));
    begin_unit(inner, scopes_.scope_of(node), first_line);
    CompiledCode& code = out().code();
    code.flags |= CompiledCode::kClassBody | CompiledCode::kUsesNamespace;
    for (std::string_view name : scope_->static_attributes)
        code.static_attributes.emplace_back(name);
    assign_registers();
    prologue();
    class_prologue(node);
    statements(node->body);
    class_epilogue(node, node->body.back()->range);
    return finish_unit();
}

void CodeGenerator::class_prologue(const ClassDef* node) {
    const SourceRange at = unit_->prologue;
    Temporaries temporaries(*this);
    Reg value = alloc();
    auto keep = [&](std::string_view name) {
        out().emit_with(Op::STORE_NAME, value, 0, 0, name_index(name), at);
    };
    out().emit_with(Op::LOAD_NAME, value, 0, 0, name_index("__name__"), at);
    keep("__module__");
    load_constant(make_string(unit_->qualname), value, at);
    keep("__qualname__");
    load_constant(make_int(at.line), value, at);
    keep("__firstlineno__");
    if (scope_->needs_classdict_cell) {
        emit(Op::STORE_CELL, 0, unit_->cells.at(arena_.intern("__classdict__").data()), 0, at);
    }
    if (scope_->conditional_annotations) {
        emit(Op::BUILD_SET, value, value, 0, at);
        Reg cell = unit_->cells.at(arena_.intern("__conditional_annotations__").data());
        emit(Op::STORE_CELL, value, cell, 0, at);
    }
    if (scopes_.future_annotations() && !scope_->annotated.empty()) {
        emit(Op::BUILD_MAP, value, value, 0, at);
        keep("__annotations__");
    }
    if (const Constant* text = docstring(node->body)) {
        load_constant(make_string(clean_docstring(text->text)), value, text->range);
        out().emit_with(Op::STORE_NAME, value, 0, 0, name_index("__doc__"), text->range);
    }
}

void CodeGenerator::class_epilogue(const ClassDef* node, const SourceRange& at) {
    if (scope_->annotations != nullptr) {
        variable_annotations(scope_, "__annotate_func__", unit_->prologue);
    }
    (void)node;
    Temporaries temporaries(*this);
    CodeConstant names;
    names.kind = CodeConstant::Kind::Tuple;
    std::vector<std::string> sorted = out().code().static_attributes;
    std::sort(sorted.begin(), sorted.end());
    for (const std::string& name : sorted) names.items.push_back(make_string(name));
    Reg value = alloc();
    load_constant(names, value, at);
    out().emit_with(Op::STORE_NAME, value, 0, 0, name_index("__static_attributes__"), at);
    if (!scope_->needs_class_cell) return out().emit_return(kNoReg, at);
    Reg cell = unit_->cells.at(arena_.intern("__class__").data());
    out().emit_with(Op::STORE_NAME, cell, 0, 0, name_index("__classcell__"), at);
    out().emit_return(cell, at);
}

// ---- units

void CodeGenerator::begin_unit(Unit& inner, Scope* scope, std::uint32_t first_line) {
    inner.parent = unit_;
    inner.outer_scope = scope_;
    inner.scope = scope;
    inner.prologue = line_start(first_line);
    CompiledCode& code = inner.builder.code();
    code.name = scope->name;
    code.qualname = inner.qualname.empty() ? code.name : inner.qualname;
    code.filename = options_.filename;
    code.first_line = first_line;
    if (scope->is_generator) code.flags |= CompiledCode::kGenerator;
    if (unit_ != nullptr && unit_->scope->is_function_like()) code.flags |= CompiledCode::kNested;
    if (scopes_.future_annotations()) code.flags |= CompiledCode::kFutureAnnotations;
    unit_ = &inner;
    scope_ = scope;
}

std::shared_ptr<CompiledCode> CodeGenerator::finish_unit() {
    CompiledCode& code = out().code();
    code.register_count = static_cast<std::uint32_t>(unit_->max_top);
    note_live_ranges();
    out().join_constants();
    if (out().failure() != nullptr) fail(out().failure(), unit_->prologue);
    std::shared_ptr<CompiledCode> result = out().take();
    end_unit();
    return result;
}

void CodeGenerator::end_unit() {
    scope_ = unit_->outer_scope;
    unit_ = unit_->parent;
}

std::string CodeGenerator::qualified_name(std::string_view name) const {
    if (unit_ == nullptr || unit_->scope->kind == ScopeKind::kModule) return std::string(name);
    const Symbol* symbol = scope_->find(name);
    if (symbol != nullptr && (symbol->flags & Symbol::kGlobalDeclared) != 0)
        return std::string(name);
    bool in_function = unit_->scope->is_function_like();
    return unit_->qualname + (in_function ? ".<locals>." : ".") + std::string(name);
}

// ---- variables

// Parameters, other variables (those that must be cleared together), cells, free variables.
void CodeGenerator::assign_registers() {
    Scope* scope = unit_->scope;
    CompiledCode& code = out().code();
    std::vector<Symbol*> parameters, plain, cleared, cells;
    bool function = scope->is_function_like();
    for (Symbol& symbol : scope->symbols) {
        if (!function || symbol.binding != Binding::kLocal || !symbol.bound()) continue;
        symbol.reg = symbol.far = -1;
        if (symbol.flags & Symbol::kParameter) {
            parameters.push_back(&symbol);
        } else if (symbol.captured) {
            cells.push_back(&symbol);
        } else {
            bool clear = symbol.needs_clear || scope->is_generator;
            symbol.needs_clear = clear;
            (clear ? cleared : plain).push_back(&symbol);
        }
    }
    int first = 0;
    if (code.flags & CompiledCode::kUsesNamespace) {
        first = 1;
        code.local_names.emplace_back();
    }
    std::vector<Symbol*> variables = parameters;
    variables.insert(variables.end(), plain.begin(), plain.end());
    variables.insert(variables.end(), cleared.begin(), cleared.end());
    variables.insert(variables.end(), cells.begin(), cells.end());
    int free_count = std::min(static_cast<int>(scope->free_names.size()), kMaxNearFree + 1);
    int parameter_count = static_cast<int>(parameters.size());
    if (parameter_count > kMaxParameters) {
        fail("more than 254 parameters are not supported", unit_->prologue);
    }
    if (static_cast<int>(variables.size()) + free_count > kMaxNearVariables) {
        return place_far_variables(variables, parameter_count, free_count);
    }
    int next = first;
    for (Symbol* symbol : variables) symbol->reg = next++;
    for (Symbol* symbol : variables) code.local_names.emplace_back(symbol->name);
    auto own_cell = [&](bool needed, const char* name) {
        if (!needed) return;
        code.local_names.emplace_back(name);
        unit_->cells[arena_.intern(name).data()] = next++;
    };
    if (scope->kind == ScopeKind::kClass) {
        own_cell(scope->needs_class_cell, "__class__");
        own_cell(scope->needs_classdict_cell, "__classdict__");
        own_cell(scope->conditional_annotations, "__conditional_annotations__");
    }
    place_free_names(next);
    unit_->first_temp = unit_->top = unit_->max_top = next;
}

// The first free variables get registers with their cells; of the others the closure itself is asked.
void CodeGenerator::place_free_names(int& next) {
    CompiledCode& code = out().code();
    const auto& names = unit_->scope->free_names;
    if (names.size() > kMaxNearFree) {
        unit_->closure = next++;
        // The compiler's own are wanted in a register.
        for (std::size_t i = kMaxNearFree; i < names.size(); ++i) {
            if (!names[i].starts_with("__class") && names[i] != "__conditional_annotations__")
                continue;
            unit_->cells[names[i].data()] = next++;
        }
        auto named = static_cast<std::size_t>(next);
        if (code.local_names.size() < named) code.local_names.resize(named);
    }
    code.free_base = static_cast<std::uint32_t>(next);
    for (std::size_t i = 0; i < names.size(); ++i) {
        code.free_names.emplace_back(names[i]);
        if (i < kMaxNearFree) {
            unit_->cells[names[i].data()] = next++;
        } else if (!unit_->cells.contains(names[i].data())) {
            unit_->far_free[names[i].data()] = static_cast<int>(i);
        }
    }
}

// Too many for the near registers: the first ones stay there, the others are cells in a list.
void CodeGenerator::place_far_variables(std::vector<Symbol*>& variables, int parameters,
                                        int free_count) {
    CompiledCode& code = out().code();
    int first = code.flags & CompiledCode::kUsesNamespace ? 1 : 0;
    int near = kMaxNearVariables - free_count - first - 1;
    int next = first;
    for (std::size_t i = 0; i < variables.size(); ++i) {
        Symbol* symbol = variables[i];
        bool is_parameter = static_cast<int>(i) < parameters;
        if (static_cast<int>(i) < near) {
            symbol->reg = next++;
            code.local_names.emplace_back(symbol->name);
            continue;
        }
        if (is_parameter) code.local_names.emplace_back(symbol->name);
        symbol->far = static_cast<int>(code.far_locals.size());
        code.far_locals.emplace_back(symbol->name);
    }
    unit_->far_list = next++;
    if (static_cast<int>(code.local_names.size()) < next) code.local_names.resize(next);
    code.far_list = static_cast<std::uint32_t>(unit_->far_list);
    place_free_names(next);
    unit_->first_temp = unit_->top = unit_->max_top = next;
}

void CodeGenerator::prologue() {
    const SourceRange at = unit_->prologue;
    Scope* scope = unit_->scope;
    CompiledCode& code = out().code();
    if (scope->is_generator) emit(Op::RETURN_GENERATOR, 0, 0, 0, at);
    if (unit_->far_list != kNoReg)
        far_prologue(static_cast<int>(code.arg_count + code.kwonly_count));
    const auto& free_names = scope->free_names;
    if (!free_names.empty()) {
        int near = std::min(static_cast<int>(free_names.size()), kMaxNearFree);
        emit(Op::COPY_FREE, static_cast<int>(code.free_base), near, 0, at);
    }
    if (unit_->closure != kNoReg) {
        emit(Op::COPY_FREE, unit_->closure, 0, 0, at);
        for (std::size_t i = kMaxNearFree; i < free_names.size(); ++i) {
            auto cell = unit_->cells.find(free_names[i].data());
            if (cell == unit_->cells.end()) continue;
            Temporaries temporaries(*this);
            move(cell->second, far_cell(unit_->closure, static_cast<int>(i), at), at);
        }
    }
    int clear_from = -1, clear_count = 0;
    for (Symbol& symbol : scope->symbols) {
        if (!scope->is_function_like() || symbol.binding != Binding::kLocal || symbol.reg < 0)
            continue;
        if (!symbol.bound()) continue;
        bool parameter = (symbol.flags & Symbol::kParameter) != 0;
        if (symbol.captured) {
            emit(parameter ? Op::MAKE_CELL : Op::NEW_CELL, symbol.reg, 0, 0, at);
            code.cell_names.emplace_back(symbol.name);
        } else if (!parameter && symbol.needs_clear) {
            clear_from = clear_from < 0 ? symbol.reg : std::min(clear_from, symbol.reg);
            ++clear_count;
        }
    }
    if (scope->kind == ScopeKind::kClass) {
        for (std::size_t i = 1; i < code.local_names.size(); ++i) {
            if (code.local_names[i].empty()) continue;
            emit(Op::NEW_CELL, static_cast<int>(i), 0, 0, at);
            code.cell_names.push_back(code.local_names[i]);
        }
    }
    if (clear_count > 0) emit(Op::CLEAR_LOCALS, clear_from, clear_count, 0, at);
}

// Makes the list of cells. Parameters beyond the near ones arrive where temporaries will be, so
// they are moved first of all.
void CodeGenerator::far_prologue(int) {
    const SourceRange at = unit_->prologue;
    CompiledCode& code = out().code();
    int parameters = 0;
    for (const Symbol& symbol : unit_->scope->symbols) {
        if (symbol.flags & Symbol::kParameter) ++parameters;
    }
    Temporaries temporaries(*this);
    unit_->top = std::max(unit_->top, parameters);
    Reg list = alloc(), cell = alloc();
    emit(Op::BUILD_LIST, list, list, 0, at);
    std::size_t far_parameters = 0;
    int index = 0;
    for (const Symbol& symbol : unit_->scope->symbols) {
        if ((symbol.flags & Symbol::kParameter) == 0) continue;
        if (symbol.far >= 0) {
            emit(Op::MAKE_CELL, index, 0, 0, at);
            emit(Op::LIST_APPEND, list, index, 0, at);
            ++far_parameters;
        }
        ++index;
    }
    for (std::size_t i = far_parameters; i < code.far_locals.size(); ++i) {
        emit(Op::NEW_CELL, cell, 0, 0, at);
        emit(Op::LIST_APPEND, list, cell, 0, at);
    }
    move(unit_->far_list, list, at);
}

// From where on each variable's register means something (CompiledCode::live_from): behind the first instruction that
// writes it, which for those that may be unbound, or are cells, is in the prologue.
void CodeGenerator::note_live_ranges() {
    CompiledCode& code = out().code();
    code.live_from.assign(code.local_names.size(), 0);
    std::vector<bool> open(code.local_names.size(), false);
    for (const Symbol& symbol : unit_->scope->symbols) {
        if (symbol.reg < 0 || symbol.binding != Binding::kLocal) continue;
        if (symbol.flags & Symbol::kParameter) continue;
        if (!unit_->scope->is_function_like()) continue;
        open[static_cast<std::size_t>(symbol.reg)] = true;
        code.live_from[static_cast<std::size_t>(symbol.reg)] = 0xFFFFFFFF;
    }
    if (unit_->far_list != kNoReg) {
        open[static_cast<std::size_t>(unit_->far_list)] = true;
        code.live_from[static_cast<std::size_t>(unit_->far_list)] = 0xFFFFFFFF;
    }
    for (std::uint32_t pc = 0; pc < code.words.size();) {
        const OpInfo& op = info(op_of(code.words[pc]));
        std::uint32_t end = pc + op.words;
        for_each_written(&code.words[pc], [&](unsigned first, unsigned count) {
            for (unsigned reg = first; reg < first + count && reg < open.size(); ++reg) {
                if (!open[reg]) continue;
                open[reg] = false;
                code.live_from[reg] = end;
            }
        });
        pc = end;
    }
}

// ---- helpers

Reg CodeGenerator::alloc(int count) {
    Reg first = unit_->top;
    unit_->top += count;
    if (unit_->top > kNearRegisters) {
        fail("expression or block nesting needs too many registers", unit_->prologue);
        unit_->top = first;
        return unit_->first_temp;
    }
    unit_->max_top = std::max(unit_->max_top, unit_->top);
    // What a spill will save must be a value, not what a call left in the register.
    if (unit_->careful) emit(Op::CLEAR_LOCALS, first, count, 0, unit_->prologue);
    return first;
}

void CodeGenerator::fail(std::string message, const SourceRange& at, ErrorKind kind) {
    if (error_) return;
    error_.emplace();
    error_->kind = kind;
    error_->message = std::move(message);
    error_->range = at;
}

void CodeGenerator::load_constant(const CodeConstant& value, Reg dst, const SourceRange& at) {
    switch (value.kind) {
        case CodeConstant::Kind::None: return out().emit_wide(Op::LOAD_PRIM, dst, 2, at);
        case CodeConstant::Kind::False: return out().emit_wide(Op::LOAD_PRIM, dst, 6, at);
        case CodeConstant::Kind::True: return out().emit_wide(Op::LOAD_PRIM, dst, 7, at);
        case CodeConstant::Kind::Ellipsis: return out().emit_wide(Op::LOAD_PRIM, dst, 10, at);
        case CodeConstant::Kind::Int:
            if (value.integer >= INT16_MIN && value.integer <= INT16_MAX) {
                return out().emit_wide(Op::LOAD_INT, dst, static_cast<int>(value.integer) & 0xFFFF,
                                       at);
            }
            break;
        default: break;
    }
    if (!out().reachable()) return;
    out().emit_with(Op::LOAD_CONST, dst, 0, 0, out().constant(value), at);
}

const Constant* CodeGenerator::docstring(const StmtList& list) const {
    if (list.empty()) return nullptr;
    auto* first = list[0]->try_as<ExprStmt>();
    auto* text = first != nullptr ? first->value->try_as<Constant>() : nullptr;
    return text != nullptr && text->constant_kind == ConstantKind::kStr ? text : nullptr;
}

}  // namespace krait::compiler
