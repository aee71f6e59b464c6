// time.struct_time and the functions of the calendar: what `time` has besides clocks.
#pragma once

#include "runtime/types/descriptor.h"

namespace krait {

// Puts struct_time, the functions and the time zone's constants into the module.
Result<void> add_calendar(Thread&, Module*);

Result<Value> time_gmtime(Thread&, Value* a);
Result<Value> time_localtime(Thread&, Value* a);
Result<Value> time_mktime(Thread&, Value* a);
Result<Value> time_asctime(Thread&, Value* a);
Result<Value> time_ctime(Thread&, Value* a);
Result<Value> time_strftime(Thread&, Value* a);
Result<Value> time_tzset(Thread&, Value* a);

}  // namespace krait
