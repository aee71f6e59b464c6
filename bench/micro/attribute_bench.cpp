// Attribute access by kind: each LOAD_ATTR and STORE_ATTR form, specialized against --specialize=none, and against reading a
// local variable. One iteration of a benchmark runs a script function whose loop does 10,000 accesses; the time is given per
// access (items per second).

#include "compiler/compile.h"
#include "vm/interpreter/interpreter.h"
#include "vm/objects/code.h"
#include "vm/vm_state.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace krait {
namespace {

constexpr int kAccesses = 10'000;

struct Subject {
    const char* name;
    const char* setup;   // module code before the function
    const char* access;  // one access to `o`, as a statement
};

const Subject kSubjects[] = {
    {"local", "o = 1", "x = o"},
    {"load_instance_value", "class C:\n    def __init__(self): self.a = 1\no = C()", "o.a"},
    {"load_slot", "class C:\n    __slots__ = ('a',)\no = C()\no.a = 1", "o.a"},
    {"load_module", "import sys\no = sys", "o.maxsize"},
    {"load_with_hint", "class C: pass\no = C()\no.__dict__ = {'a': 1}", "o.a"},
    {"load_nondescriptor", "class C:\n    a = 1\no = C()", "o.a"},
    {"load_method", "class C:\n    def a(self): pass\no = C()", "o.a"},
    {"load_class", "class C:\n    a = 1\no = C", "o.a"},
    {"load_property", "class C:\n    @property\n    def a(self): return 1\no = C()", "o.a"},
    {"invoke_method", "class C:\n    def a(self): return 1\no = C()", "o.a()"},
    {"store_instance_value", "class C:\n    def __init__(self): self.a = 1\no = C()", "o.a = 2"},
    {"store_slot", "class C:\n    __slots__ = ('a',)\no = C()", "o.a = 2"},
    {"store_with_hint", "class C: pass\no = C()\no.__dict__ = {'a': 1}", "o.a = 2"},
    {"store_class", "class C:\n    a = 1\no = C", "o.a = 2"},
};

// A Vm of its own with the subject's function in it.
class Session {
public:
    Session(const Subject& subject, const char* specialize) {
        set_specialization(machine_->state, specialize);
        if (!machine_->boot(this + 1)) std::abort();  // so that work_ and subject_ are scanned
        std::string body;
        for (int i = 0; i < 10; i++) body += std::string("        ") + subject.access + "\n";
        std::string text = std::string(subject.setup) + "\ndef work(o):\n    for i in range(" +
                           std::to_string(kAccesses / 10) + "):\n" + body;
        compiler::CompileResult unit = compiler::compile_text("<bench>", text, {});
        if (!unit.code || !load(unit.code)) std::abort();
        run_once();  // warm
    }
    void run_once() {
        Value argument = subject_;
        if (!call_function(thread(), work_, Args{&argument, 1, 0, nullptr}).ok()) std::abort();
    }

private:
    Thread& thread() { return machine_->thread; }
    bool load(std::shared_ptr<const CompiledCode> unit) {
        Thread& t = thread();
        Result<Code*> code = load_code(t, std::move(unit));
        if (!code.ok()) return false;
        Result<Dict*> globals = make_dict(t);
        if (!globals.ok()) return false;
        Result<Function*> module =
            make_function(t, code.value(), globals.value(), builtins_of(t, globals.value()));
        if (!module.ok() || !run_code(t, module.value(), Value()).ok()) return false;
        Result<Str*> work = intern(t, "work"), subject = intern(t, "o");
        if (!work.ok() || !subject.ok()) return false;
        work_ = dict_get_str(globals.value(), work.value());
        subject_ = dict_get_str(globals.value(), subject.value());
        return !work_.is_empty() && !subject_.is_empty();
    }

    std::unique_ptr<Machine> machine_ = std::make_unique<Machine>();
    Value work_, subject_;  // kept alive by the C++ stack, where the Session lives
};

void measure(benchmark::State& state, const Subject& subject, const char* specialize) {
    Session session(subject, specialize);
    for (auto _ : state) session.run_once();
    state.SetItemsProcessed(state.iterations() * kAccesses);
}

}  // namespace
}  // namespace krait

int main(int argc, char** argv) {
    for (const krait::Subject& subject : krait::kSubjects) {
        for (const char* mode : {"all", "none"}) {
            std::string name = std::string(subject.name) + "/" + mode;
            benchmark::RegisterBenchmark(name.c_str(), [&subject, mode](benchmark::State& state) {
                krait::measure(state, subject, mode);
            });
        }
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
