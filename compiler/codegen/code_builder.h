// Assembles one CompiledCode: instructions, jump labels, constants, the position table and the
// exception table. Knows the instruction formats, but nothing of syntax trees.
//
// Invariants:
// - while `reachable()` is false, emitting does nothing: code behind a return or jump vanishes
//   until a label that something jumps to is bound;
// - the position table has an entry exactly where the range changes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/bytecode/compiled_unit.h"
#include "compiler/source/range.h"

namespace krait::compiler {

class Label {
public:
    bool bound() const { return position_ >= 0; }
    bool used() const { return bound() || !fixups_.empty(); }

private:
    friend class CodeBuilder;
    struct Fixup {
        std::uint32_t instruction;
        bool short_form;  // JUMP and LOOP: the offset shares the instruction's word
    };
    std::int64_t position_ = -1;
    std::vector<Fixup> fixups_;
};

class CodeBuilder {
public:
    CodeBuilder();

    CompiledCode& code() { return *code_; }
    std::shared_ptr<CompiledCode> take() { return std::move(code_); }
    std::uint32_t pc() const { return static_cast<std::uint32_t>(code_->words.size()); }
    bool reachable() const { return reachable_; }
    void set_unreachable() { reachable_ = false; }
    void set_reachable(bool value) { reachable_ = value; }
    const char* failure() const { return failure_; }

    // One-word instructions.
    void emit(Op op, int a, int b, int c, const SourceRange& at);
    void emit_wide(Op op, int a, int d, const SourceRange& at);  // B and C are a 16-bit number
    // With a number or constant index in word 1.
    void emit_with(Op op, int a, int b, int c, std::uint32_t word1, const SourceRange& at);
    // With an inline cache: the low half of word 1, and the result's register in the last byte.
    void emit_site(Op op, int a, int b, int c, std::uint32_t index, int dst, const SourceRange& at);
    // INVOKE: word 1 has the range of the attribute, for when the lookup fails.
    void emit_invoke(int base, int receiver, int count, std::uint32_t name, int dst,
                     const SourceRange& at, const SourceRange& attribute);
    void emit_import(int a, int level, std::uint32_t name, std::uint32_t from_list,
                     const SourceRange& at);
    void emit_return(int reg, const SourceRange& at);

    void jump(Label& target, const SourceRange& at);
    // A two-word conditional jump.
    void jump_if(Op op, int a, int b, Label& target, const SourceRange& at);
    void for_loop(int state, int target, Label& body, const SourceRange& at);
    void bind(Label& label);
    // A label that is jumped to from further down only.
    void bind_ahead_of_jumps(Label& label) { label.position_ = pc(); }
    // Where an exception handler starts; `used` tells whether anything can get there.
    void bind_handler(bool used) { reachable_ = used; }

    void add_exception(std::uint32_t start, std::uint32_t end, std::uint32_t handler, int reg);

    std::uint32_t constant(const CodeConstant& value);
    std::uint32_t string_constant(std::string_view text);
    std::uint32_t code_constant(std::shared_ptr<CompiledCode> code);
    // A name that instructions refer to by 16 bits.
    std::uint32_t name(std::string_view text);
    // At the end: constants beyond those that 16 bits reach go behind the others.
    void join_constants();

private:
    void put(Op op, int a, int b, int c, const SourceRange& at);
    void patch(const Label::Fixup& fixup, std::int64_t target);
    void note_position(const SourceRange& at) { note_position(at, pc()); }
    void note_position(const SourceRange& at, std::uint32_t pc);
    std::uint32_t add(const CodeConstant& value, std::string key);

    std::shared_ptr<CompiledCode> code_;
    std::unordered_map<std::string, std::uint32_t> constant_index_;
    SourceRange last_range_;
    bool any_position_ = false;
    bool reachable_ = true;
    const char* failure_ = nullptr;
    std::vector<CodeConstant> far_constants_;  // their indexes start behind kMaxNameIndex
};

// A text that is equal for equal constants of equal type and no others.
void append_constant_key(std::string& key, const CodeConstant& value);

}  // namespace krait::compiler
