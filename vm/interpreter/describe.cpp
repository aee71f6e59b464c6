// How messages about calls name the callee.

#include "vm/interpreter/slow.h"

namespace krait {

std::string callable_description(Thread& t, Value callee) {
    Value qualname = Value::absent(), module = Value::absent();
    Result<Value> found = get_attr_or_absent(t, callee, t.names().__qualname__);
    if (found.ok()) qualname = found.value();
    if (found.ok()) found = get_attr_or_absent(t, callee, t.names().__module__);
    if (found.ok()) module = found.value();
    clear_pending(t);
    if (!is_str(qualname)) {
        Result<Str*> text = str_of(t, callee);
        if (!text.ok()) clear_pending(t);
        return text.ok() ? std::string(text.value()->view()) : cat(type_name(t, callee), " object");
    }
    if (is_str(module) && module.as<Str>()->view() != "builtins") {
        return cat(module.as<Str>(), ".", qualname.as<Str>(), "()");
    }
    return cat(qualname.as<Str>(), "()");
}

}  // namespace krait
