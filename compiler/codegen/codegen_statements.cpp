// Statements: control flow, imports, simple statements.
#include "compiler/codegen/code_generator.h"
#include "runtime/text/interrupt.h"

namespace krait::compiler {

void CodeGenerator::statements(const StmtList& list) {
    for (const Stmt* item : list) statement(item);
}

void CodeGenerator::statement(const Stmt* node) {
    interrupt::poll();
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    Temporaries temporaries(*this);
    unit_->careful = false;
    switch (node->kind) {
        case NodeKind::kFunctionDef: function_def(node->as<FunctionDef>()); break;
        case NodeKind::kClassDef: class_def(node->as<ClassDef>()); break;
        case NodeKind::kReturn: return_statement(node->as<Return>()); break;
        case NodeKind::kDelete:
            for (const Expr* target : node->as<Delete>()->targets) delete_target(target);
            break;
        case NodeKind::kAssign: assign(node->as<Assign>()); break;
        case NodeKind::kAugAssign: aug_assign(node->as<AugAssign>()); break;
        case NodeKind::kAnnAssign: ann_assign(node->as<AnnAssign>()); break;
        case NodeKind::kFor: for_statement(node->as<For>()); break;
        case NodeKind::kWhile: while_statement(node->as<While>()); break;
        case NodeKind::kIf: if_statement(node->as<If>()); break;
        case NodeKind::kWith: with_statement(node->as<With>(), 0); break;
        case NodeKind::kRaise: raise_statement(node->as<Raise>()); break;
        case NodeKind::kTry: try_statement(node->as<Try>()); break;
        case NodeKind::kAssert: assert_statement(node->as<Assert>()); break;
        case NodeKind::kImport: import_statement(node->as<Import>()); break;
        case NodeKind::kImportFrom: import_from(node->as<ImportFrom>()); break;
        case NodeKind::kExprStmt: expression_statement(node->as<ExprStmt>()); break;
        case NodeKind::kBreak: break_or_continue(node, true); break;
        case NodeKind::kContinue: break_or_continue(node, false); break;
        default: break;  // global, nonlocal, pass
    }
    unit_->careful = false;
}

void CodeGenerator::expression_statement(const ExprStmt* node) {
    if (!interactive_ || unit_->scope->kind != ScopeKind::kModule) return discard(node->value);
    begin_expression(node->value);
    Reg base = alloc(kFrameHeader);
    out().emit_site(Op::LOAD_GLOBAL, base, 0, 0, name_index("__displayhook__"), 0, node->range);
    into(node->value, alloc());
    call(base, 1, base, node->range);
}

void CodeGenerator::return_statement(const Return* node) {
    if (!unit_->scope->is_function_like()) return fail("'return' outside function", node->range);
    if (node->value == nullptr) {
        std::vector<Block*> blocks = unwind(0, node->range);
        out().emit_return(kNoReg, node->range);
        return resume_blocks(std::move(blocks));
    }
    begin_expression(node->value);
    auto constant = fold_constant(node->value);
    Reg value = kNoReg;
    if (!constant) {
        if (unwinding_assigns(0) && plain_local(node->value) != kNoReg) {
            value = alloc();
            into(node->value, value);
        } else {
            value = operand(node->value);
        }
    }
    unit_->careful = false;
    std::vector<Block*> blocks = unwind(0, node->range);
    if (constant && constant->kind != CodeConstant::Kind::None) {
        value = alloc();
        load_constant(*constant, value, node->value->range);
    }
    out().emit_return(value, node->range);
    resume_blocks(std::move(blocks));
}

void CodeGenerator::delete_target(const Expr* node) {
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    Temporaries temporaries(*this);
    switch (node->kind) {
        case NodeKind::kName: return erase(place_of(node->as<Name>()->id), node->range);
        case NodeKind::kTuple:
            for (const Expr* item : node->as<Tuple>()->elts) delete_target(item);
            return;
        case NodeKind::kList:
            for (const Expr* item : node->as<List>()->elts) delete_target(item);
            return;
        case NodeKind::kAttribute: {
            auto* n = node->as<Attribute>();
            begin_expression(n->value);
            Reg object = operand(n->value);
            return out().emit_site(Op::DELETE_ATTR, 0, object, 0, name_index(mangled(n->attr)), 0,
                                   node->range);
        }
        case NodeKind::kSubscript: {
            auto* n = node->as<Subscript>();
            begin_expression(n);
            Reg object = stable_operand(n->value, kNoReg, n->slice);
            Reg index = operand(n->slice);
            return emit(Op::DELETE_ITEM, 0, object, index, node);
        }
        default: return fail("cannot delete this expression", node->range);
    }
}

void CodeGenerator::assert_statement(const Assert* node) {
    Label good;
    begin_expression(node->test);
    jump_if(node->test, true, good);
    Reg base = alloc(kFrameHeader);
    const SourceRange& at = node->test->range;
    emit(Op::LOAD_ASSERTION_ERROR, base, 0, 0, at);
    if (node->msg != nullptr) {
        begin_expression(node->msg);
        into(node->msg, alloc());
        call(base, 1, base, at);
    }
    emit(Op::RAISE, base, 0, 1, at);
    out().set_unreachable();
    out().bind(good);
}

void CodeGenerator::raise_statement(const Raise* node) {
    Reg exception = 0, cause = 0;  // (what isn't used doesn't count)
    int count = 0;
    if (node->exc != nullptr) {
        begin_expression(node->exc);
        exception = stable_operand(node->exc, kNoReg, node->cause);
        count = 1;
    }
    if (node->cause != nullptr) {
        cause = operand(node->cause);
        count = 2;
    }
    emit(Op::RAISE, exception, cause, count, node);
    out().set_unreachable();
}

// ---- conditions and loops

void CodeGenerator::if_statement(const If* node) {
    Label end;
    // `elif` nests through orelse: a loop instead of recursion.
    for (const If* at = node;; at = at->orelse[0]->as<If>()) {
        Label orelse;
        begin_expression(at->test);
        bool live = out().reachable();
        auto truth = constant_truth(at->test);
        if (Label* target = truth ? nullptr : loop_jump(at->body)) {
            jump_if(at->test, true, *target);
            if (at->orelse.size() == 1 && at->orelse[0]->kind == NodeKind::kIf) continue;
            unit_->careful = false;
            statements(at->orelse);
            break;
        }
        if (truth && !*truth) {
            out().set_unreachable();
        } else if (!truth) {
            jump_if(at->test, false, orelse);
        }
        unit_->careful = false;
        statements(at->body);
        if (!at->orelse.empty()) out().jump(end, at->range);
        if (truth) {
            bool falls_through = out().reachable();
            out().set_reachable(live && (!*truth || (at->orelse.empty() && falls_through)));
        }
        out().bind(orelse);
        if (at->orelse.size() != 1 || at->orelse[0]->kind != NodeKind::kIf) {
            statements(at->orelse);
            break;
        }
    }
    out().bind(end);
}

// The test stands at the bottom.
void CodeGenerator::while_statement(const While* node) {
    Label body, test, end;
    Block block;
    block.on_break = &end;
    auto truth = constant_truth(node->test);
    bool live = out().reachable();
    bool endless = truth && *truth;
    block.on_continue = endless ? &body : &test;
    if (truth && !endless) {
        out().set_unreachable();
    } else if (!endless) {
        out().jump(test, node->test->range);
        out().set_reachable(live);
    }
    out().bind_ahead_of_jumps(body);
    push_block(block, node->range);
    statements(node->body);
    pop_block(block);
    if (endless) {
        out().jump(body, node->range);
    } else {
        out().bind(test);
        if (truth) {
            out().set_reachable(live);
        } else {
            begin_expression(node->test);
            Temporaries temporaries(*this);
            jump_if(node->test, true, body);
        }
    }
    unit_->careful = false;
    statements(node->orelse);
    out().bind(end);
}

void CodeGenerator::for_statement(const For* node) {
    Label body, next, end;
    Block block;
    block.on_break = &end;
    block.on_continue = &next;
    Reg state = alloc(3);
    begin_expression(node->iter);
    prepare_iteration(node->iter, state);
    unit_->careful = false;
    Reg target = plain_local(node->target);
    bool direct = target != kNoReg;
    if (!direct) target = alloc();
    bool live = out().reachable();
    out().jump(next, node->iter->range);
    out().set_reachable(live);
    out().bind_ahead_of_jumps(body);
    if (!direct) store_target(node->target, target);
    push_block(block, node->range);
    statements(node->body);
    pop_block(block);
    out().bind(next);
    out().for_loop(state, target, body, node->iter->range);
    statements(node->orelse);
    out().bind(end);
}

void CodeGenerator::break_or_continue(const Stmt* node, bool is_break) {
    std::size_t index = unit_->blocks.size();
    while (index > 0 && unit_->blocks[index - 1]->kind != Block::Kind::kLoop) --index;
    if (index == 0) {
        return fail(is_break ? "'break' outside loop" : "'continue' not properly in loop",
                    node->range);
    }
    Block* loop = unit_->blocks[index - 1];
    std::vector<Block*> blocks = unwind(index, node->range);
    out().jump(is_break ? *loop->on_break : *loop->on_continue, node->range);
    resume_blocks(std::move(blocks));
}

// Where `if …: break` and `if …: continue` can jump at once, because nothing has to be done before.
Label* CodeGenerator::loop_jump(const StmtList& body) {
    if (body.size() != 1 || unit_->blocks.empty()) return nullptr;
    Block* innermost = unit_->blocks.back();
    if (innermost->kind != Block::Kind::kLoop) return nullptr;
    if (body[0]->is<Break>()) return innermost->on_break;
    return body[0]->is<Continue>() ? innermost->on_continue : nullptr;
}

// ---- imports

void CodeGenerator::import_statement(const Import* node) {
    for (const Alias* alias : node->names) {
        Temporaries temporaries(*this);
        Reg module = alloc();
        if (!out().reachable()) return;
        std::string_view name =
            alias->name.find('.') == std::string_view::npos ? mangled(alias->name) : alias->name;
        out().emit_import(module, 0, name_index(name), out().constant(CodeConstant{}), node->range);
        std::size_t dot = alias->name.find('.');
        if (alias->asname.data() == nullptr) {
            store_name(arena_.intern(alias->name.substr(0, dot)), module, node->range);
            continue;
        }
        while (dot != std::string_view::npos) {
            std::size_t start = dot + 1;
            dot = alias->name.find('.', start);
            std::string_view part = alias->name.substr(start, dot - start);
            out().emit_with(Op::IMPORT_FROM, module, module, 0, name_index(part), node->range);
        }
        store_name(alias->asname, module, node->range);
    }
}

void CodeGenerator::import_from(const ImportFrom* node) {
    if (!out().reachable()) return;
    Reg module = alloc();
    CodeConstant names;
    names.kind = CodeConstant::Kind::Tuple;
    for (const Alias* alias : node->names) {
        CodeConstant name;
        name.kind = CodeConstant::Kind::Name;
        name.text = alias->name;
        names.items.push_back(std::move(name));
    }
    std::string_view from = node->module.data() == nullptr ? std::string_view() : node->module;
    out().emit_import(module, node->level, name_index(from), out().constant(names), node->range);
    if (node->names.size() == 1 && node->names[0]->name == "*") {
        return emit(Op::IMPORT_STAR, 0, module, options_.uses_namespace ? 1 : 0, node);
    }
    for (const Alias* alias : node->names) {
        Temporaries temporaries(*this);
        Place place = place_of(alias->asname.data() != nullptr ? alias->asname : alias->name);
        Reg value = place.kind == Place::Kind::kRegister ? place.reg : alloc();
        out().emit_with(Op::IMPORT_FROM, value, module, 0, name_index(mangled(alias->name)),
                        node->range);
        store(place, value, node->range);
    }
}

}  // namespace krait::compiler
