// Assignment statements: targets, unpacking, augmented and annotated assignment.
#include <algorithm>

#include "compiler/codegen/code_generator.h"

namespace krait::compiler {
namespace {

const ExprList* target_items(const Expr* target) {
    if (auto* tuple = target->try_as<Tuple>()) return &tuple->elts;
    if (auto* list = target->try_as<List>()) return &list->elts;
    return nullptr;
}

bool has_star(const ExprList& items) {
    return std::any_of(items.begin(), items.end(),
                       [](const Expr* item) { return item->is<Starred>(); });
}

// The BinaryOp of the runtime, which numbers operators as the instructions are.
std::uint32_t in_place_number(BinaryOperator op) {
    static constexpr Op kOps[] = {Op::ADD, Op::SUB, Op::MUL,     Op::MATMUL, Op::TRUEDIV,
                                  Op::MOD, Op::POW, Op::LSHIFT,  Op::RSHIFT, Op::OR,
                                  Op::XOR, Op::AND, Op::FLOORDIV};
    return static_cast<std::uint32_t>(kOps[static_cast<int>(op)]) -
           static_cast<std::uint32_t>(Op::ADD);
}

}  // namespace

void CodeGenerator::assign(const Assign* node) {
    if (node->targets.size() == 1) return assign_to(node->targets[0], node->value);
    begin_expression(node->value);
    Reg value = alloc();
    into(node->value, value);
    unit_->careful = false;
    for (const Expr* target : node->targets) store_target(target, value);
}

void CodeGenerator::assign_to(const Expr* target, const Expr* value) {
    if (Reg local = plain_local(target); local != kNoReg) {
        begin_expression(value);
        return into(value, local);
    }
    if (assign_in_parallel(target, value)) return;
    begin_expression(value);
    Reg result = kNoReg;
    if (auto* attribute = target->try_as<Attribute>()) {
        result = stable_operand(value, kNoReg, attribute->value);
    } else if (auto* item = target->try_as<Subscript>()) {
        result = stable_operand(value, kNoReg, item->value, item->slice);
    } else {
        result = operand(value);
    }
    unit_->careful = false;
    store_target(target, result);
}

// `a, b = x, y` makes no tuple: all values first, then the targets from left to right.
bool CodeGenerator::assign_in_parallel(const Expr* target, const Expr* value) {
    const ExprList* targets = target_items(target);
    const ExprList* values = target_items(value);
    if (targets == nullptr || values == nullptr || targets->size() != values->size()) return false;
    std::size_t count = targets->size();
    if (count == 0 || count > kMaxChunk || has_star(*targets) || has_star(*values)) return false;
    bool all_locals = true;
    for (const Expr* item : *targets) all_locals = all_locals && plain_local(item) != kNoReg;
    begin_expression(value);
    std::vector<Reg> registers;
    for (std::size_t i = 0; i < count; ++i) {
        const Expr* item = (*values)[i];
        Reg local = plain_local(item);
        // A variable can stay where it is unless something before its turn may change it.
        bool stays = local != kNoReg && all_locals && !unit_->scope->has_walrus;
        for (std::size_t j = 0; stays && j < i; ++j) stays = plain_local((*targets)[j]) != local;
        if (stays) {
            registers.push_back(operand(item));
            continue;
        }
        Reg last = i + 1 == count && all_locals ? plain_local((*targets)[i]) : kNoReg;
        bool direct = last != kNoReg;
        for (std::size_t j = 0; direct && j < i; ++j) {
            direct = registers[j] != last && plain_local((*targets)[j]) != last;
        }
        Reg reg = direct ? last : alloc();
        into(item, reg);
        registers.push_back(reg);
    }
    unit_->careful = false;
    for (std::size_t i = 0; i < count; ++i) store_target((*targets)[i], registers[i]);
    return true;
}

void CodeGenerator::store_target(const Expr* target, Reg value) {
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    Temporaries temporaries(*this);
    switch (target->kind) {
        case NodeKind::kName: return store_name(target->as<Name>()->id, value, target->range);
        case NodeKind::kAttribute: {
            auto* n = target->as<Attribute>();
            begin_expression(n->value);
            Reg object = operand(n->value);
            SourceRange at = n->range;
            if (n->attr_range.line != n->range.line) at = n->attr_range;
            out().emit_site(Op::STORE_ATTR, value, object, 0, name_index(mangled(n->attr)), 0, at);
            break;
        }
        case NodeKind::kSubscript: {
            auto* n = target->as<Subscript>();
            begin_expression(n);
            Reg object = stable_operand(n->value, kNoReg, n->slice);
            if (auto* bounds = n->slice->try_as<SliceExpr>(); bounds && !fold_constant(bounds)) {
                emit(Op::SET_SLICE, value, object, slice_parts(bounds, alloc()), n);
                break;
            }
            Reg index = operand(n->slice);
            emit(Op::SET_ITEM, value, object, index, n);
            break;
        }
        case NodeKind::kTuple: unpack(target, target->as<Tuple>()->elts, value); break;
        case NodeKind::kList: unpack(target, target->as<List>()->elts, value); break;
        case NodeKind::kStarred:
            return fail("starred assignment target must be in a list or tuple", target->range);
        default: return fail("cannot assign to this expression", target->range);
    }
    unit_->careful = false;
}

// The first of the targets' registers if they are different variables side by side.
Reg CodeGenerator::consecutive_locals(const ExprList& targets) {
    Reg first = targets.empty() ? kNoReg : plain_local(targets[0]);
    for (std::size_t i = 1; first != kNoReg && i < targets.size(); ++i) {
        if (plain_local(targets[i]) != first + static_cast<int>(i)) return kNoReg;
    }
    return first;
}

// More targets than there are registers for: out of a list.
void CodeGenerator::unpack_many(const Expr* target, const ExprList& targets, std::size_t star,
                                Reg value) {
    auto count = static_cast<std::uint32_t>(targets.size());
    bool starred = star != targets.size();
    Reg list = alloc();
    std::uint32_t word =
        starred ? kUnpackRest | (count - 1 - static_cast<std::uint32_t>(star)) : count;
    out().emit_with(Op::UNPACK_EX, list, value, starred ? static_cast<int>(star) : 0,
                    kUnpackToList | word, target->range);
    for (std::uint32_t i = 0; i < count; ++i) {
        const Expr* item = targets[i];
        if (auto* rest = item->try_as<Starred>()) item = rest->value;
        Temporaries temporaries(*this);
        store_target(item, far_cell(list, static_cast<int>(i), target->range));
    }
}

void CodeGenerator::unpack(const Expr* target, const ExprList& targets, Reg value) {
    std::size_t star = targets.size();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (!targets[i]->is<Starred>()) continue;
        if (star != targets.size())
            return fail("multiple starred expressions in assignment", target->range);
        star = i;
    }
    constexpr std::size_t kMaxTargets = 60, kMaxBeforeStar = 255;
    if (star != targets.size() && star > kMaxBeforeStar)
        return fail("too many expressions in star-unpacking assignment", target->range);
    if (targets.size() > kMaxTargets && consecutive_locals(targets) == kNoReg)
        return unpack_many(target, targets, star, value);
    int count = static_cast<int>(targets.size());
    Reg direct = star == targets.size() ? consecutive_locals(targets) : kNoReg;
    Reg first = direct != kNoReg ? direct : (count > 0 ? alloc(count) : value);
    if (star == targets.size()) {
        emit(Op::UNPACK, first, value, count, target);
    } else {
        out().emit_with(Op::UNPACK_EX, first, value, static_cast<int>(star),
                        static_cast<std::uint32_t>(count) - 1 - static_cast<std::uint32_t>(star),
                        target->range);
    }
    if (direct != kNoReg) return;
    for (int i = 0; i < count; ++i) {
        const Expr* item = targets[static_cast<std::size_t>(i)];
        if (auto* starred = item->try_as<Starred>()) item = starred->value;
        store_target(item, first + i);
    }
}

