// A pointer to native code that other native code calls through data: a type's slot, the function of a binding table.
//
// Through such pointers scripts decide how deep the C++ stack gets (an iterator over an iterator over …, a class whose
// __len__ is property(len)), so the call is where the check belongs: operator() raises RecursionError when the C++ stack
// is nearly used up. It costs a compare and a branch, and can't be forgotten, because there is no other way to call:
// the bare pointer is reached only through unchecked(), which is for the handlers of the interpreter. They run in a frame
// of run(), and nothing enters run() without a check, so what they call directly has the whole reserve (c_stack.h).
//
// The call is never a tail call: recursion without end must use up stack to be found out.
#pragma once

#include "runtime/value/result.h"

#include <cstddef>

namespace krait {

struct Thread;

KRAIT_INLINE bool c_stack_exhausted(Thread&);  // thread.h
// Raises RecursionError for a call that was not made.
[[gnu::cold]] Failure refuse_call(Thread&);

template <class Signature>
class Slot;

template <class R, class... A>
class Slot<R(A...)> {
public:
    using Function = R (*)(Thread&, A...);
    constexpr Slot() = default;
    constexpr Slot(std::nullptr_t) {}
    constexpr Slot(Function function) : function_(function) {}
    KRAIT_INLINE R operator()(Thread& t, A... arguments) const {
        if (KRAIT_UNLIKELY(c_stack_exhausted(t))) return refuse_call(t);
        R result = function_(t, arguments...);
        asm volatile("");  // something to do after the call
        return result;
    }
    constexpr Function unchecked() const { return function_; }
    friend constexpr bool operator==(Slot a, Slot b) { return a.function_ == b.function_; }

private:
    Function function_ = nullptr;
};

}  // namespace krait
