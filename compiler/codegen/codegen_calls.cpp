// Calls. The window of a call starts at a temporary: the callee, three registers for the frame's
// header, the arguments.
#include <algorithm>

#include "compiler/codegen/code_generator.h"

namespace krait::compiler {
namespace {

// Where an attribute stands on another line than what it belongs to, errors point at its name.
SourceRange method_range(const Attribute* method, const SourceRange& whole) {
    if (method->range.line == method->attr_range.line) return whole;
    return {method->attr_range.line, method->attr_range.col, whole.end_line, whole.end_col};
}

}  // namespace

void CodeGenerator::call_expression(const Call* node, Reg dst) {
    if (!check_keywords(node)) return;
    auto* method = node->func->try_as<Attribute>();
    bool in_registers = !needs_call_ex(node->args, node->keywords);
    if (method != nullptr && in_registers) {
        if (super_call(node, method, dst) || invoke(node, method, dst)) return;
        return method_call(node, method, dst);
    }
    Reg base = stack_slot(dst);
    into(node->func, base);
    alloc(kFrameHeader - 1);
    finish_call(base, node->args, node->keywords, dst, node->range);
}

bool CodeGenerator::check_keywords(const Call* node) {
    for (std::size_t i = 0; i < node->keywords.size(); ++i) {
        const Keyword* keyword = node->keywords[i];
        if (keyword->arg.data() == nullptr) continue;
        for (std::size_t j = 0; j < i; ++j) {
            if (node->keywords[j]->arg.data() != keyword->arg.data()) continue;
            fail("keyword argument repeated: " + std::string(keyword->arg), keyword->range);
            return false;
        }
    }
    return true;
}

bool CodeGenerator::needs_call_ex(const ExprList& args, Slice<Keyword*> keywords) const {
    if (args.size() + keywords.size() > kMaxArguments) return true;
    for (const Expr* arg : args) {
        if (arg->is<Starred>()) return true;
    }
    for (const Keyword* keyword : keywords) {
        if (keyword->arg.data() == nullptr) return true;
    }
    return false;
}

// Evaluates the arguments into the registers on top; the number of positional ones.
int CodeGenerator::arguments(const ExprList& args, Slice<Keyword*> keywords, std::uint32_t* names) {
    for (const Expr* arg : args) into(arg, alloc());
    CodeConstant tuple;
    tuple.kind = CodeConstant::Kind::Tuple;
    for (const Keyword* keyword : keywords) {
        into(keyword->value, alloc());
        CodeConstant name;
        name.kind = CodeConstant::Kind::Name;
        name.text = mangled(keyword->arg);
        tuple.items.push_back(std::move(name));
    }
    if (!keywords.empty()) *names = out().constant(tuple);
    return static_cast<int>(args.size());
}

// The callee is in place, its frame header reserved.
void CodeGenerator::finish_call(Reg base, const ExprList& args, Slice<Keyword*> keywords, Reg dst,
                                const SourceRange& at) {
    if (needs_call_ex(args, keywords)) return call_with_collections(base, args, keywords, dst, at);
    std::uint32_t names = 0;
    int count = arguments(args, keywords, &names);
    if (keywords.empty()) return call(base, count, dst, at);
    out().emit_site(Op::CALL_KW, base, count, static_cast<int>(keywords.size()), names, dst, at);
}

// ---- methods

bool CodeGenerator::is_simple_argument(const Expr* node) {
    if (plain_local(node) != kNoReg) return !scopes_.needs_check(node);
    return fold_constant(node).has_value();
}

// Lookup and call in one instruction, where nobody can tell that the arguments were loaded before
// the lookup.
bool CodeGenerator::invoke(const Call* node, const Attribute* method, Reg dst) {
    if (!node->keywords.empty()) return false;
    for (const Expr* arg : node->args) {
        if (!is_simple_argument(arg)) return false;
    }
    Reg base = stack_slot(dst);
    alloc(kFrameHeader - 1);
    Reg self = alloc();
    Reg receiver = operand(method->value, self);
    std::uint32_t unused = 0;
    int count = arguments(node->args, node->keywords, &unused);
    out().emit_invoke(base, receiver, count, name_index(mangled(method->attr)), dst,
                      method_range(method, node->range), method_range(method, method->range));
    return true;
}

void CodeGenerator::method_call(const Call* node, const Attribute* method, Reg dst) {
    Reg base = stack_slot(dst);
    alloc(kFrameHeader - 1);
    Reg self = alloc();
    Reg receiver = operand(method->value, self);
    out().emit_site(Op::LOAD_METHOD, base, receiver, 0, name_index(mangled(method->attr)), base,
                    method_range(method, method->range));
    std::uint32_t names = 0;
    int count = arguments(node->args, node->keywords, &names);
    SourceRange at = method_range(method, node->range);
    if (node->keywords.empty()) {
        return out().emit_site(Op::CALL_METHOD, base, count, 0, 0, dst, at);
    }
    out().emit_site(Op::CALL_METHOD_KW, base, count, static_cast<int>(node->keywords.size()), names,
                    dst, at);
}

// ---- super

bool CodeGenerator::super_call(const Call* node, const Attribute* method, Reg dst) {
    auto* call_node = method->value->try_as<Call>();
    if (call_node == nullptr) return false;
    Reg top = unit_->top;
    Reg base = stack_slot(dst);
    if (!load_super(method, base, 1)) {
        unit_->top = top;
        return false;
    }
    std::uint32_t names = 0;  // load_super reserved everything up to the first argument
    int count = arguments(node->args, node->keywords, &names);
    SourceRange at = method_range(method, node->range);
    if (node->keywords.empty()) {
        out().emit_site(Op::CALL_METHOD, base, count, 0, 0, dst, at);
    } else {
        out().emit_site(Op::CALL_METHOD_KW, base, count, static_cast<int>(node->keywords.size()),
                        names, dst, at);
    }
    return true;
}

bool CodeGenerator::super_attribute(const Attribute* node, Reg dst) {
    if (!node->value->is<Call>()) return false;
    Reg top = unit_->top;
    Reg base = stack_slot(dst);
    if (!load_super(node, base, 0)) {
        unit_->top = top;
        return false;
    }
    move(dst, base, node->range);
    return true;
}

// `super().name` and `super(C, x).name` without a super object, where `super` is no variable
// of a function and, for the first form, there are a __class__ cell and a first parameter.
bool CodeGenerator::load_super(const Attribute* node, Reg base, int flags) {
    auto* call_node = node->value->as<Call>();
    auto* callee = call_node->func->try_as<Name>();
    Scope* scope = unit_->scope;
    if (callee == nullptr || callee->id != "super" || !call_node->keywords.empty()) return false;
    // CPython's rule, which shows in errors: not if the module's own code mentions the name.
    if (scopes_.root()->find(callee->id) != nullptr) return false;
    if (scope->kind != ScopeKind::kFunction && scope->kind != ScopeKind::kLambda) return false;
    Place place = place_of(callee->id);
    if (place.kind != Place::Kind::kGlobal) return false;
    std::size_t count = call_node->args.size();
    if (count == 2) {
        if (call_node->args[0]->is<Starred>() || call_node->args[1]->is<Starred>()) return false;
        load(place, callee, base, callee->range);
        into(call_node->args[0], alloc());
        into(call_node->args[1], alloc());
    } else {
        auto cell = unit_->cells.find(arena_.intern("__class__").data());
        bool self = !scope->symbols.empty() && out().code().arg_count > 0;
        if (count != 0 || cell == unit_->cells.end() || !self) return false;
        const Symbol& first = scope->symbols.front();
        load(place, callee, base, callee->range);
        out().emit_with(Op::LOAD_CELL, alloc(), cell->second, 1, name_index("__class__"),
                        call_node->range);
        Scope* inner = std::exchange(scope_, scope);
        Place parameter = place_of_mangled(first.name);
        scope_ = inner;
        Reg self_register = alloc();
        if (parameter.kind == Place::Kind::kRegister && (first.flags & Symbol::kDeleted))
            out().emit_with(Op::CHECK_LOCAL, parameter.reg, 0, 0, name_index(first.name),
                            call_node->range);
        load(parameter, call_node, self_register, call_node->range);
        flags |= 2;
    }
    alloc(2);  // what LOAD_SUPER leaves for a method call
    out().emit_with(Op::LOAD_SUPER, base, 0, flags, name_index(mangled(node->attr)),
                    method_range(node, node->range));
    return true;
}

// ---- *args and **kwargs

void CodeGenerator::call_with_collections(Reg base, const ExprList& args, Slice<Keyword*> keywords,
                                          Reg dst, const SourceRange& at) {
    collected_arguments(base, args, at);
    if (!keywords.empty()) collected_keywords(base, keywords, at);
    out().emit_with(Op::CALL_EX, base, 0, keywords.empty() ? 0 : 1, static_cast<Word>(dst) << 24,
                    at);
}

// A function that hands its own *args on, unchanged: the tuple itself.
bool CodeGenerator::pass_varargs(Reg base, const ExprList& args, const SourceRange& at) {
    if (args.size() != 1 || scope_ != unit_->scope) return false;
    auto* star = args[0]->try_as<Starred>();
    auto* name = star != nullptr ? star->value->try_as<Name>() : nullptr;
    const FunctionDef* function = scope_->node->try_as<FunctionDef>();
    if (name == nullptr || function == nullptr || function->args->vararg == nullptr) return false;
    if (name->id.data() != function->args->vararg->name.data()) return false;
    Place place = place_of(name->id);
    if (place.kind != Place::Kind::kRegister) return false;
    if (place.symbol->flags & (Symbol::kAssigned | Symbol::kImported | Symbol::kDeleted))
        return false;
    move(base + kFrameHeader, place.reg, at);
    return true;
}

void CodeGenerator::collected_arguments(Reg base, const ExprList& args, const SourceRange& at) {
    Reg list = alloc();
    if (pass_varargs(base, args, at)) return;
    if (args.empty()) return emit(Op::BUILD_TUPLE, list, list, 0, at);
    std::size_t plain = 0;
    while (plain < args.size() && plain < kMaxChunk && !args[plain]->is<Starred>()) ++plain;
    {
        Temporaries temporaries(*this);
        sequence(ExprList(args.data(), plain), Op::BUILD_LIST, list, at);
    }
    bool single = args.size() == 1;
    collect(args.subslice(plain), list, at, single ? 2 : 1);
}

void CodeGenerator::collected_keywords(Reg base, Slice<Keyword*> keywords, const SourceRange& at) {
    constexpr std::size_t kMaxPairs = kMaxChunk / 2;
    Reg dict = alloc();
    bool started = false;
    for (std::size_t i = 0; i < keywords.size();) {
        Temporaries temporaries(*this);
        if (keywords[i]->arg.data() == nullptr) {
            if (!started) emit(Op::BUILD_MAP, dict, dict, 0, at);
            emit(Op::DICT_MERGE, dict, operand(keywords[i]->value), base, at);
            ++i;
        } else {
            std::size_t count = 0;
            Reg first = unit_->top;
            for (; i < keywords.size() && count < kMaxPairs && keywords[i]->arg.data() != nullptr;
                 ++i) {
                Reg key = alloc();
                load_name_constant(mangled(keywords[i]->arg), key, keywords[i]->value->range);
                into(keywords[i]->value, alloc());
                ++count;
            }
            Reg group = started ? first : dict;
            emit(Op::BUILD_MAP, group, first, static_cast<int>(count), at);
            if (started) emit(Op::DICT_MERGE, dict, group, base, at);
        }
        started = true;
    }
}

void CodeGenerator::load_name_constant(std::string_view text, Reg dst, const SourceRange& at) {
    if (out().reachable()) out().emit_with(Op::LOAD_CONST, dst, 0, 0, name_index(text), at);
}

}  // namespace krait::compiler
