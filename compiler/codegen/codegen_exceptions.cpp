// try, with, and leaving blocks by return, break and continue.
//
// Code that runs on the way out of a block is copied to each way out. While it is emitted, the
// block and those within it don't count: their regions in the exception table have holes there.
#include "compiler/codegen/code_generator.h"

namespace krait::compiler {

// ---- blocks

void CodeGenerator::push_block(Block& block, const SourceRange& at) {
    constexpr std::size_t kMaxBlocks = 20;
    if (unit_->blocks.size() >= kMaxBlocks) fail("too many statically nested blocks", at);
    block.region.start = out().pc();
    unit_->blocks.push_back(&block);
}

void CodeGenerator::close_region(Block& block) {
    if (block.region.start < out().pc())
        block.region.parts.emplace_back(block.region.start, out().pc());
}

void CodeGenerator::pop_block(Block& block) {
    close_region(block);
    unit_->blocks.pop_back();
}

void CodeGenerator::protect(const Block& block, std::uint32_t handler, Reg reg) {
    for (auto [start, end] : block.region.parts) out().add_exception(start, end, handler, reg);
}

// Whether what runs on the way out may change variables.
bool CodeGenerator::unwinding_assigns(std::size_t down_to) const {
    for (std::size_t i = down_to; i < unit_->blocks.size(); ++i) {
        const Block& block = *unit_->blocks[i];
        if (block.kind == Block::Kind::kFinally) return true;
        if (block.kind == Block::Kind::kHandler && block.handler->name.data() != nullptr)
            return true;
    }
    return false;
}

// Emits what leaving all blocks from number `down_to` on takes, innermost first. The blocks don't
// count until `resume_blocks`, behind the jump or return.
std::vector<Block*> CodeGenerator::unwind(std::size_t down_to, const SourceRange& at) {
    std::vector<Block*> blocks = unit_->blocks;
    for (std::size_t i = blocks.size(); i > down_to; --i) {
        close_region(*blocks[i - 1]);
        unit_->blocks.resize(i - 1);
        if (out().reachable()) leave_block(*blocks[i - 1], at);
    }
    return blocks;
}

void CodeGenerator::resume_blocks(std::vector<Block*> blocks) {
    for (std::size_t i = unit_->blocks.size(); i < blocks.size(); ++i) {
        blocks[i]->region.start = out().pc();
    }
    unit_->blocks = std::move(blocks);
}

void CodeGenerator::leave_block(Block& block, const SourceRange& at) {
    switch (block.kind) {
        case Block::Kind::kLoop:
        case Block::Kind::kTry: return;
        case Block::Kind::kFinally: return statements(block.statement->finalbody);
        case Block::Kind::kFinallyHandler: return emit(Op::POP_EXC, block.reg, 0, 0, at);
        case Block::Kind::kHandler:
            emit(Op::POP_EXC, block.reg, 0, 0, at);
            if (block.handler->name.data() != nullptr) {
                unbind_quietly(place_of(block.handler->name), at);
            }
            return;
        case Block::Kind::kWith: return call_exit(block.reg, block.at);
    }
}

// ---- try

void CodeGenerator::try_statement(const Try* node) {
    if (node->finalbody.empty()) {
        try_except(node);
    } else {
        try_finally(node);
    }
}

void CodeGenerator::try_finally(const Try* node) {
    Reg exception = alloc(), saved = alloc();
    Block block;
    block.kind = Block::Kind::kFinally;
    block.statement = node;
    push_block(block, node->range);
    if (node->handlers.empty()) {
        statements(node->body);
    } else {
        Temporaries temporaries(*this);
        try_except(node);
    }
    pop_block(block);
    Label end;
    statements(node->finalbody);
    const SourceRange no_range;
    out().jump(end, no_range);
    if (!block.region.parts.empty()) {
        std::uint32_t handler = out().pc();
        out().bind_handler(true);
        protect(block, handler, exception);
        emit(Op::PUSH_EXC, saved, exception, 0, no_range);
        Block running;
        running.kind = Block::Kind::kFinallyHandler;
        running.reg = saved;
        push_block(running, node->range);
        statements(node->finalbody);
        pop_block(running);
        emit(Op::POP_EXC, saved, 0, 0, no_range);
        emit(Op::RERAISE, exception, 0, 0, no_range);
        std::uint32_t cleanup = out().pc();
        out().bind_handler(!running.region.parts.empty());
        protect(running, cleanup, exception);
        emit(Op::POP_EXC, saved, 0, 0, no_range);
        emit(Op::RERAISE, exception, 0, 0, no_range);
        out().set_unreachable();
    }
    out().bind(end);
}

void CodeGenerator::try_except(const Try* node) {
    Reg exception = alloc(), saved = alloc();
    Label end;
    Block block;
    block.kind = Block::Kind::kTry;
    push_block(block, node->range);
    statements(node->body);
    pop_block(block);
    statements(node->orelse);
    const SourceRange no_range;
    out().jump(end, no_range);
    bool any = !block.region.parts.empty();
    std::uint32_t start = out().pc();
    out().bind_handler(any);
    protect(block, start, exception);
    emit(Op::PUSH_EXC, saved, exception, 0, no_range);
    Block handling;  // everything behind PUSH_EXC but what clauses protect themselves
    handling.kind = Block::Kind::kTry;
    push_block(handling, node->range);
    for (std::size_t i = 0; i < node->handlers.size(); ++i) {
        const ExceptHandler* handler = node->handlers[i];
        if (handler->type == nullptr && i + 1 < node->handlers.size()) {
            fail("default 'except:' must be last", handler->range);
        }
        Label next;
        if (handler->type != nullptr) {
            Temporaries temporaries(*this);
            begin_expression(handler->type);
            Reg type = operand(handler->type);
            Reg matches = alloc();
            emit(Op::MATCH_EXC, matches, exception, type, handler);
            out().jump_if(Op::JUMP_FALSE, matches, 0, next, handler->range);
            unit_->careful = false;
        }
        close_region(handling);
        except_clause(handler, exception, saved, end);
        handling.region.start = out().pc();
        out().bind(next);
    }
    pop_block(handling);
    emit(Op::POP_EXC, saved, 0, 0, no_range);
    emit(Op::RERAISE, exception, 0, 0, no_range);
    std::uint32_t cleanup = out().pc();
    out().bind_handler(!handling.region.parts.empty());
    protect(handling, cleanup, exception);
    emit(Op::POP_EXC, saved, 0, 0, no_range);
    emit(Op::RERAISE, exception, 0, 0, no_range);
    out().set_unreachable();
    out().bind(end);
}

// The body of an except clause, with a cleanup of its own.
void CodeGenerator::except_clause(const ExceptHandler* handler, Reg exception, Reg saved,
                                  Label& end) {
    const SourceRange no_range;
    // The enclosing block of the match tests doesn't protect it.
    Block* matching = unit_->blocks.back();
    unit_->blocks.pop_back();
    Block block;
    block.kind = Block::Kind::kHandler;
    block.reg = saved;
    block.handler = handler;
    push_block(block, handler->range);
    bool named = handler->name.data() != nullptr;
    if (named) store_name(handler->name, exception, handler->range);
    statements(handler->body);
    pop_block(block);
    const SourceRange at = handler->body.back()->range;
    bool falls_through = out().reachable();
    emit(Op::POP_EXC, saved, 0, 0, at);
    if (named && falls_through) unbind_quietly(place_of(handler->name), at);
    out().jump(end, at);
    std::uint32_t cleanup = out().pc();
    out().bind_handler(!block.region.parts.empty());
    protect(block, cleanup, exception);
    if (named) unbind_quietly(place_of(handler->name), no_range);
    emit(Op::POP_EXC, saved, 0, 0, no_range);
    emit(Op::RERAISE, exception, 0, 0, no_range);
    out().set_unreachable();
    unit_->blocks.push_back(matching);
}

// ---- with

void CodeGenerator::call_exit(Reg exit, const SourceRange& at) {
    Temporaries temporaries(*this);
    Reg base = alloc(kFrameHeader);
    move(base, exit, at);
    for (int i = 0; i < 3; ++i) load_none(alloc(), at);
    call(base, 3, base, at);
}

void CodeGenerator::with_statement(const With* node, std::size_t index) {
    DepthGuard guard(*this);
    if (!guard.ok()) return;
    if (index == node->items.size()) return statements(node->body);
    const WithItem* item = node->items[index];
    const SourceRange& at = item->context_expr->range;
    Reg exit = alloc(), exception = alloc(), saved = alloc();
    {
        Temporaries temporaries(*this);
        begin_expression(item->context_expr);
        Reg manager = operand(item->context_expr);
        unit_->careful = false;
        emit(Op::LOAD_SPECIAL, exit, manager, 1, at);
        Reg base = alloc(kFrameHeader);
        emit(Op::LOAD_SPECIAL, base, manager, 0, at);
        Reg target = item->optional_vars != nullptr ? plain_local(item->optional_vars) : kNoReg;
        // The entered value survives in `saved`, which isn't needed before an exception.
        call(base, 0, target != kNoReg ? target : saved, at);
    }
    Block block;
    block.kind = Block::Kind::kWith;
    block.reg = exit;
    block.at = at;
    push_block(block, node->range);
    if (item->optional_vars != nullptr && plain_local(item->optional_vars) == kNoReg) {
        store_target(item->optional_vars, saved);
    }
    {
        Temporaries temporaries(*this);
        with_statement(node, index + 1);
    }
    pop_block(block);
    Label end;
    if (out().reachable()) call_exit(exit, at);
    out().jump(end, at);
    std::uint32_t handler = out().pc();
    out().bind_handler(!block.region.parts.empty());
    protect(block, handler, exception);
    emit(Op::PUSH_EXC, saved, exception, 0, at);
    Label swallowed;
    Reg result = alloc();
    std::uint32_t start = out().pc();
    emit(Op::WITH_EXIT, result, exit, exception, at);
    out().jump_if(Op::JUMP_TRUE, result, 0, swallowed, at);
    std::uint32_t stop = out().pc();
    emit(Op::POP_EXC, saved, 0, 0, at);
    emit(Op::RERAISE, exception, 0, 0, at);
    const SourceRange no_range;
    std::uint32_t cleanup = out().pc();
    out().add_exception(start, stop, cleanup, exception);
    emit(Op::POP_EXC, saved, 0, 0, no_range);
    emit(Op::RERAISE, exception, 0, 0, no_range);
    out().set_unreachable();
    out().bind(swallowed);
    emit(Op::POP_EXC, saved, 0, 0, at);
    out().bind(end);
}

}  // namespace krait::compiler
