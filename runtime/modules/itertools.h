// The native module itertools.
#pragma once

#include "runtime/types/container_support.h"
#include "runtime/types/descriptor.h"
#include "runtime/types/iterator_support.h"

namespace krait {

// Makes the module and enters it into sys.modules.
Result<Module*> init_itertools_module(Thread&);

// For the source files of the module: puts a type into it.
Result<Type*> add_itertools_type(Thread&, Module*, IteratorTypeDef);
Result<void> add_selecting_iterators(Thread&, Module*);     // itertools_select.cpp
Result<void> add_grouping_iterators(Thread&, Module*);      // itertools_group.cpp
Result<void> add_combinatoric_iterators(Thread&, Module*);  // itertools_combine.cpp
// The new function of the module: tee.
Result<Value> itertools_tee(Thread&, Value* a);

}  // namespace krait
