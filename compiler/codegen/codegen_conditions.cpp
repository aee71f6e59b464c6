// Conditions: jumps that never make a bool where a comparison or and/or/not decides.
#include "compiler/codegen/code_generator.h"

namespace krait::compiler {
namespace {

struct CompareJump {
    Op when_true, when_false;    // registers
    Op small_true, small_false;  // with a small int on the right; NOP: no such form
};

CompareJump compare_jump(CompareOperator op) {
    switch (op) {
        case CompareOperator::kEq:
            return {Op::JUMP_EQ, Op::JUMP_NOT_EQ, Op::JUMP_EQ_I, Op::JUMP_NOT_EQ_I};
        case CompareOperator::kNotEq:
            return {Op::JUMP_NE, Op::JUMP_NOT_NE, Op::JUMP_NE_I, Op::JUMP_NOT_NE_I};
        case CompareOperator::kLt:
            return {Op::JUMP_LT, Op::JUMP_NOT_LT, Op::JUMP_LT_I, Op::JUMP_NOT_LT_I};
        case CompareOperator::kLtE:
            return {Op::JUMP_LE, Op::JUMP_NOT_LE, Op::JUMP_LE_I, Op::JUMP_NOT_LE_I};
        case CompareOperator::kGt:
            return {Op::JUMP_GT, Op::JUMP_NOT_GT, Op::JUMP_GT_I, Op::JUMP_NOT_GT_I};
        case CompareOperator::kGtE:
            return {Op::JUMP_GE, Op::JUMP_NOT_GE, Op::JUMP_GE_I, Op::JUMP_NOT_GE_I};
        case CompareOperator::kIs: return {Op::JUMP_IS, Op::JUMP_IS_NOT, Op::NOP, Op::NOP};
        case CompareOperator::kIsNot: return {Op::JUMP_IS_NOT, Op::JUMP_IS, Op::NOP, Op::NOP};
        default: return {Op::NOP, Op::NOP, Op::NOP, Op::NOP};
    }
}

bool is_none(const Expr* node) {
    auto* constant = node->try_as<Constant>();
    return constant != nullptr && constant->constant_kind == ConstantKind::kNone;
}

}  // namespace

void CodeGenerator::jump_if(const Expr* node, bool when, Label& target) {
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    if (auto truth = constant_truth(node)) {
        if (*truth == when) out().jump(target, node->range);
        return;
    }
    Temporaries temporaries(*this);
    switch (node->kind) {
        case NodeKind::kUnaryOp:
            if (node->as<UnaryOp>()->op != UnaryOperator::kNot) break;
            return jump_if(node->as<UnaryOp>()->operand, !when, target);
        case NodeKind::kBoolOp: {
            auto* n = node->as<BoolOp>();
            bool deciding = n->op == BoolOperator::kOr;  // a value of this truth decides at once
            Label skip;
            Label& early = deciding == when ? target : skip;
            for (std::size_t i = 0; i + 1 < n->values.size(); ++i) {
                jump_if(n->values[i], deciding, early);
            }
            jump_if(n->values[n->values.size() - 1], when, target);
            return out().bind(skip);
        }
        case NodeKind::kIfExp: {
            auto* n = node->as<IfExp>();
            Label orelse, end;
            jump_if(n->test, false, orelse);
            jump_if(n->body, when, target);
            out().jump(end, node->range);
            out().bind(orelse);
            jump_if(n->orelse, when, target);
            return out().bind(end);
        }
        case NodeKind::kCompare: return jump_if_compare(node->as<Compare>(), when, target);
        case NodeKind::kNamedExpr: {
            auto* n = node->as<NamedExpr>();
            Reg local = plain_local(n->target);
            if (local == kNoReg) break;
            into(n->value, local);
            return out().jump_if(when ? Op::JUMP_TRUE : Op::JUMP_FALSE, local, 0, target,
                                 node->range);
        }
        default: break;
    }
    Reg value = operand(node);
    out().jump_if(when ? Op::JUMP_TRUE : Op::JUMP_FALSE, value, 0, target, node->range);
}

void CodeGenerator::jump_if_compare(const Compare* node, bool when, Label& target) {
    Reg left = stable_operand(node->left, kNoReg, node->comparators[0]);
    std::size_t last = node->ops.size() - 1;
    Label fail_label;
    Reg slots[] = {kNoReg, kNoReg};  // a right operand is the next left one
    if (last > 0) slots[0] = alloc(), slots[1] = alloc();
    for (std::size_t i = 0; i < last; ++i) {
        Reg right = slots[i & 1];
        jump_compare(node->ops[i], left, node, i, false, when ? fail_label : target, &right);
        left = right;
    }
    jump_compare(node->ops[last], left, node, last, when, target, nullptr);
    out().bind(fail_label);
}

// One comparison of a chain. `right_out`: the right operand is wanted in a register, in this one if
// it needs one.
void CodeGenerator::jump_compare(CompareOperator op, Reg left, const Compare* node,
                                 std::size_t index, bool when, Label& target, Reg* right_out) {
    const Expr* right_node = node->comparators[index];
    CompareJump jumps = compare_jump(op);
    bool identity = op == CompareOperator::kIs || op == CompareOperator::kIsNot;
    if (right_out == nullptr && identity && is_none(right_node)) {
        bool positive = (op == CompareOperator::kIs) == when;
        return out().jump_if(positive ? Op::JUMP_NONE : Op::JUMP_NOT_NONE, left, 0, target,
                             node->range);
    }
    if (right_out == nullptr && jumps.small_true != Op::NOP) {
        auto value = fold_constant(right_node);
        if (value && value->kind == CodeConstant::Kind::Int && value->integer >= -128 &&
            value->integer <= 127) {
            return out().jump_if(when ? jumps.small_true : jumps.small_false, left,
                                 static_cast<int>(value->integer), target, node->range);
        }
    }
    Reg right = compare_operand(node, index, right_out != nullptr ? *right_out : kNoReg);
    if (right_out != nullptr) *right_out = right;
    if (jumps.when_true != Op::NOP) {
        return out().jump_if(when ? jumps.when_true : jumps.when_false, left, right, target,
                             node->range);
    }
    Temporaries temporaries(*this);
    Reg result = alloc();
    compare_step(op, left, right, result, node->range);
    out().jump_if(when ? Op::JUMP_TRUE : Op::JUMP_FALSE, result, 0, target, node->range);
}

}  // namespace krait::compiler
