// What generic aliases and unions share: the repr of a type argument, and type parameters and their
// substitution.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

Result<Str*> type_argument_repr(Thread&, Value);
// The type variables in a tuple of arguments, each once, in order.
Result<Tuple*> type_parameters(Thread&, Value args);
// `args` with the parameters replaced by `given` (a tuple, or the only one); TypeError when the
// numbers differ.
Result<Tuple*> substitute_parameters(Thread&, Value self, Value args, Tuple* parameters,
                                     Value given);
Result<Value> alias_parameters(Thread&, Value alias_or_union);
void trace_generic_alias(Object*, Tracer&);
Result<void> init_union_type(Thread&);

}  // namespace krait
