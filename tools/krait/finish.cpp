#include "tools/krait/finish.h"

#include "runtime/errors/errors.h"
#include "runtime/errors/exception_fields.h"
#include "runtime/heap/weak.h"
#include "runtime/object/operations.h"
#include "runtime/types/int.h"
#include "vm/modules/io_file.h"
#include "vm/modules/registry.h"
#include "vm/objects/traceback_format.h"
#include "vm/vm_state.h"

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

int report_uncaught(Thread& t) {
    Value exception = take_pending(t);
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

int finish_run(Thread& t, int status) {
    run_exit_functions(t);
    bool flushed = flush_standard_streams(t, true);
    vm_state(t).finalizing = true;
    if (!run_all_finalizers(t).ok()) clear_pending(t);
    // What finalizers have written is lost without a word if it can't go out.
    flush_standard_streams(t, false);
    flush_all_files(t);
    return flushed ? status : kFlushFailed;
}

}  // namespace krait::cli
