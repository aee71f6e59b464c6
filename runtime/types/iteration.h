// The end of an iteration. A type's `next` slot has two ways to say that there is no further item: it returns absent, or it
// fails with StopIteration pending. The second one is what happens when a script's __next__ raises it, when a callback of
// map() or filter() does, or when a generator returned a value, and the exception carries that value. So:
//   - Who consumes items calls iter_next() (object/operations.h), which makes one of the two.
//   - A `next` that hands on what another iterator says calls iter_step() and returns its failure as it is, so that the
//     value arrives at the `yield from` or next() around it.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

// The next item, absent, or a failure, which may be a StopIteration.
Result<Value> iter_step(Thread&, Value iterator);
// Drops a pending StopIteration; false if what is pending is something else.
bool clear_stop_iteration(Thread&);
// What a failed iter_step() means to a consumer: absent for StopIteration, which is dropped.
Result<Value> end_of_iteration(Thread&);

}  // namespace krait
