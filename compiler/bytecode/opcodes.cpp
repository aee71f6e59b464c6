#include "compiler/bytecode/opcodes.h"

namespace krait {

namespace {
// What a specialized form inherits from its base.
struct Base {
    const char* format;
    std::uint8_t words;
    Family family;
};
#define OP(name, format, words, family, doc) \
    [[maybe_unused]] constexpr Base kBase_##name = {format, words, Family::family};
#define FORM(name, base, form)
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
}  // namespace

const OpInfo kOpInfo[kOpCount] = {
#define OP(name, format, words, family, doc) \
    {#name, format, words, Family::family, Op::name, "", doc},
#define FORM(name, base, form)
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
#define OP(name, format, words, family, doc)
#define FORM(name, base, form) \
    {#name, kBase_##base.format, kBase_##base.words, kBase_##base.family, Op::base, form, ""},
#include "compiler/bytecode/opcodes.def"
#undef OP
#undef FORM
};

}  // namespace krait
