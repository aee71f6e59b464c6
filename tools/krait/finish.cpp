#include "tools/krait/finish.h"

#include "runtime/errors/allocation_guard.h"
#include "runtime/errors/errors.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/types/int.h"
#include "vm/modules/io_file.h"
#include "vm/modules/registry.h"
#include "vm/objects/traceback_format.h"
#include "vm/vm_state.h"

#include <unistd.h>
#include <cstring>

namespace krait::cli {

namespace {

constexpr int kFlushFailed = 120;

int status_of_exit(Thread& t, Value exit) {
    Value code = exit.as<Exception>()->fields[kSystemExitCode];
    if (code.is_empty() || code.is_none()) return 0;
    if (is_int(code)) {
        i64 status;
        return int_to_i64(code, &status) ? static_cast<int>(status) & 0xFF : 0xFF;
    }
    write_error_text(t, exception_text(t, code).append("\n"));
    return 1;
}

void print_exception(Thread& t, Value exception) {
    std::string text = format_exception(t, exception);
    if (!text.empty() && text.back() != '\n') text += '\n';
    write_error_text(t, text);
}

}  // namespace

namespace {

// What can't be reported as it should be, for want of memory, is at least named.
int report_briefly(Thread& t, Value exception) {
    clear_pending(t);
    const char* name = type_name(type_of(t, exception));
    if (write(2, name, std::strlen(name)) < 0 || write(2, "\n", 1) < 0) {
        // There is nobody left to tell.
    }
    return 1;
}

int report(Thread& t, Value exception) {
    t.handled = Value();
    if (is_subtype(type_of(t, exception), t.types().system_exit))
        return status_of_exit(t, exception);
    int status = is_subtype(type_of(t, exception), t.types().keyboard_interrupt) ? kInterrupted : 1;
    Value traceback = exception.as<Exception>()->traceback;
    if (traceback.is_empty()) traceback = Value::none();
    Value hook = dict_get_str(t.vm->sys, t.names().excepthook);
    if (hook.is_empty()) {
        write_error_text(t, "sys.excepthook is missing\n");
        print_exception(t, exception);
        return status;
    }
    if (call(t, hook, {Value(type_of(t, exception)), exception, traceback}).ok()) return status;
    Value second = take_pending(t);
    if (is_subtype(type_of(t, second), t.types().system_exit)) return status_of_exit(t, second);
    write_error_text(t, "Error in sys.excepthook:\n");
    print_exception(t, second);
    write_error_text(t, "\nOriginal exception was:\n");
    print_exception(t, exception);
    return status;
}

}  // namespace

int report_uncaught(Thread& t) {
    Value exception = take_pending(t);
    Result<int> status = guarded(t, [&]() -> Result<int> { return report(t, exception); });
    return status.ok() ? status.value() : report_briefly(t, exception);
}

namespace {

// Each step gets its turn, whatever became of the one before.
bool step(Thread& t, bool (*work)(Thread&)) {
    Result<bool> done = guarded(t, [&]() -> Result<bool> { return work(t); });
    if (!done.ok()) clear_pending(t);
    return done.ok() && done.value();
}

}  // namespace

int finish_run(Thread& t, int status) {
    step(t, [](Thread& thread) { return run_exit_functions(thread), true; });
    bool flushed = step(t, [](Thread& thread) { return flush_standard_streams(thread, true); });
    vm_state(t).finalizing = true;
    step(t, [](Thread& thread) { return run_all_finalizers(thread).ok(); });
    clear_pending(t);
    // What finalizers have written is lost without a word if it can't go out.
    step(t, [](Thread& thread) { return flush_standard_streams(thread, false); });
    step(t, [](Thread& thread) { return flush_all_files(thread), true; });
    return flushed ? status : kFlushFailed;
}

}  // namespace krait::cli
