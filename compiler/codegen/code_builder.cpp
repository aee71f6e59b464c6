#include "compiler/codegen/code_builder.h"

#include <cstring>

namespace krait::compiler {
namespace {

constexpr std::uint32_t kMaxNameIndex = 0xFFFF;
constexpr const char* kTooManyNames = "too many different names in one function or module";
constexpr std::int64_t kMaxShortJump = (1 << 23) - 1;

template <typename T>
void append_raw(std::string& key, T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    key.append(bytes, sizeof value);
}

using SharedCode = std::shared_ptr<CompiledCode>;

// What there is no memory for stays where it is: it goes by recursion then.
void take_nested(CompiledCode& code, std::vector<SharedCode>& nested) {
    try {
        for (CodeConstant& constant : code.constants) {
            if (constant.code) nested.push_back(std::move(constant.code));
        }
    } catch (const std::bad_alloc&) {}
}

// Code nested in code goes one after the other, not by a recursion as deep as the nesting.
void release_code(CompiledCode* code) {
    std::vector<SharedCode> open;
    take_nested(*code, open);
    delete code;
    while (!open.empty()) {
        SharedCode next = std::move(open.back());
        open.pop_back();
        if (next.use_count() == 1) take_nested(*next, open);
    }
}

}  // namespace

CodeBuilder::CodeBuilder() : code_(new CompiledCode, release_code) {}

void append_constant_key(std::string& key, const CodeConstant& value) {
    key.push_back(static_cast<char>('A' + static_cast<int>(value.kind)));
    switch (value.kind) {
        case CodeConstant::Kind::Int: append_raw(key, value.integer); break;
        case CodeConstant::Kind::Float: append_raw(key, value.real); break;
        case CodeConstant::Kind::Complex:
            append_raw(key, value.real);
            append_raw(key, value.imaginary);
            break;
        case CodeConstant::Kind::Str:
        case CodeConstant::Kind::Name:
        case CodeConstant::Kind::Bytes:
        case CodeConstant::Kind::BigInt:
            append_raw(key, value.text.size());
            key += value.text;
            break;
        case CodeConstant::Kind::Tuple:
        case CodeConstant::Kind::FrozenSet:
            append_raw(key, value.items.size());
            for (const CodeConstant& item : value.items) append_constant_key(key, item);
            break;
        case CodeConstant::Kind::Code: append_raw(key, value.code.get()); break;
        default: break;
    }
}

// ---- instructions

void CodeBuilder::note_position(const SourceRange& at, std::uint32_t pc) {
    if (any_position_ && at == last_range_) return;
    any_position_ = true;
    last_range_ = at;
    code_->positions.push_back({pc, at.line, at.end_line, at.col, at.end_col});
}

void CodeBuilder::put(Op op, int a, int b, int c, const SourceRange& at) {
    note_position(at);
    code_->words.push_back(make_abc(op, static_cast<unsigned>(a) & 0xFF, static_cast<unsigned>(b),
                                    static_cast<unsigned>(c)));
}

void CodeBuilder::emit(Op op, int a, int b, int c, const SourceRange& at) {
    if (reachable_) put(op, a, b, c, at);
}

void CodeBuilder::emit_wide(Op op, int a, int d, const SourceRange& at) {
    emit(op, a, d & 0xFF, d >> 8 & 0xFF, at);
}

void CodeBuilder::emit_with(Op op, int a, int b, int c, std::uint32_t word1,
                            const SourceRange& at) {
    if (!reachable_) return;
    put(op, a, b, c, at);
    code_->words.push_back(word1);
    for (int i = 2; i < info(op).words; ++i) code_->words.push_back(0);
}

void CodeBuilder::emit_site(Op op, int a, int b, int c, std::uint32_t index, int dst,
                            const SourceRange& at) {
    if (!reachable_) return;
    emit_with(op, a, b, c, index, at);
    if (index > kMaxNameIndex) failure_ = kTooManyNames;
    code_->words.back() |= static_cast<Word>(dst & 0xFF) << 24;
}

void CodeBuilder::emit_invoke(int base, int receiver, int count, std::uint32_t name, int dst,
                              const SourceRange& at, const SourceRange& attribute) {
    if (!reachable_) return;
    std::uint32_t start = pc();
    emit_site(Op::INVOKE, base, receiver, count, name, dst, at);
    note_position(attribute, start + 1);
    note_position(at, start + 2);
}

void CodeBuilder::emit_import(int a, int level, std::uint32_t name, std::uint32_t from_list,
                              const SourceRange& at) {
    if (!reachable_) return;
    put(Op::IMPORT_NAME, a, 0, level < 255 ? level : 255, at);
    code_->words.push_back(name);
    code_->words.push_back(from_list);
    code_->words.push_back(static_cast<Word>(level));
}

void CodeBuilder::emit_return(int reg, const SourceRange& at) {
    if (reg < 0) {
        emit(Op::RETURN_NONE, 0, 0, 0, at);
    } else {
        emit(Op::RETURN, reg, 0, 0, at);
    }
    reachable_ = false;
}

// ---- jumps

void CodeBuilder::patch(const Label::Fixup& fixup, std::int64_t target) {
    std::int64_t offset = target - fixup.instruction;
    if (fixup.short_form) {
        if (offset > kMaxShortJump || offset < -kMaxShortJump) failure_ = "code too large";
        Word& word = code_->words[fixup.instruction];
        word = (word & 0xFF) | static_cast<Word>(offset) << 8;
    } else {
        code_->words[fixup.instruction + 1] = static_cast<Word>(static_cast<std::int32_t>(offset));
    }
}

void CodeBuilder::jump(Label& target, const SourceRange& at) {
    if (!reachable_) return;
    Label::Fixup fixup{pc(), true};
    put(target.bound() ? Op::LOOP : Op::JUMP, 0, 0, 0, at);
    if (target.bound()) {
        patch(fixup, target.position_);
    } else {
        target.fixups_.push_back(fixup);
    }
    reachable_ = false;
}

void CodeBuilder::jump_if(Op op, int a, int b, Label& target, const SourceRange& at) {
    if (!reachable_) return;
    Label::Fixup fixup{pc(), false};
    emit_with(op, a, b, 0, 0, at);
    if (target.bound()) {
        patch(fixup, target.position_);
    } else {
        target.fixups_.push_back(fixup);
    }
}

void CodeBuilder::for_loop(int state, int target, Label& body, const SourceRange& at) {
    if (!reachable_) return;
    Label::Fixup fixup{pc(), false};
    emit_with(Op::FOR_LOOP, state, target, 0, 0, at);
    code_->words.back() = static_cast<Word>(target) << 24;
    patch(fixup, body.position_);
}

void CodeBuilder::bind(Label& label) {
    label.position_ = pc();
    if (label.fixups_.empty()) return;
    for (const Label::Fixup& fixup : label.fixups_) patch(fixup, label.position_);
    label.fixups_.clear();
    reachable_ = true;
}

void CodeBuilder::add_exception(std::uint32_t start, std::uint32_t end, std::uint32_t handler,
                                int reg) {
    if (start >= end) return;
    code_->exceptions.push_back({start, end, handler, static_cast<std::uint8_t>(reg)});
}

// ---- constants

std::uint32_t CodeBuilder::add(const CodeConstant& value, std::string key) {
    // Names need the low indexes; of those, a code with very many constants keeps half for them.
    constexpr std::size_t kMaxNearConstants = kMaxNameIndex / 2;
    bool far =
        value.kind != CodeConstant::Kind::Name && code_->constants.size() >= kMaxNearConstants;
    std::vector<CodeConstant>& list = far ? far_constants_ : code_->constants;
    std::size_t index = list.size() + (far ? kMaxNameIndex + 1 : 0);
    auto [it, fresh] = constant_index_.emplace(std::move(key), static_cast<std::uint32_t>(index));
    if (fresh) list.push_back(value);
    return it->second;
}

void CodeBuilder::join_constants() {
    if (far_constants_.empty() || failure_ != nullptr) return;
    code_->constants.resize(kMaxNameIndex + 1);
    code_->constants.insert(code_->constants.end(), far_constants_.begin(), far_constants_.end());
    far_constants_.clear();
}

std::uint32_t CodeBuilder::constant(const CodeConstant& value) {
    std::string key;
    append_constant_key(key, value);
    return add(value, std::move(key));
}

std::uint32_t CodeBuilder::string_constant(std::string_view text) {
    CodeConstant value;
    value.kind = CodeConstant::Kind::Str;
    value.text = text;
    return constant(value);
}

std::uint32_t CodeBuilder::code_constant(std::shared_ptr<CompiledCode> code) {
    CodeConstant value;
    value.kind = CodeConstant::Kind::Code;
    value.code = std::move(code);
    return constant(value);
}

std::uint32_t CodeBuilder::name(std::string_view text) {
    CodeConstant value;
    value.kind = CodeConstant::Kind::Name;
    value.text = text;
    std::uint32_t index = constant(value);
    if (index > kMaxNameIndex) failure_ = kTooManyNames;
    return index;
}

}  // namespace krait::compiler
