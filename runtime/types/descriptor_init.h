// The pieces of init_descriptor_types, one per source file, and what those files share.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

Result<void> init_basic_descriptors(
    Thread&);  // getset, member, classmethod, staticmethod: among the very first types
Result<void> init_cell_type(Thread&);
Result<void> init_property_type(Thread&);
Result<void> init_bound_method_type(Thread&);
Result<void> init_mappingproxy_type(Thread&);
Result<void> init_super_type(Thread&);
Result<void> init_module_type(Thread&);
Result<void> init_simple_namespace_type(Thread&);
Result<void> init_singleton_types(Thread&);  // NoneType, ellipsis, NotImplementedType

// Whether v.__isabstractmethod__ is true.
Result<bool> is_abstract(Thread&, Value v);

}  // namespace krait
