// Results of fallible functions. krait reports errors without C++ exceptions: a function that can raise returns a
// Result, whose failed state means "an exception is pending in the Thread". For values and pointers it is one word
// (0 = failed). Use it through TRY, which returns the failure from the enclosing function:
//
//     Str* s = TRY(to_str(t, v));
//
// A function must not return a failure without a pending exception, nor a success with one.
#pragma once

#include "runtime/value/value.h"

#include <type_traits>

namespace krait {

struct Failure {};

template <class T>
class [[nodiscard]] Result {
public:
    constexpr Result(T value) : value_(value), ok_(true) {}
    constexpr Result(Failure) : value_(), ok_(false) {}
    constexpr bool ok() const { return ok_; }
    constexpr T value() const { return value_; }

private:
    T value_;
    bool ok_;
};

template <>
class [[nodiscard]] Result<Value> {
public:
    constexpr Result(Value value) : value_(value) {}
    template <class T>
        requires std::is_convertible_v<T*, const Object*> KRAIT_INLINE Result(T* object)
            : value_(object) {}
        constexpr Result(Failure) : value_() {}
        constexpr bool ok() const {
            return !value_.is_empty();
        }
        constexpr Value value() const {
            return value_;
        }
        constexpr Value value_or_empty() const {
            return value_;
        }

    private:
        Value value_;
};

template <class T>
class [[nodiscard]] Result<T*> {
public:
    constexpr Result(T* value) : value_(value) {}
    constexpr Result(Failure) : value_(nullptr) {}
    constexpr bool ok() const { return value_ != nullptr; }
    constexpr T* value() const { return value_; }
    // A Result of an object pointer serves where a Result<Value> is wanted.
    operator Result<Value>() const requires std::is_convertible_v<T*, const Object*> {
        return Result<Value>(Value(value_));
    }

private:
    T* value_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    constexpr Result() : ok_(true) {}
    constexpr Result(Failure) : ok_(false) {}
    constexpr bool ok() const { return ok_; }
    constexpr void value() const {}

private:
    bool ok_;
};

// The value of a successful Result; a failed one is returned from the enclosing function.
#define TRY(...) KRAIT_TRY_NUMBERED(__COUNTER__, __VA_ARGS__)
#define KRAIT_TRY_NUMBERED(n, ...) KRAIT_TRY_NAMED(KRAIT_TRY_JOIN(try_result_, n), __VA_ARGS__)
#define KRAIT_TRY_JOIN(a, b) KRAIT_TRY_JOIN_(a, b)
#define KRAIT_TRY_JOIN_(a, b) a##b
#define KRAIT_TRY_NAMED(name, ...)                                 \
    __extension__({                                                \
        auto name = (__VA_ARGS__);                                 \
        if (KRAIT_UNLIKELY(!name.ok())) return ::krait::Failure{}; \
        name.value();                                              \
    })

}  // namespace krait