// ---- augmented assignment

void CodeGenerator::in_place(const AugAssign* node, Reg left, Reg dst) {
    bool additive = node->op == BinaryOperator::kAdd || node->op == BinaryOperator::kSub;
    if (auto value = additive ? fold_constant(node->value) : std::nullopt;
        value && value->kind == CodeConstant::Kind::Int && value->integer >= -128 &&
        value->integer <= 127) {
        Op op = node->op == BinaryOperator::kAdd ? Op::INPLACE_ADD_I : Op::INPLACE_SUB_I;
        return out().emit(op, dst, left, static_cast<int>(value->integer), node->range);
    }
    Reg right = operand(node->value);
    Op own = node->op == BinaryOperator::kAdd    ? Op::INPLACE_ADD
             : node->op == BinaryOperator::kSub  ? Op::INPLACE_SUB
             : node->op == BinaryOperator::kMult ? Op::INPLACE_MUL
                                                 : Op::INPLACE;
    if (own != Op::INPLACE) return out().emit(own, dst, left, right, node->range);
    out().emit_with(Op::INPLACE, dst, left, right, in_place_number(node->op), node->range);
}

void CodeGenerator::aug_assign(const AugAssign* node) {
    switch (node->target->kind) {
        case NodeKind::kName: {
            auto* target = node->target->as<Name>();
            begin_expression(node->value);
            Place place = place_of(target->id);
            if (place.kind == Place::Kind::kRegister) {
                return in_place(node, stable_operand(target, kNoReg, node->value), place.reg);
            }
            Reg value = alloc();
            load(place, target, value, target->range);
            in_place(node, value, value);
            unit_->careful = false;
            return store(place, value, target->range);
        }
        case NodeKind::kAttribute: {
            auto* target = node->target->as<Attribute>();
            begin_expression(target->value);
            Reg object = stable_operand(target->value, kNoReg, node->value);
            Reg value = alloc();
            std::uint32_t name = name_index(mangled(target->attr));
            SourceRange at = target->range;
            if (target->attr_range.line != at.line) at = target->attr_range;
            out().emit_site(Op::LOAD_ATTR, value, object, 0, name, value, at);
            begin_expression(node->value);
            in_place(node, value, value);
            return out().emit_site(Op::STORE_ATTR, value, object, 0, name, 0, at);
        }
        case NodeKind::kSubscript: {
            auto* target = node->target->as<Subscript>();
            begin_expression(target);
            Reg object = stable_operand(target->value, kNoReg, target->slice, node->value);
            Reg index = stable_operand(target->slice, kNoReg, node->value);
            Reg value = alloc();
            emit(Op::GET_ITEM, value, object, index, target);
            begin_expression(node->value);
            in_place(node, value, value);
            return emit(Op::SET_ITEM, value, object, index, target);
        }
        default: return fail("illegal expression for augmented assignment", node->target->range);
    }
}

// ---- annotated assignment

void CodeGenerator::ann_assign(const AnnAssign* node) {
    if (node->value != nullptr) {
        assign_to(node->target, node->value);
    } else if (auto* attribute = node->target->try_as<Attribute>()) {
        discard(attribute->value);
    } else if (auto* item = node->target->try_as<Subscript>()) {
        discard(item->value);
        discard(item->slice);
    }
    if (unit_->scope->is_function_like()) return;
    if (scopes_.future_annotations()) {
        if (node->simple) future_annotation(node);
        return;
    }
    if (!node->simple) return discard(node->annotation);
    int index = scopes_.annotation_index(node);
    if (index < 0) return;
    Temporaries temporaries(*this);
    Reg reached = alloc(), number = alloc();
    std::string_view name = arena_.intern("__conditional_annotations__");
    auto cell = unit_->cells.find(name.data());
    if (cell != unit_->cells.end()) {
        out().emit_with(Op::LOAD_CELL, reached, cell->second, 0, name_index(name), node->range);
    } else {
        load(place_of(name), node, reached, node->range);
    }
    load_constant(make_int(index), number, node->range);
    emit(Op::SET_ADD, reached, number, 0, node);
}

}  // namespace krait::compiler
