// Running generators: what the generator type's methods and the interpreter's loops are made of.
#pragma once

#include "vm/interpreter/interpreter.h"

namespace krait {

// generator.throw(exception) with an exception instance; forwards to what it delegates to. Absent when it returned.
Result<Value> generator_throw(Thread&, Generator*, Value exception, Value* returned);
// What a suspended generator's `yield from` delegates to (gi_yieldfrom), or empty.
Value generator_delegate(const Generator*);
// Closes what a yield from delegates to: its close(), if it has one.
Result<void> close_iterator(Thread&, Value iterator);
// next(iterator); absent at the end, with StopIteration's value in *returned.
Result<Value> iter_next_value(Thread&, Value iterator, Value* returned);
const Word* enter_generator_loop(Thread&, const Word* pc, Value* R, Generator*);

}  // namespace krait
