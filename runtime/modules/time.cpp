// time: clocks and sleep. The calendar is in time_struct.cpp.
#include "runtime/errors/errors.h"
#include "runtime/modules/modules.h"
#include "runtime/modules/time_struct.h"
#include "runtime/object/operations.h"
#include "runtime/types/container_support.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/number.h"
#include "runtime/types/sequence.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <ctime>

namespace krait {

namespace {

constexpr i64 kSecond = 1'000'000'000;

// ---- clocks

Result<i64> read_clock(Thread& t, clockid_t clock) {
    timespec now;
    if (::clock_gettime(clock, &now) != 0) return raise_os_error(t, errno);
    return now.tv_sec * kSecond + now.tv_nsec;
}

template <clockid_t clock>
Result<Value> seconds_of(Thread& t, Value*) {
    return Value::from_double(static_cast<double>(TRY(read_clock(t, clock))) / 1e9);
}
template <clockid_t clock>
Result<Value> nanoseconds_of(Thread& t, Value*) {
    return make_int(t, TRY(read_clock(t, clock)));
}

Result<Value> clock_gettime(Thread& t, Value* a) {
    i64 clock = TRY(to_c_int(t, a[0]));
    return Value::from_double(
        static_cast<double>(TRY(read_clock(t, static_cast<clockid_t>(clock)))) / 1e9);
}
Result<Value> clock_gettime_ns(Thread& t, Value* a) {
    i64 clock = TRY(to_c_int(t, a[0]));
    return make_int(t, TRY(read_clock(t, static_cast<clockid_t>(clock))));
}
Result<Value> clock_getres(Thread& t, Value* a) {
    i64 clock = TRY(to_c_int(t, a[0]));
    timespec resolution;
    if (::clock_getres(static_cast<clockid_t>(clock), &resolution) != 0)
        return raise_os_error(t, errno);
    return Value::from_double(static_cast<double>(resolution.tv_sec) +
                              static_cast<double>(resolution.tv_nsec) / 1e9);
}

struct ClockInfo {
    std::string_view name;
    const char* implementation;
    bool monotonic;
};
constexpr ClockInfo kClocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", false},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true},
};

Result<Value> get_clock_info(Thread& t, Value* a) {
    if (!is_str(a[0]))
        return raise_type_error(
            t, cat("get_clock_info() argument 1 must be str, not ", type_name(t, a[0])));
    const auto* info =
        std::find_if(std::begin(kClocks), std::end(kClocks),
                     [&](const ClockInfo& row) { return row.name == a[0].as<Str>()->view(); });
    if (info == std::end(kClocks)) return raise_value_error(t, "unknown clock");
    Value names[] = {Value(TRY(intern(t, "implementation"))), Value(TRY(intern(t, "monotonic"))),
                     Value(TRY(intern(t, "adjustable"))), Value(TRY(intern(t, "resolution")))};
    Value values[] = {Value(TRY(make_str_ascii(t, info->implementation))),
                      Value::from_bool(info->monotonic), Value::from_bool(!info->monotonic),
                      Value::from_double(1e-9)};
    Tuple* keywords = TRY(make_tuple_from(t, names, 4));
    return call(t, Value(t.types().simple_namespace), Args{values, 0, 4, keywords});
}

// ---- sleep

// The length of a sleep in nanoseconds, rounded up: a sleep is never shorter than asked for.
Result<i64> sleep_length(Thread& t, Value v) {
    constexpr const char* kOutOfRange = "timestamp out of range for C PyTime_t";
    constexpr const char* kNegative = "sleep length must be non-negative";
    constexpr i64 kMostSeconds = INT64_MAX / kSecond;
    if (is_float(v)) {
        double seconds = float_value(v);
        if (std::isnan(seconds)) return raise_value_error(t, "Invalid value NaN (not a number)");
        double nanoseconds = std::ceil(seconds * 1e9);
        if (std::fabs(nanoseconds) >= 9.223372036854775807e18)
            return raise_overflow_error(t, kOutOfRange);
        if (nanoseconds < 0) return raise_value_error(t, kNegative);
        return static_cast<i64>(nanoseconds);
    }
    if (!is_int(v) && !has_index(t, v)) {
        return raise_type_error(
            t, cat("'", type_name(t, v), "' object cannot be interpreted as an integer or float"));
    }
    i64 seconds = int_clip_i64(TRY(to_index(t, v)));
    if (seconds > kMostSeconds || seconds < -kMostSeconds)
        return raise_overflow_error(t, kOutOfRange);
    if (seconds < 0) return raise_value_error(t, kNegative);
    return seconds * kSecond;
}

// Sleeps in slices, so that an interrupt that comes between the check and the sleep doesn't wait
// for long.
Result<Value> sleep(Thread& t, Value* a) {
    constexpr i64 kSlice = kSecond / 20;
    i64 length = TRY(sleep_length(t, a[0]));
    i64 start = TRY(read_clock(t, CLOCK_MONOTONIC));
    i64 end;
    if (__builtin_add_overflow(start, length, &end)) end = INT64_MAX;
    for (i64 now = start; now < end; now = TRY(read_clock(t, CLOCK_MONOTONIC))) {
        i64 until = std::min(end, now + kSlice);
        timespec deadline{until / kSecond, until % kSecond};
        int error = ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nullptr);
        if (error != 0 && error != EINTR) return raise_os_error(t, error);
        if (t.interrupt != 0 && t.vm->hooks.run_pending != nullptr) TRY(t.vm->hooks.run_pending(t));
    }
    return Value::none();
}

