// Defaults for builds with AddressSanitizer; ASAN_OPTIONS and UBSAN_OPTIONS in the environment go
// over them.
//
// - Leaks are not looked for: the sanitizer can't see references from krait's own heap.
// - A fake stack for use-after-return would hide locals from the collector: it scans the real one.
// - A malloc that can't be satisfied returns null, as it does outside: MemoryError can be tested.
// - The exit status differs from those that scripts end with.
extern "C" const char* __asan_default_options() {
    return "detect_leaks=0:detect_stack_use_after_return=0:allocator_may_return_null=1:exitcode=99";
}

extern "C" const char* __ubsan_default_options() {
    return "print_stacktrace=1:halt_on_error=1:exitcode=99";
}
