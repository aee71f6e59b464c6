// The language's operations on any values, for C++ code: what the operators, built-in functions and statements do. The
// interpreter has faster ways for the common cases and falls back to these. All may run script code.
#pragma once

#include "runtime/object/thread.h"
#include "runtime/types/str.h"

#include <initializer_list>
#include <type_traits>

namespace krait {

// ---- attributes (the chain itself: attribute/lookup.cpp)
Result<Value> get_attr(Thread&, Value object, Str* name);
// Absent instead of AttributeError (other exceptions still fail).
Result<Value> get_attr_or_absent(Thread&, Value object, Str* name);
Result<void> set_attr(Thread&, Value object, Str* name, Value value);
Result<void> del_attr(Thread&, Value object, Str* name);
// A special method, looked up on the type and bound to `object`; absent when there is none.
Result<Value> get_special(Thread&, Value object, Str* name);

// ---- calls
Result<Value> call(Thread&, Value callee, const Args&);
inline Result<Value> call(Thread& t, Value callee, std::initializer_list<Value> args) {
    return call(t, callee,
                Args{const_cast<Value*>(args.begin()), static_cast<u32>(args.size()), 0, nullptr});
}
// callee(self, args…)
Result<Value> call_with_self(Thread&, Value callee, Value self, const Args&);
// obj.name(args…), without making a bound method.
Result<Value> call_method(Thread&, Value object, Str* name, std::initializer_list<Value> args = {});
// type(obj).name(obj, args…): special methods; absent when the type has none.
Result<Value> call_special(Thread&, Value object, Str* name,
                           std::initializer_list<Value> args = {});
bool is_callable(Thread&, Value);

// ---- conversions and tests
Result<Str*> repr(Thread&, Value);
Result<Str*> str_of(Thread&, Value);  // str(v)
Result<Str*> ascii_of(Thread&, Value);
Result<Str*> format_value(Thread&, Value, Str* spec);  // format(v, spec)
Result<bool> truth(Thread&, Value);
Result<i64> hash_value(Thread&, Value);  // hash(v)
Result<i64> length(Thread&, Value);
Result<i64> length_hint(Thread&, Value, i64 fallback);
Result<bool> is_instance(Thread&, Value, Value cls);
Result<bool> is_subclass(Thread&, Value cls, Value of);
// The same without asking __instancecheck__ and __subclasscheck__: what type's own ones answer.
Result<bool> is_instance_by_class(Thread&, Value, Value cls);
Result<bool> is_subclass_by_bases(Thread&, Value cls, Value of);

// ---- operators
Result<Value> binary(Thread&, BinaryOp, Value, Value);
Result<Value> inplace(Thread&, BinaryOp, Value, Value);
Result<Value> unary(Thread&, UnaryOp, Value);  // Neg, Pos, Invert, Abs
Result<Value> compare(Thread&, CompareOp, Value, Value);
Result<bool> compare_truth(Thread&, CompareOp, Value, Value);
Result<bool> equal(Thread&, Value, Value);          // a == b as a bool
Result<bool> equal_or_same(Thread&, Value, Value);  // a is b or a == b: what containers use
Result<Value> power(Thread&, Value, Value, Value modulus);

// ---- containers and iteration
Result<Value> get_item(Thread&, Value, Value key);
Result<void> set_item(Thread&, Value, Value key, Value value);
Result<void> del_item(Thread&, Value, Value key);
Result<bool> contains(Thread&, Value container, Value item);
Result<Value> get_iter(Thread&, Value);
Result<Value> iter_next(Thread&, Value iterator);  // absent = exhausted
// Takes the items of an iteration one by one: what a loop's body is to feed(). Lives in its user's C++ frame.
struct ItemConsumer {
    // False: no item is wanted any more; `failed` says whether that is because of a pending exception.
    bool (*take)(ItemConsumer&, Thread&, Value item);
    bool failed = false;
};
// Iterates, the items pushed into the consumer. Lists and tuples need no iterator for that, and a generator is run without
// leaving the interpreter's loop between its items, which is why built-ins are written so and not around iter_next().
Result<void> feed(Thread&, Value iterable, ItemConsumer&);

// Calls body(Value) for each item. A body that returns Result<void> sees all of them; one that returns Result<bool> goes
// on while it is true.
template <class Body>
Result<void> iterate(Thread& t, Value iterable, Body body) {
    struct Consumer : ItemConsumer {
        Body* body;
        static bool call(ItemConsumer& self, Thread&, Value item) {
            auto result = (*static_cast<Consumer&>(self).body)(item);
            self.failed = !result.ok();
            if (self.failed) return false;
            if constexpr (std::is_same_v<decltype(result), Result<bool>>) return result.value();
            return true;
        }
    };
    Consumer consumer{{Consumer::call, false}, &body};
    return feed(t, iterable, consumer);
}

// Guards repr of containers against recursion: true when `object` is being repr'ed already.
class ReprGuard {
public:
    ReprGuard(Thread& t, Value object);
    ~ReprGuard();
    bool recursive() const { return recursive_; }

private:
    Thread& thread_;
    Value object_;
    ReprGuard* outer_;
    bool recursive_;
};

}  // namespace krait
