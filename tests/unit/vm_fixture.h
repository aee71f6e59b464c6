// A booted Vm for unit tests of what needs one: types, dicts, layouts, versions. One for the whole process, as a script has
// one; tests use names of their own.
#pragma once

#include "runtime/errors/errors.h"
#include "runtime/object/operations.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include "vm/modules/compile.h"
#include "vm/vm_state.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

extern "C" void* __libc_stack_end;  // the collector scans from here

namespace krait {

class VmTest : public testing::Test {
protected:
    VmTest() : t(machine().thread) {
        Result<Dict*> made = make_dict(t);
        EXPECT_TRUE(made.ok());
        globals = made.value();
        EXPECT_TRUE(dict_set_str(t, t.vm->sys, name("test_globals"), globals).ok());  // a root
    }

    static Machine& machine() {
        static Machine* booted = [] {
            auto* m = new Machine;
            EXPECT_EQ(set_specialization(m->state, "all"), "");
            EXPECT_TRUE(m->boot(__libc_stack_end));
            return m;
        }();
        return *booted;
    }

    Str* name(std::string_view text) {
        Result<Str*> interned = intern(t, text);
        EXPECT_TRUE(interned.ok());
        return interned.value();
    }

    // Another str of the same text, which is not interned.
    Str* fresh_str(std::string_view text) {
        Result<Str*> made = make_str(t, std::string(text));
        EXPECT_TRUE(made.ok());
        return made.value();
    }

    // Runs statements in the test's globals.
    void run(std::string_view source) {
        Result<Code*> code = compile_code(t, "<test>", source, {}, compiler::SourceOrigin::kText);
        ASSERT_TRUE(code.ok()) << pending_text();
        Result<Value> done = run_in_namespace(t, code.value(), globals, Value());
        ASSERT_TRUE(done.ok()) << pending_text();
    }

    Value global(std::string_view text) {
        Value v = dict_get_str(globals, name(text));
        EXPECT_FALSE(v.is_empty()) << text;
        return v;
    }

    std::string repr_of(Value v) {
        Result<Str*> text = repr(t, v);
        EXPECT_TRUE(text.ok());
        return std::string(text.value()->view());
    }

    std::string pending_text() { return repr_of(take_pending(t)); }

    Thread& t;
    Dict* globals;
};

}  // namespace krait
