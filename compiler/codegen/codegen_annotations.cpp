// Annotations: functions named __annotate__ that evaluate them when they are asked for, or strings
// under `from __future__ import annotations`.
#include "compiler/codegen/code_generator.h"
#include "compiler/codegen/unparse.h"

namespace krait::compiler {
namespace {

struct Annotated {
    std::string_view name;
    const Expr* value;
};

std::vector<Annotated> annotations_of(const FunctionDef* node) {
    std::vector<Annotated> result;
    auto note = [&](const Arg* arg) {
        if (arg != nullptr && arg->annotation != nullptr)
            result.push_back({arg->name, arg->annotation});
    };
    const Arguments* args = node->args;
    for (const Arg* arg : args->posonlyargs) note(arg);
    for (const Arg* arg : args->args) note(arg);
    note(args->vararg);
    for (const Arg* arg : args->kwonlyargs) note(arg);
    note(args->kwarg);
    if (node->returns != nullptr) result.push_back({"return", node->returns});
    return result;
}

}  // namespace

// Opens the unit of an __annotate__ function, up to where the annotations follow.
void CodeGenerator::begin_annotations(Unit& inner, Scope* scope, std::string_view owner,
                                      const SourceRange& at) {
    inner.qualname = owner.empty() ? "__annotate__" : std::string(owner) + ".__annotate__";
    begin_unit(inner, scope, at.line);
    CompiledCode& code = out().code();
    code.arg_count = code.posonly_count = 1;
    assign_registers();
    code.local_names[0] = "format";
    prologue();
    Temporaries temporaries(*this);
    Label supported;
    const SourceRange& start = inner.prologue;
    out().jump_if(Op::JUMP_NOT_GT_I, 0, 2, supported, start);
    Reg error = alloc();
    out().emit_site(Op::LOAD_GLOBAL, error, 0, 0, name_index("NotImplementedError"), 0, start);
    emit(Op::RAISE, error, 0, 1, start);
    out().set_unreachable();
    out().bind(supported);
    // Names are looked up in the class's namespace first: in R[0] from here on.
    auto cell = inner.cells.find(arena_.intern("__classdict__").data());
    if (scope->sees_class && cell != inner.cells.end()) {
        out().emit_with(Op::LOAD_CELL, 0, cell->second, 1, name_index("__classdict__"), start);
    }
}

void CodeGenerator::load_text_of(const Expr* node, Reg dst) {
    std::optional<std::string> text = unparse(arena_, node);
    if (!text) return fail(kTooDeepMessage, {}, ErrorKind::kRecursionError);
    load_constant(make_string(*text), dst, node->range);
}

// Adds one annotation to the dict.
void CodeGenerator::annotation(std::string_view name, const Expr* value, Reg result) {
    Temporaries temporaries(*this);
    Reg key = alloc(), item = alloc();
    load_constant(make_string(mangled(name)), key, value->range);
    if (scopes_.future_annotations()) {
        load_text_of(value, item);
    } else if (auto* starred = value->try_as<Starred>()) {
        begin_expression(starred->value);
        into(starred->value, item);
        emit(Op::UNPACK, item, item, 1, value);
    } else {
        begin_expression(value);
        into(value, item);
    }
    unit_->careful = false;
    emit(Op::MAP_SET, result, key, item, value);
}

// The __annotate__ function of a function, in the register on top.
bool CodeGenerator::annotate_function(const FunctionDef* node) {
    std::vector<Annotated> annotations = annotations_of(node);
    if (annotations.empty()) return false;
    Reg dst = alloc();
    Scope* scope = scopes_.scope_of(node->args);
    Scope strings;  // nothing is looked up under the future import
    Symbol parameter;
    if (scope == nullptr) {
        scope = &strings;
        strings.kind = ScopeKind::kAnnotations;
        strings.parent = scope_;
        strings.unit = &strings;
        strings.name = arena_.intern("__annotate__");
        strings.private_class = scope_->private_class;
        strings.symbols.push_back(parameter);
        strings.symbols.back().name = arena_.intern(".format");
        strings.symbols.back().flags = Symbol::kParameter;
        strings.symbols.back().binding = Binding::kLocal;
    }
    Unit inner;
    begin_annotations(inner, scope, qualified_name(mangled(node->name)), node->range);
    Reg result = alloc();
    emit(Op::BUILD_MAP, result, result, 0, node);
    for (const Annotated& item : annotations) annotation(item.name, item.value, result);
    out().emit_return(result, node->range);
    plain_function(finish_unit(), scope, dst, node->range);
    return true;
}

// Stores the __annotate__ function of a module or class; under the future import a dict that is
// filled as the annotations are passed.
void CodeGenerator::variable_annotations(Scope* owner, std::string_view stored_as,
                                         const SourceRange& at) {
    Temporaries temporaries(*this);
    Reg value = alloc();
    bool in_class = owner->kind == ScopeKind::kClass;
    auto keep = [&](std::string_view name) {
        if (in_class || options_.uses_namespace) {
            return out().emit_with(Op::STORE_NAME, value, 0, 0, name_index(name), at);
        }
        out().emit_site(Op::STORE_GLOBAL, value, 0, 0, name_index(name), 0, at);
    };
    if (owner->annotations == nullptr) {
        emit(Op::BUILD_MAP, value, value, 0, at);
        return keep("__annotations__");
    }
    Scope* scope = owner->annotations;
    Unit inner;
    begin_annotations(inner, scope, in_class ? std::string_view(unit_->qualname) : "", at);
    Reg result = alloc(), reached = alloc();
    emit(Op::BUILD_MAP, result, result, 0, at);
    if (owner->conditional_annotations) {
        std::string_view name = arena_.intern("__conditional_annotations__");
        load(place_of_mangled(name), owner->node, reached, at);
    }
    for (const AnnAssign* item : owner->annotated) {
        Label skip;
        int index = scopes_.annotation_index(item);
        if (index >= 0) {
            Temporaries condition(*this);
            Reg number = alloc();
            load_constant(make_int(index), number, item->range);
            emit(Op::IN, number, number, reached, item);
            out().jump_if(Op::JUMP_FALSE, number, 0, skip, item->range);
        }
        annotation(item->target->as<Name>()->id, item->annotation, result);
        out().bind(skip);
    }
    out().emit_return(result, at);
    plain_function(finish_unit(), scope, value, at);
    keep(stored_as);
    if (in_class || !owner->conditional_annotations) return;
    emit(Op::BUILD_SET, value, value, 0, at);
    keep("__conditional_annotations__");
}

void CodeGenerator::future_annotation(const AnnAssign* node) {
    Temporaries temporaries(*this);
    Reg dict = alloc(), key = alloc(), text = alloc();
    std::uint32_t name = name_index("__annotations__");
    if (unit_->scope->kind == ScopeKind::kClass || options_.uses_namespace) {
        out().emit_with(Op::LOAD_NAME, dict, 0, 0, name, node->range);
    } else {
        out().emit_site(Op::LOAD_GLOBAL, dict, 0, 0, name, 0, node->range);
    }
    load_constant(make_string(mangled(node->target->as<Name>()->id)), key, node->range);
    load_text_of(node->annotation, text);
    emit(Op::SET_ITEM, text, dict, key, node);
}

}  // namespace krait::compiler
