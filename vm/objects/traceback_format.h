// The text of error reports, as the reference prints uncaught exceptions on standard error: the chain of exceptions with
// their tracebacks, source lines, carets, notes, suggestions, and the tree of an exception group.
//
// format_exception is the whole (the runtime reaches it as VmHooks::format_exception); the rest are its parts, for the traceback module. Formatting
// runs script code (__str__, __dir__, __notes__ …). Whatever that raises is dropped or shown as "<… failed>": nothing here
// fails, and the pending exception is as it was before.
#pragma once

#include "runtime/errors/errors.h"
#include "vm/objects/code.h"
#include "vm/objects/traceback_source.h"

#include <string>

namespace krait {

// Which exceptions are shown with those that led to them: all, none, or only the members of the group that is formatted.
enum class Chain : u8 { kNo, kYes, kMembersOnly };

// The uncaught-exception report as CPython prints it: "Traceback (most recent call last):\n…", chained exceptions, notes, a
// SyntaxError's caret.
std::string format_exception(Thread&, Value exc);
// With or without the exceptions it was caused by. `limit`: how many traceback entries, counted from the end; negative = all.
std::string format_exception(Thread&, Value exc, Chain, i64 limit);
// The last part of the report: "ValueError: text" with notes.
std::string format_exception_only(Thread&, Value exc);
// The entries of a traceback (or None), without the header line.
std::string format_traceback(Thread&, Value traceback, i64 limit = -1);
// One entry for a code at a position, with its source lines.
std::string format_frame_entry(Thread&, SourceCache&, const Code*, const compiler::PositionEntry&);

}  // namespace krait
