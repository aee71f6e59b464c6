// Filling a dict from another mapping, as {**x}, f(**x) and dict.update() do once it is clear that x is one: a dict's own
// entries, or x[key] for each key of x.keys(), all of which are fetched first.
#pragma once

#include "runtime/object/thread.h"

namespace krait {

enum class OnPresentKey : u8 {
    Keep,
    Override,
    Fail
};  // Fail: KeyError(key), before the value is fetched
// AttributeError if there is no keys().
Result<void> dict_merge(Thread&, Dict*, Value mapping, OnPresentKey);
// Whether it is a dict whose entries are all that iterating over it shows.
bool iterates_as_dict(Thread&, Value);

}  // namespace krait
