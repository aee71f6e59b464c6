// Where the index of a DictStorage lies; shared by dict.cpp and the interpreter's inlined lookups.
#pragma once

#include "runtime/types/dict.h"

namespace krait {

template <class Slot>
KRAIT_INLINE Slot* dict_index(DictStorage* storage) {
    return reinterpret_cast<Slot*>(storage->entries + storage->capacity);
}
template <class Slot>
KRAIT_INLINE const Slot* dict_index(const DictStorage* storage) {
    return reinterpret_cast<const Slot*>(storage->entries + storage->capacity);
}

}  // namespace krait
