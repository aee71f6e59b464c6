// Expressions: dispatch by kind, operators, comparisons, attributes, subscripts, yield.
#include <algorithm>

#include "compiler/codegen/code_generator.h"
#include "compiler/scopes/ast_walk.h"

namespace krait::compiler {
namespace {

Op op_for(BinaryOperator op) {
    static constexpr Op kOps[] = {Op::ADD, Op::SUB, Op::MUL,     Op::MATMUL, Op::TRUEDIV,
                                  Op::MOD, Op::POW, Op::LSHIFT,  Op::RSHIFT, Op::OR,
                                  Op::XOR, Op::AND, Op::FLOORDIV};
    return kOps[static_cast<int>(op)];
}

Op op_for(CompareOperator op) {
    static constexpr Op kOps[] = {Op::EQ, Op::NE, Op::LT,     Op::LE, Op::GT,
                                  Op::GE, Op::IS, Op::IS_NOT, Op::IN, Op::NOT_IN};
    return kOps[static_cast<int>(op)];
}

}  // namespace

// ---- registers of deep expressions

// An upper bound of the temporaries that evaluating `node` takes.
int CodeGenerator::registers_needed(const Node* node) {
    if (arena_.stack_exhausted()) return kNearRegisters;
    int per_child = 1, own = 2, index = 0, most = 0;
    switch (node->kind) {
        case NodeKind::kName:
        case NodeKind::kConstant: return 1;
        case NodeKind::kCall: own = 6; break;
        case NodeKind::kListComp:
        case NodeKind::kSetComp:
        case NodeKind::kDictComp:
        case NodeKind::kGeneratorExp: {
            const Scope* scope = scopes_.scope_of(node);
            own = 6 + static_cast<int>(scope->symbols.size());
            break;
        }
        case NodeKind::kComprehension: own = 9; break;
        case NodeKind::kLambda: own = 8; break;
        case NodeKind::kDict: own = 4; break;
        case NodeKind::kBinOp: {
            // The left operand's registers are free again when the right one is evaluated.
            int needed = 0;
            while (node->kind == NodeKind::kBinOp) {
                needed = std::max(needed, 2 + registers_needed(node->as<BinOp>()->right));
                node = node->as<BinOp>()->left;
            }
            return std::max(needed, 1 + registers_needed(node));
        }
        case NodeKind::kAttribute:
        case NodeKind::kUnaryOp:
        case NodeKind::kIfExp:
        case NodeKind::kBoolOp: per_child = 0; break;
        default: break;
    }
    for_each_child(node, [&](const Node* child) {
        most = std::max(most,
                        std::min(index, kMaxArguments + 2) * per_child + registers_needed(child));
        ++index;
    });
    return own + std::max(most, std::min(index * per_child, kMaxArguments + 2));
}

void CodeGenerator::begin_expression(const Expr* node) {
    unit_->expression_base = unit_->top;
    unit_->careful =
        node->height > 3 && unit_->top + registers_needed(node) > kNearRegisters - kCarefulMargin;
}

// Not enough registers: what the expression around has computed so far goes into a tuple.
void CodeGenerator::into_spilled(const Expr* node, Reg dst) {
    Reg base = unit_->expression_base, top = unit_->top;
    emit(Op::BUILD_TUPLE, base, base, top - base, node);
    unit_->top = base + 1;
    Reg result = alloc();
    into(node, result);
    unit_->top = top;
    Reg above = alloc();
    move(above, result, node->range);
    emit(Op::UNPACK, base, base, top - base, node);
    move(dst, above, node->range);
    unit_->top = top;
}

// ---- dispatch

Reg CodeGenerator::operand(const Expr* node, Reg preferred) {
    if (Reg local = plain_local(node); local != kNoReg) {
        check_local(place_of(node->as<Name>()->id), node, node->range);
        return local;
    }
    if (auto* named = node->try_as<NamedExpr>()) {
        if (Reg local = plain_local(named->target); local != kNoReg) {
            into(named->value, local);
            return local;
        }
    }
    Reg reg = preferred != kNoReg && is_temp(preferred) ? preferred : alloc();
    into(node, reg);
    return reg;
}

void CodeGenerator::into(const Expr* node, Reg dst) {
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    if (unit_->careful && node->height > 1 && unit_->top + kCarefulMargin > kNearRegisters &&
        unit_->top > unit_->expression_base + 8) {
        into_spilled(node, dst);
    } else if (node->kind == NodeKind::kName && node->as<Name>()->id != "__debug__") {
        load_variable(node->as<Name>(), dst);
    } else {
        Temporaries temporaries(*this);
        if (auto value = fold_constant(node)) {
            load_constant(*value, dst, node->range);
        } else {
            into_kind(node, dst);
        }
    }
}

void CodeGenerator::into_kind(const Expr* node, Reg dst) {
    switch (node->kind) {
        case NodeKind::kBoolOp: return bool_op(node->as<BoolOp>(), dst);
        case NodeKind::kNamedExpr: return named_expr(node->as<NamedExpr>(), dst);
        case NodeKind::kBinOp: return binary(node->as<BinOp>(), dst);
        case NodeKind::kUnaryOp: return unary(node->as<UnaryOp>(), dst);
        case NodeKind::kLambda: return lambda(node->as<Lambda>(), dst);
        case NodeKind::kIfExp: return if_exp(node->as<IfExp>(), dst);
        case NodeKind::kDict: return dict(node->as<Dict>(), dst);
        case NodeKind::kSet: return set(node->as<Set>(), dst);
        case NodeKind::kListComp:
        case NodeKind::kSetComp:
        case NodeKind::kDictComp: return comprehension(node, dst);
        case NodeKind::kGeneratorExp: return generator_expression(node->as<GeneratorExp>(), dst);
        case NodeKind::kYield: return yield(node->as<Yield>(), dst);
        case NodeKind::kYieldFrom: return yield_from(node->as<YieldFrom>(), dst);
        case NodeKind::kCompare: return compare(node->as<Compare>(), dst);
        case NodeKind::kCall: return call_expression(node->as<Call>(), dst);
        case NodeKind::kFormattedValue: return formatted_value(node->as<FormattedValue>(), dst);
        case NodeKind::kJoinedStr: return joined_str(node->as<JoinedStr>(), dst);
        case NodeKind::kAttribute: return attribute(node->as<Attribute>(), dst);
        case NodeKind::kSubscript: return subscript(node->as<Subscript>(), dst);
        case NodeKind::kList: return list(node->as<List>(), dst);
        case NodeKind::kTuple: return tuple(node->as<Tuple>(), dst);
        case NodeKind::kSliceExpr: return slice(node->as<SliceExpr>(), dst);
        case NodeKind::kStarred: return fail("can't use starred expression here", node->range);
        default:
            return fail(std::string("internal: unexpected ") + node_kind_name(node->kind),
                        node->range);
    }
}

// An expression for its effects only.
void CodeGenerator::discard(const Expr* node) {
    begin_expression(node);
    if (fold_constant(node)) return;
    Temporaries temporaries(*this);
    operand(node);
}

// ---- operators

// `a + b + c + …` leans to the left: from the innermost operation outwards.
void CodeGenerator::binary(const BinOp* node, Reg dst) {
    std::vector<const BinOp*> chain;
    const Expr* first = node;
    while (first->kind == NodeKind::kBinOp) {
        if (first != node && fold_constant(first)) break;
        chain.push_back(first->as<BinOp>());
        first = first->as<BinOp>()->left;
    }
    const BinOp* innermost = chain.back();
    Reg partial = scratch(dst);
    Reg left = stable_operand(first, partial, innermost->right);
    for (std::size_t i = chain.size(); i-- > 0;) {
        Reg target = i == 0 ? dst : partial;
        Temporaries temporaries(*this);
        binary_step(chain[i], left, target);
        left = target;
    }
}

void CodeGenerator::binary_step(const BinOp* node, Reg left, Reg dst) {
    if (immediate_binary(node, left, dst)) return;
    Reg right = operand(node->right);
    emit(op_for(node->op), dst, left, right, node);
}

bool CodeGenerator::immediate_binary(const BinOp* node, Reg left, Reg dst) {
    auto value = fold_constant(node->right);
    if (!value || value->kind != CodeConstant::Kind::Int) return false;
    std::int64_t number = value->integer;
    if (number < -128 || number > 127) return false;
    bool shift = number >= 0 && number < 48;
    Op op = Op::NOP;
    switch (node->op) {
        case BinaryOperator::kAdd: op = Op::ADD_I; break;
        case BinaryOperator::kSub: op = Op::SUB_I; break;
        case BinaryOperator::kMult: op = Op::MUL_I; break;
        case BinaryOperator::kFloorDiv: op = number > 0 ? Op::FLOORDIV_I : Op::NOP; break;
        case BinaryOperator::kMod: op = number > 0 ? Op::MOD_I : Op::NOP; break;
        case BinaryOperator::kBitAnd: op = Op::AND_I; break;
        case BinaryOperator::kLShift: op = shift ? Op::LSHIFT_I : Op::NOP; break;
        case BinaryOperator::kRShift: op = shift ? Op::RSHIFT_I : Op::NOP; break;
        default: break;
    }
    if (op == Op::NOP) return false;
    emit(op, dst, left, static_cast<int>(number), node);
    return true;
}

void CodeGenerator::unary(const UnaryOp* node, Reg dst) {
    static constexpr Op kOps[] = {Op::INVERT, Op::NOT, Op::POS, Op::NEG};
    Reg value = operand(node->operand, dst);
    emit(kOps[static_cast<int>(node->op)], dst, value, 0, node);
}

void CodeGenerator::bool_op(const BoolOp* node, Reg dst) {
    Label end;
    Reg result = scratch(dst);
    Op leave = node->op == BoolOperator::kAnd ? Op::JUMP_FALSE : Op::JUMP_TRUE;
    for (std::size_t i = 0; i < node->values.size(); ++i) {
        Temporaries temporaries(*this);
        into(node->values[i], result);
        if (i + 1 < node->values.size()) {
            out().jump_if(leave, result, 0, end, node->values[i]->range);
        }
    }
    out().bind(end);
    move(dst, result, node->range);
}

void CodeGenerator::if_exp(const IfExp* node, Reg dst) {
    if (auto truth = constant_truth(node->test))
        return into(*truth ? node->body : node->orelse, dst);
    Label orelse, end;
    jump_if(node->test, false, orelse);
    into(node->body, dst);
    out().jump(end, node->range);
    out().bind(orelse);
    into(node->orelse, dst);
    out().bind(end);
}

// ---- comparisons

// `x in [1, 2]` and `x in {1, 2}` test constants made once.
Reg CodeGenerator::compare_operand(const Compare* node, std::size_t index, Reg preferred) {
    const Expr* right = node->comparators[index];
    CompareOperator op = node->ops[index];
    bool last = index + 1 == node->comparators.size();  // else the next comparison sees it, too
    if (last && (op == CompareOperator::kIn || op == CompareOperator::kNotIn)) {
        const ExprList* items = right->is<Set>()    ? &right->as<Set>()->elts
                                : right->is<List>() ? &right->as<List>()->elts
                                                    : nullptr;
        CodeConstant value;
        value.kind = right->is<Set>() ? CodeConstant::Kind::FrozenSet : CodeConstant::Kind::Tuple;
        bool constant = items != nullptr;
        for (std::size_t i = 0; constant && i < items->size(); ++i) {
            auto item = fold_constant((*items)[i]);
            constant = item.has_value();
            if (constant) value.items.push_back(std::move(*item));
        }
        if (constant) {
            Reg reg = preferred != kNoReg && is_temp(preferred) ? preferred : alloc();
            load_constant(value, reg, right->range);
            return reg;
        }
    }
    if (index + 1 < node->comparators.size()) {
        return stable_operand(right, preferred, node->comparators[index + 1]);
    }
    return operand(right, preferred);
}

void CodeGenerator::compare_step(CompareOperator op, Reg left, Reg right, Reg dst,
                                 const SourceRange& at) {
    emit(op_for(op), dst, left, right, at);
}

void CodeGenerator::compare(const Compare* node, Reg dst) {
    Reg result = scratch(dst);
    Reg left = stable_operand(node->left, result, node->comparators[0]);
    if (node->ops.size() == 1) {
        Reg right = compare_operand(node, 0, kNoReg);
        return compare_step(node->ops[0], left, right, dst, node->range);
    }
    Label end;
    const Reg slots[] = {alloc(), alloc()};  // a right operand is the next left one
    for (std::size_t i = 0; i < node->ops.size(); ++i) {
        Reg right = compare_operand(node, i, slots[i & 1]);
        compare_step(node->ops[i], left, right, result, node->range);
        if (i + 1 < node->ops.size()) out().jump_if(Op::JUMP_FALSE, result, 0, end, node->range);
        left = right;
    }
    out().bind(end);
    move(dst, result, node->range);
}

// ---- attributes and subscripts

// Where an attribute stands on another line than what it belongs to, errors point at its name.
static SourceRange attribute_range(const Attribute* node, const SourceRange& whole) {
    if (node->range.line == node->attr_range.line) return whole;
    return {node->attr_range.line, node->attr_range.col, whole.end_line, whole.end_col};
}

void CodeGenerator::attribute(const Attribute* node, Reg dst) {
    if (super_attribute(node, dst)) return;
    Reg object = operand(node->value, dst);
    out().emit_site(Op::LOAD_ATTR, dst, object, 0, name_index(mangled(node->attr)), dst,
                    attribute_range(node, node->range));
}

void CodeGenerator::subscript(const Subscript* node, Reg dst) {
    Reg object = stable_operand(node->value, dst, node->slice);
    if (auto value = fold_constant(node->slice); value && value->kind == CodeConstant::Kind::Int &&
                                                 value->integer >= -128 && value->integer <= 127) {
        return emit(Op::GET_ITEM_I, dst, object, static_cast<int>(value->integer), node);
    }
    if (auto* bounds = node->slice->try_as<SliceExpr>(); bounds && !fold_constant(bounds)) {
        return emit(Op::GET_SLICE, dst, object, slice_parts(bounds, alloc()), node);
    }
    Reg index = operand(node->slice);
    emit(Op::GET_ITEM, dst, object, index, node);
}

Reg CodeGenerator::index_operand(const Expr* node) {
    return operand(node);
}

// Start, stop and step into `first` and two registers allocated behind it.
Reg CodeGenerator::slice_parts(const SliceExpr* node, Reg first) {
    const Expr* parts[] = {node->lower, node->upper, node->step};
    for (int i = 0; i < 3; ++i) {
        Reg slot = i == 0 ? first : alloc();
        if (parts[i] != nullptr) {
            into(parts[i], slot);
        } else {
            load_none(slot, node->range);
        }
    }
    return first;
}

void CodeGenerator::slice(const SliceExpr* node, Reg dst) {
    emit(Op::BUILD_SLICE, dst, slice_parts(node, stack_slot(dst)), 0, node);
}

// ---- others

void CodeGenerator::named_expr(const NamedExpr* node, Reg dst) {
    auto* target = node->target->as<Name>();
    Place place = place_of(target->id);
    if (place.kind == Place::Kind::kRegister) {
        into(node->value, place.reg);
        return move(dst, place.reg, node->range);
    }
    Reg value = scratch(dst);
    into(node->value, value);
    store(place, value, target->range);
    move(dst, value, node->range);
}

// What lies above the result's register needn't survive.
void CodeGenerator::yield(const Yield* node, Reg dst) {
    int kept = dst == unit_->top - 1 && is_temp(dst) ? dst : unit_->top;
    Reg value = kNoReg;
    if (node->value != nullptr) {
        value = operand(node->value, dst);
    } else {
        value = scratch(dst);
        load_none(value, node->range);
    }
    emit(Op::YIELD, dst, value, std::max(kept, 1) & 0xFF, node);
}

void CodeGenerator::yield_from(const YieldFrom* node, Reg dst) {
    Reg iterator = alloc(2);
    Reg value = operand(node->value, iterator);
    emit(Op::GET_YIELD_ITER, iterator, value, 0, node);
    load_none(iterator + 1, node->range);
    emit(Op::YIELD_FROM, iterator, dst, (iterator + 2) & 0xFF, node);
}

void CodeGenerator::lambda(const Lambda* node, Reg dst) {
    Scope* scope = scopes_.scope_of(node);
    make_function(function_code(node, node->args, scope), node->args, scope, nullptr, dst,
                  node->range);
}

}  // namespace krait::compiler
