// Comprehensions, which are part of the code around them, and generator expressions, which are
// functions.
#include "compiler/codegen/code_generator.h"

namespace krait::compiler {

// ---- iteration

// `for … in range(…)`, as long as `range` is what it usually is.
bool CodeGenerator::prepare_range(const Expr* iter, Reg state) {
    auto* node = iter->try_as<Call>();
    auto* callee = node != nullptr ? node->func->try_as<Name>() : nullptr;
    if (callee == nullptr || callee->id != "range" || !node->keywords.empty()) return false;
    if (node->args.empty() || node->args.size() > 3 || needs_call_ex(node->args, {})) return false;
    Place place = place_of(callee->id);
    if (place.kind != Place::Kind::kGlobal) return false;
    Reg top = unit_->top;
    load(place, callee, state, callee->range);
    if (unit_->top < state + kFrameHeader) alloc(state + kFrameHeader - unit_->top);
    std::uint32_t unused = 0;
    int count = arguments(node->args, {}, &unused);
    emit(Op::FOR_PREPARE_RANGE, state, count, 0, iter);
    unit_->top = top;
    return true;
}

// `state`: three registers, the topmost ones.
void CodeGenerator::prepare_iteration(const Expr* iter, Reg state) {
    if (prepare_range(iter, state)) return;
    // A list of constants that nothing but the loop sees may as well be a tuple.
    if (auto* list = iter->try_as<List>()) {
        CodeConstant value;
        value.kind = CodeConstant::Kind::Tuple;
        bool constant = true;
        for (const Expr* item : list->elts) {
            auto folded = fold_constant(item);
            constant = constant && folded.has_value();
            if (!constant) break;
            value.items.push_back(std::move(*folded));
        }
        if (constant) {
            load_constant(value, state, iter->range);
            return emit(Op::FOR_PREPARE, state, 0, 0, iter);
        }
    }
    into(iter, state);
    emit(Op::FOR_PREPARE, state, 0, 0, iter);
}

// ---- comprehensions

static Slice<Comprehension*> generators_of(const Expr* node) {
    switch (node->kind) {
        case NodeKind::kListComp: return node->as<ListComp>()->generators;
        case NodeKind::kSetComp: return node->as<SetComp>()->generators;
        case NodeKind::kDictComp: return node->as<DictComp>()->generators;
        default: return node->as<GeneratorExp>()->generators;
    }
}

void CodeGenerator::comprehension(const Expr* node, Reg dst) {
    Slice<Comprehension*> generators = generators_of(node);
    Reg result = scratch(dst);
    Reg state = alloc(3);
    prepare_iteration(generators[0]->iter, state);
    Op build = node->is<ListComp>()  ? Op::BUILD_LIST
               : node->is<SetComp>() ? Op::BUILD_SET
                                     : Op::BUILD_MAP;
    emit(build, result, result, 0, node);
    Scope* outer = std::exchange(scope_, scopes_.scope_of(node));
    comprehension_variables(scope_);
    clauses(generators, 0, state, node, result);
    scope_ = outer;
    move(dst, result, node->range);
}

// Its variables are temporaries of the code around, so that they hide nothing there.
void CodeGenerator::comprehension_variables(Scope* scope) {
    for (Symbol& symbol : scope->symbols) {
        if (symbol.binding != Binding::kLocal || !symbol.bound()) continue;
        symbol.reg = alloc();
        symbol.far = -1;
        if (symbol.captured) {
            emit(Op::NEW_CELL, symbol.reg, 0, 0, scope->node);
        } else if (symbol.needs_clear) {
            emit(Op::CLEAR_LOCALS, symbol.reg, 1, 0, scope->node);
        }
    }
}

void CodeGenerator::clauses(Slice<Comprehension*> generators, std::size_t index, Reg state,
                            const Expr* node, Reg result) {
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    const Comprehension* clause = generators[index];
    Temporaries temporaries(*this);
    Label body, next;
    Reg target = plain_local(clause->target);
    bool direct = target != kNoReg;
    if (!direct) target = alloc();
    bool live = out().reachable();
    out().jump(next, clause->iter->range);
    out().set_reachable(live);
    out().bind_ahead_of_jumps(body);
    if (!direct) store_target(clause->target, target);
    for (const Expr* condition : clause->ifs) jump_if(condition, false, next);
    if (index + 1 < generators.size()) {
        Temporaries inner(*this);
        Reg inner_state = alloc(3);
        prepare_iteration(generators[index + 1]->iter, inner_state);
        clauses(generators, index + 1, inner_state, node, result);
    } else {
        element(node, result);
    }
    out().bind(next);
    out().for_loop(state, target, body, clause->iter->range);
}

void CodeGenerator::element(const Expr* node, Reg result) {
    Temporaries temporaries(*this);
    if (auto* dict_node = node->try_as<DictComp>()) {
        Reg key = stable_operand(dict_node->key, kNoReg, dict_node->value);
        Reg value = operand(dict_node->value);
        return emit(Op::MAP_SET, result, key, value,
                    join(dict_node->key->range, dict_node->value->range));
    }
    if (auto* generator = node->try_as<GeneratorExp>()) {
        int kept = unit_->top;
        Reg value = operand(generator->elt);
        Reg sent = value >= kept ? value : alloc();
        return emit(Op::YIELD, sent, value, kept & 0xFF, generator->elt);
    }
    bool is_list = node->is<ListComp>();
    const Expr* elt = is_list ? node->as<ListComp>()->elt : node->as<SetComp>()->elt;
    emit(is_list ? Op::LIST_APPEND : Op::SET_ADD, result, operand(elt), 0, elt);
}

void CodeGenerator::generator_expression(const GeneratorExp* node, Reg dst) {
    std::shared_ptr<CompiledCode> code = generator_expression_code(node);
    if (error_) return;
    Reg base = stack_slot(dst);
    plain_function(std::move(code), scopes_.scope_of(node), base, node->range);
    alloc(kFrameHeader - 1);
    Reg iterable = alloc();
    const Expr* iter = node->generators[0]->iter;
    Reg source = operand(iter, iterable);
    emit(Op::GET_ITER, iterable, source, 0, iter);
    call(base, 1, dst, node->range);
}

}  // namespace krait::compiler
