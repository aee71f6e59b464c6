// Variables: where they live, loading, storing, deleting.
#include "compiler/codegen/code_generator.h"
#include "compiler/scopes/ast_walk.h"

namespace krait::compiler {

Place CodeGenerator::place_of(std::string_view name) {
    return place_of_mangled(mangled(name));
}

Place CodeGenerator::place_of_mangled(std::string_view name) {
    Place place;
    place.name = name;
    Symbol* symbol = lookup(scope_, name);
    if (symbol == nullptr) return place;
    place.symbol = symbol;
    switch (symbol->binding) {
        case Binding::kLocal:
            if (symbol->far >= 0) {
                place.kind = Place::Kind::kFarCell;
                place.reg = symbol->far;
            } else {
                place.kind = symbol->captured ? Place::Kind::kCell : Place::Kind::kRegister;
                place.reg = symbol->reg;
            }
            break;
        case Binding::kFree:
        case Binding::kClassFree: {
            auto far = unit_->far_free.find(name.data());
            place.is_far = far != unit_->far_free.end();
            place.reg = place.is_far ? far->second : unit_->cells.at(name.data());
            place.is_free = symbol->binding == Binding::kFree;
            place.kind = !place.is_free ? Place::Kind::kClassFree
                         : place.is_far ? Place::Kind::kFarCell
                                        : Place::Kind::kCell;
            break;
        }
        case Binding::kName: place.kind = Place::Kind::kName; break;
        case Binding::kGlobal: break;
    }
    return place;
}

Reg CodeGenerator::plain_local(const Node* node) {
    auto* name = node->try_as<Name>();
    if (name == nullptr || name->id == "__debug__") return kNoReg;
    Place place = place_of(name->id);
    return place.kind == Place::Kind::kRegister ? place.reg : kNoReg;
}

void CodeGenerator::check_local(const Place& place, const Node* at, const SourceRange& range) {
    if (!scopes_.needs_check(at)) return;
    out().emit_with(Op::CHECK_LOCAL, place.reg, 0, 0, name_index(place.name), range);
}

// A temporary with an item of a list or tuple, such as the cell of a far variable.
Reg CodeGenerator::far_cell(Reg list, int index, const SourceRange& range) {
    Reg cell = alloc();
    if (index < 128) {
        emit(Op::GET_ITEM_I, cell, list, index, range);
    } else {
        load_constant(make_int(index), cell, range);
        emit(Op::GET_ITEM, cell, list, cell, range);
    }
    return cell;
}

void CodeGenerator::load(const Place& place, const Node* at, Reg dst, const SourceRange& range) {
    switch (place.kind) {
        case Place::Kind::kRegister:
            check_local(place, at, range);
            return move(dst, place.reg, range);
        case Place::Kind::kCell:
            return out().emit_with(Op::LOAD_CELL, dst, place.reg, place.is_free,
                                   name_index(place.name), range);
        case Place::Kind::kFarCell: {
            Temporaries temporaries(*this);
            Reg cell = far_cell(place.is_free ? unit_->closure : unit_->far_list, place.reg, range);
            return out().emit_with(Op::LOAD_CELL, dst, cell, place.is_free, name_index(place.name),
                                   range);
        }
        case Place::Kind::kGlobal:
            return out().emit_site(Op::LOAD_GLOBAL, dst, 0, 0, name_index(place.name), 0, range);
        case Place::Kind::kName:
            return out().emit_with(Op::LOAD_NAME, dst, 0, 0, name_index(place.name), range);
        case Place::Kind::kClassFree: {
            Temporaries temporaries(*this);
            Reg cell = place.is_far ? far_cell(unit_->closure, place.reg, range) : place.reg;
            return out().emit_with(Op::LOAD_CLASS_FREE, dst, cell, 0, name_index(place.name),
                                   range);
        }
    }
}

void CodeGenerator::store(const Place& place, Reg value, const SourceRange& range) {
    switch (place.kind) {
        case Place::Kind::kRegister: return move(place.reg, value, range);
        case Place::Kind::kCell: return emit(Op::STORE_CELL, value, place.reg, 0, range);
        case Place::Kind::kFarCell: {
            Temporaries temporaries(*this);
            Reg list = place.is_free ? unit_->closure : unit_->far_list;
            return emit(Op::STORE_CELL, value, far_cell(list, place.reg, range), 0, range);
        }
        case Place::Kind::kGlobal:
            return out().emit_site(Op::STORE_GLOBAL, value, 0, 0, name_index(place.name), 0, range);
        case Place::Kind::kName:
        case Place::Kind::kClassFree:
            return out().emit_with(Op::STORE_NAME, value, 0, 0, name_index(place.name), range);
    }
}

void CodeGenerator::erase(const Place& place, const SourceRange& range) {
    switch (place.kind) {
        case Place::Kind::kRegister:
            return out().emit_with(Op::DELETE_LOCAL, place.reg, 0, 0, name_index(place.name),
                                   range);
        case Place::Kind::kCell:
            return out().emit_with(Op::DELETE_CELL, 0, place.reg, place.is_free,
                                   name_index(place.name), range);
        case Place::Kind::kFarCell: {
            Temporaries temporaries(*this);
            Reg cell = far_cell(place.is_free ? unit_->closure : unit_->far_list, place.reg, range);
            return out().emit_with(Op::DELETE_CELL, 0, cell, place.is_free, name_index(place.name),
                                   range);
        }
        case Place::Kind::kGlobal:
            return out().emit_with(Op::DELETE_GLOBAL, 0, 0, 0, name_index(place.name), range);
        case Place::Kind::kName:
        case Place::Kind::kClassFree:
            return out().emit_with(Op::DELETE_NAME, 0, 0, 0, name_index(place.name), range);
    }
}

// The end of `except … as name`: unbound, whether or not the clause deleted it.
void CodeGenerator::unbind_quietly(const Place& place, const SourceRange& range) {
    if (place.kind == Place::Kind::kRegister) {
        return emit(Op::CLEAR_LOCALS, place.reg, 1, 0, range);
    }
    Temporaries temporaries(*this);
    Reg none = alloc();
    load_none(none, range);
    store(place, none, range);
    erase(place, range);
}

// The cell that the closure of a function made here needs: class scopes are looked through.
Reg CodeGenerator::cell_for_closure(std::string_view name, Reg dst, const SourceRange& range) {
    for (Scope* scope = scope_; scope != nullptr && scope->unit == unit_->scope;
         scope = scope->parent) {
        Symbol* symbol = scope->find(name);
        if (!scope->is_function_like() || symbol == nullptr) continue;
        if (symbol->binding != Binding::kLocal || !symbol->bound()) continue;
        if (symbol->far >= 0) {
            Temporaries temporaries(*this);
            Reg cell = far_cell(unit_->far_list, symbol->far, range);
            move(dst, cell, range);
        } else {
            move(dst, symbol->reg, range);
        }
        return dst;
    }
    if (auto far = unit_->far_free.find(name.data()); far != unit_->far_free.end()) {
        Temporaries temporaries(*this);
        move(dst, far_cell(unit_->closure, far->second, range), range);
        return dst;
    }
    move(dst, unit_->cells.at(name.data()), range);
    return dst;
}

// Whether evaluating `node` may assign the variable by `:=`.
bool CodeGenerator::may_bind(const Node* node, const Symbol* symbol) {
    if (arena_.stack_exhausted()) return true;
    if (node->kind == NodeKind::kLambda || node->kind == NodeKind::kConstant) return false;
    if (auto* named = node->try_as<NamedExpr>()) {
        if (mangled(named->target->as<Name>()->id).data() == symbol->name.data()) return true;
    }
    bool found = false;
    for_each_child(node, [&](const Node* child) { found = found || may_bind(child, symbol); });
    return found;
}

}  // namespace krait::compiler
