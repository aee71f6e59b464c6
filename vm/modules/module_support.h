// Small helpers for the files that fill modules.
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"

namespace krait {

// namespace[name] = value.
inline Result<void> put_name(Thread& t, Dict* space, std::string_view name, Value value) {
    return dict_set_str(t, space, TRY(intern(t, name)), value);
}
inline Result<void> put_text(Thread& t, Dict* space, std::string_view name, std::string_view text) {
    Value value = TRY(make_str(t, text));
    return put_name(t, space, name, value);
}
// Fills a module from a file that this process can't otherwise reach: name → value, empty when there is none.
inline Value find_name(Thread& t, const Dict* space, std::string_view name) {
    Result<Str*> key = intern(t, name);
    if (!key.ok()) return Value();
    return dict_get_str(space, key.value());
}

}  // namespace krait