constexpr NativeDef kFunctions[] = {
    {"time", "()", "Seconds since the epoch.", seconds_of<CLOCK_REALTIME>},
    {"time_ns", "()", "Nanoseconds since the epoch.", nanoseconds_of<CLOCK_REALTIME>},
    {"clock_gettime", "(clk_id, /)", "Seconds on a clock of the system.", clock_gettime},
    {"clock_gettime_ns", "(clk_id, /)", "Nanoseconds on a clock of the system.", clock_gettime_ns},
    {"clock_getres", "(clk_id, /)", "Resolution of a clock of the system, in seconds.",
     clock_getres},
    {"sleep", "(object, /)", "Wait for that many seconds.", sleep},
    {"gmtime", "(seconds=None, /)", "Seconds since the epoch as a struct_time in UTC; None: now.",
     time_gmtime},
    {"localtime", "(seconds=None, /)",
     "Seconds since the epoch as a struct_time in local time; None: now.", time_localtime},
    {"asctime", "(tuple=None, /)", "A struct_time as text, 'Sat Jun 06 16:26:11 1998'.",
     time_asctime},
    {"ctime", "(seconds=None, /)", "Seconds since the epoch as text, in local time.", time_ctime},
    {"mktime", "(object, /)", "A struct_time in local time as seconds since the epoch.",
     time_mktime},
    {"strftime", "(format, tuple=None, /)", "A struct_time as text by a format.", time_strftime},
    {"tzset", "()", "Look the time zone up again.", time_tzset},
    {"monotonic", "()", "Seconds on a clock that never goes back.", seconds_of<CLOCK_MONOTONIC>},
    {"monotonic_ns", "()", "Nanoseconds on a clock that never goes back.",
     nanoseconds_of<CLOCK_MONOTONIC>},
    {"process_time", "()", "Seconds of CPU time of the process.",
     seconds_of<CLOCK_PROCESS_CPUTIME_ID>},
    {"process_time_ns", "()", "Nanoseconds of CPU time of the process.",
     nanoseconds_of<CLOCK_PROCESS_CPUTIME_ID>},
    {"thread_time", "()", "Seconds of CPU time of the thread.",
     seconds_of<CLOCK_THREAD_CPUTIME_ID>},
    {"thread_time_ns", "()", "Nanoseconds of CPU time of the thread.",
     nanoseconds_of<CLOCK_THREAD_CPUTIME_ID>},
    {"perf_counter", "()", "Seconds on the clock for measuring.", seconds_of<CLOCK_MONOTONIC>},
    {"perf_counter_ns", "()", "Nanoseconds on the clock for measuring.",
     nanoseconds_of<CLOCK_MONOTONIC>},
    {"get_clock_info", "(name, /)", "What is known of a clock, as a namespace.", get_clock_info},
};

struct ClockConstant {
    const char* name;
    clockid_t clock;
};
constexpr ClockConstant kConstants[] = {
    {"CLOCK_REALTIME", CLOCK_REALTIME},
    {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
    {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
    {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
    {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
    {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
    {"CLOCK_TAI", CLOCK_TAI},
};

}  // namespace

Result<Module*> init_time_module(Thread& t) {
    Module* module =
        TRY(make_native_module(t, "time", "Clocks, sleep and calendar times.", kFunctions));
    for (const ClockConstant& constant : kConstants) {
        Str* name = TRY(intern(t, constant.name));
        TRY(dict_set_str(t, module->dict, name, Value::small_int(constant.clock)));
    }
    TRY(add_calendar(t, module));
    return module;
}

}  // namespace krait
