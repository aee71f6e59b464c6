// The types weakref.ref (ReferenceType), ProxyType and CallableProxyType, and the native module _weakref on
// which lib/weakref.py builds. What a weak reference is, is in heap/weak.h.
#pragma once

#include "runtime/heap/weak.h"

namespace krait {

inline bool is_weak_ref(Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::WeakRef;
}
inline bool is_weak_proxy(Value v) {
    return v.is_object() && !v.is_empty() && v.object()->kind == Kind::WeakProxy;
}

// "<weakref at 0x…; to 'C' at 0x…>", of proxies too.
Result<Value> weak_repr(Thread&, const WeakRef*, const char* what);
// proxy(object, callback): a callable one for callable objects.
Result<Value> make_weak_proxy(Thread&, Value target, Value callback);

// The three types; makes vm.weak too.
Result<void> init_weakref_types(Thread&);
Result<void> init_weakproxy_types(Thread&);  // part of it: types/weakproxy.cpp
// The types and the module _weakref.
Result<void> init_weakref(Thread&);

}  // namespace krait
