// def, class, lambda: making functions and classes.
#include "compiler/codegen/code_generator.h"

namespace krait::compiler {

// ---- functions

// The cells that the function's closure consists of, as a tuple.
void CodeGenerator::closure(Scope* scope, Reg dst, const SourceRange& at) {
    Temporaries temporaries(*this);
    if (scope->free_names.size() > kMaxChunk) {
        emit(Op::BUILD_LIST, dst, dst, 0, at);
        Reg cell = alloc();
        for (std::string_view name : scope->free_names)
            emit(Op::LIST_APPEND, dst, cell_for_closure(name, cell, at), 0, at);
        return emit(Op::LIST_TO_TUPLE, dst, dst, 0, at);
    }
    Reg first = unit_->top;
    for (std::string_view name : scope->free_names) cell_for_closure(name, alloc(), at);
    emit(Op::BUILD_TUPLE, dst, first, static_cast<int>(scope->free_names.size()), at);
}

// A function without defaults or annotations.
void CodeGenerator::plain_function(std::shared_ptr<CompiledCode> code, Scope* scope, Reg dst,
                                   const SourceRange& at) {
    make_function(std::move(code), nullptr, scope, nullptr, dst, at);
}

void CodeGenerator::make_function(std::shared_ptr<CompiledCode> code, const Arguments* args,
                                  Scope* scope, const FunctionDef* annotated, Reg dst,
                                  const SourceRange& at) {
    if (error_ || !out().reachable()) return;
    Temporaries temporaries(*this);
    int flags = 0;
    Reg first = unit_->top;
    if (args != nullptr && !args->defaults.empty()) {
        flags |= 1;
        Reg defaults = alloc();
        CodeConstant constants;
        constants.kind = CodeConstant::Kind::Tuple;
        for (const Expr* value : args->defaults) {
            auto constant = fold_constant(value);
            if (!constant) break;
            constants.items.push_back(std::move(*constant));
        }
        if (constants.items.size() == args->defaults.size()) {
            load_constant(constants, defaults, at);
        } else if (args->defaults.size() <= kMaxChunk) {
            Temporaries items(*this);
            sequence(args->defaults, Op::BUILD_TUPLE, defaults, at);
        } else {
            emit(Op::BUILD_LIST, defaults, defaults, 0, at);
            collect(args->defaults, defaults, at, 0);
            emit(Op::LIST_TO_TUPLE, defaults, defaults, 0, at);
        }
    }
    bool keyword_defaults = false;
    for (std::size_t i = 0; args != nullptr && i < args->kwonlyargs.size(); ++i) {
        const Expr* value = args->kw_defaults[i];
        if (value == nullptr) continue;
        if (!keyword_defaults) {
            Reg dict = alloc();
            emit(Op::BUILD_MAP, dict, dict, 0, at);
        }
        keyword_defaults = true;
        flags |= 2;
        Reg dict = unit_->top - 1;
        Temporaries items(*this);
        Reg key = alloc();
        load_name_constant(mangled(args->kwonlyargs[i]->name), key, args->kwonlyargs[i]->range);
        emit(Op::MAP_SET, dict, key, operand(value), at);
    }
    if (annotated != nullptr && annotate_function(annotated)) flags |= 4;
    if (!scope->free_names.empty()) {
        flags |= 8;
        closure(scope, alloc(), at);
    }
    out().emit_with(Op::MAKE_FUNCTION, dst, flags == 0 ? 0 : first, flags,
                    out().code_constant(std::move(code)), at);
}

// ---- decorators: nested call windows, the innermost of which gets the function or class

struct CodeGenerator::Decorators {
    std::vector<Reg> windows;
    Reg list = kNoReg;       // too many for windows: the decorators
    Reg decorated = kNoReg;  // where the function or class is to be put
};

CodeGenerator::Decorators CodeGenerator::decorators(const ExprList& list, Reg dst) {
    constexpr std::size_t kMaxWindows = 16;
    Decorators made;
    if (list.size() > kMaxWindows) {
        made.list = alloc();
        emit(Op::BUILD_LIST, made.list, made.list, 0, list[0]->range);
        for (const Expr* decorator : list) {
            Temporaries temporaries(*this);
            begin_expression(decorator);
            Reg value = alloc();
            into(decorator, value);
            unit_->careful = false;
            emit(Op::LIST_APPEND, made.list, value, 0, decorator->range);
        }
        made.decorated = alloc();
        return made;
    }
    std::vector<Reg>& windows = made.windows;
    for (const Expr* decorator : list) {
        Reg base = alloc();
        windows.push_back(base);
        begin_expression(decorator);
        into(decorator, base);
        unit_->careful = false;
        alloc(kFrameHeader - 1);
    }
    made.decorated = windows.empty() ? dst : alloc();
    return made;
}

void CodeGenerator::apply_decorators(const ExprList& list, const Decorators& made, Reg dst) {
    const std::vector<Reg>& windows = made.windows;
    for (std::size_t i = made.list == kNoReg ? 0 : list.size(); i-- > 0;) {
        Temporaries temporaries(*this);
        Reg base = far_cell(made.list, static_cast<int>(i), list[i]->range);
        alloc(kFrameHeader - 1);
        Reg argument = alloc();
        move(argument, made.decorated, list[i]->range);
        call(base, 1, i == 0 ? dst : made.decorated, list[i]->range);
    }
    if (made.list != kNoReg) return;
    for (std::size_t i = list.size(); i-- > 0;) {
        Reg result = i == 0 ? dst : windows[i - 1] + kFrameHeader;
        call(windows[i], 1, result, list[i]->range);
    }
}

void CodeGenerator::function_def(const FunctionDef* node) {
    Scope* scope = scopes_.scope_of(node);
    Place place = place_of(node->name);
    Reg dst = place.kind == Place::Kind::kRegister ? place.reg : alloc();
    unit_->expression_base = unit_->top;
    Decorators made = decorators(node->decorator_list, dst);
    std::shared_ptr<CompiledCode> code = function_code(node, node->args, scope);
    make_function(std::move(code), node->args, scope, node, made.decorated, node->range);
    apply_decorators(node->decorator_list, made, dst);
    store(place, dst, node->range);
}

// ---- classes

void CodeGenerator::class_def(const ClassDef* node) {
    Place place = place_of(node->name);
    Reg dst = place.kind == Place::Kind::kRegister ? place.reg : alloc();
    unit_->expression_base = unit_->top;
    Decorators made = decorators(node->decorator_list, dst);
    Reg result = made.decorated;
    Reg base = alloc(kFrameHeader);
    emit(Op::LOAD_BUILD_CLASS, base, 0, 0, node);
    std::shared_ptr<CompiledCode> code = class_code(node);
    if (error_) return;
    Reg body = alloc();
    plain_function(std::move(code), scopes_.scope_of(node), body, node->range);
    Reg name = alloc();
    load_constant(make_string(node->name), name, node->range);
    if (!needs_call_ex(node->bases, node->keywords)) {
        std::uint32_t names = 0;
        int count = arguments(node->bases, node->keywords, &names) + 2;
        if (node->keywords.empty()) {
            call(base, count, result, node->range);
        } else {
            out().emit_site(Op::CALL_KW, base, count, static_cast<int>(node->keywords.size()),
                            names, result, node->range);
        }
    } else {
        // Body and name come first in the list of arguments.
        emit(Op::BUILD_LIST, body, body, 2, node);
        unit_->top = body + 1;
        collect(node->bases, body, node->range, 1);
        if (!node->keywords.empty()) collected_keywords(base, node->keywords, node->range);
        out().emit_with(Op::CALL_EX, base, 0, node->keywords.empty() ? 0 : 1,
                        static_cast<Word>(result) << 24, node->range);
    }
    apply_decorators(node->decorator_list, made, dst);
    store(place, dst, node->range);
}

}  // namespace krait::compiler
