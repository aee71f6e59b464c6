// A stable adaptive merge sort over plain memory: natural runs are found and extended to a minimal
// length by insertion, runs are merged in the order that powersort gives, and a merge gallops where
// one side keeps winning. Sorted, reversed and partly ordered input takes close to linear time.
//
// `Less` is called as less(a, b) -> bool. If it can fail (kFallible), failed() says so after a
// call; then sort() returns false and the items are in some order, none lost and none doubled. The
// same when a SIGINT comes (text/interrupt.h), which is looked for between and within merges. T is
// trivially copyable. Items that are being merged may be in `scratch` only: whoever must find all
// of them at any time (a garbage collector) has to look there too.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include "runtime/text/interrupt.h"

namespace krait {

template <class T, class Less>
class MergeSorter {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    // Items that `scratch` must have room for.
    static constexpr std::size_t scratch_size(std::size_t count) { return count / 2 + 1; }

    MergeSorter(T* items, std::size_t count, T* scratch, Less& less)
        : items_(items), count_(count), scratch_(scratch), less_(less) {}

    bool sort() {
        const std::size_t shortest = shortest_run(count_);
        for (std::size_t at = 0; at < count_;) {
            std::size_t length = extend_run(at);
            if (failed()) return false;
            const std::size_t wanted = std::min(shortest, count_ - at);
            if (length < wanted) {
                if (!insert_items(items_ + at, length, wanted)) return false;
                length = wanted;
            }
            if (!push_run({at, length, 0})) return false;
            at += length;
        }
        while (depth_ > 1) {
            if (!merge_top()) return false;
        }
        return true;
    }

private:
    struct Run {
        std::size_t start, length;
        int power;  // of the boundary to the run below it
    };
    static constexpr std::size_t kGallopAfter = 7;

    // Merging goes step by step for at most so many items before it looks for an interruption.
    static constexpr std::size_t kStretch = std::size_t{1} << 16;

    bool stopped() {
        if (interrupt::waits()) stopped_ = true;
        return stopped_;
    }
    bool failed() const {
        if constexpr (Less::kFallible) return less_.failed();
        return false;
    }

    // Between 32 and 64, such that count / run is a power of two or a little less.
    static std::size_t shortest_run(std::size_t count) {
        std::size_t rest = 0;
        while (count >= 64) {
            rest |= count & 1;
            count >>= 1;
        }
        return count + rest;
    }

    // Length of the ascending run at `at`; a strictly descending one is turned around.
    std::size_t extend_run(std::size_t at) {
        T* run = items_ + at;
        const std::size_t limit = count_ - at;
        if (limit < 2) return limit;
        std::size_t n = 2;
        const bool descending = less_(run[1], run[0]);
        if (failed()) return 0;
        while (n < limit) {
            const bool down = less_(run[n], run[n - 1]);
            if (failed()) return 0;
            if (down != descending) break;
            n++;
        }
        if (descending) {
            for (std::size_t i = 0, j = n - 1; i < j; i++, j--) std::swap(run[i], run[j]);
        }
        return n;
    }

    // run[0..sorted) is sorted: inserts the items up to `length` by binary search.
    bool insert_items(T* run, std::size_t sorted, std::size_t length) {
        for (std::size_t n = sorted; n < length; n++) {
            const T item = run[n];
            std::size_t low = 0;
            std::size_t high = n;
            while (low < high) {
                const std::size_t middle = low + (high - low) / 2;
                if (less_(item, run[middle])) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
                if (failed()) return false;
            }
            std::memmove(static_cast<void*>(run + low + 1), run + low, (n - low) * sizeof(T));
            run[low] = item;
        }
        return true;
    }

    // The level of the boundary between two neighbouring runs in a nearly balanced merge tree: the
    // first binary digit in which the middles of the two, as fractions of the whole, differ.
    int boundary_power(const Run& left, const Run& right) const {
        __extension__ using Wide = unsigned __int128;
        auto fraction = [&](const Run& run) {
            const Wide doubled_middle = Wide{2} * run.start + run.length;
            return static_cast<std::uint64_t>((doubled_middle << 62) / count_);
        };
        return std::countl_zero(fraction(left) ^ fraction(right));
    }

    bool push_run(Run run) {
        if (depth_ > 0) {
            run.power = boundary_power(runs_[depth_ - 1], run);
            while (depth_ > 1 && runs_[depth_ - 1].power > run.power) {
                if (!merge_top()) return false;
            }
        }
        runs_[depth_++] = run;
        return true;
    }

    bool merge_top() {
        if (stopped()) return false;
        Run& left = runs_[depth_ - 2];
        const Run right = runs_[depth_ - 1];
        T* a = items_ + left.start;
        T* b = items_ + right.start;
        std::size_t a_count = left.length;
        std::size_t b_count = right.length;
        left.length += right.length;
        depth_--;
        // What is in place already stays out of the merge.
        const std::size_t before = count_not_above(b[0], a, a_count);
        if (failed()) return false;
        a += before;
        a_count -= before;
        if (a_count == 0) return true;
        b_count = count_below_from_end(a[a_count - 1], b, b_count);
        if (failed()) return false;
        if (b_count == 0) return true;
        if (a_count <= b_count) {
            merge_forward(a, a_count, b, b_count);
        } else {
            merge_backward(a, a_count, b, b_count);
        }
        return !failed() && !stopped_;
    }

    // ---- searching with growing steps. The items are sorted; on failure the result is
    // meaningless.

    // Leading items that are not greater than `key`.
    std::size_t count_not_above(const T& key, const T* items, std::size_t count) {
        return gallop(count, [&](std::size_t i) { return !less_(key, items[i]); });
    }
    // Leading items that are less than `key`.
    std::size_t count_below(const T& key, const T* items, std::size_t count) {
        return gallop(count, [&](std::size_t i) { return less_(items[i], key); });
    }
    // The same, searched from the end.
    std::size_t count_not_above_from_end(const T& key, const T* items, std::size_t count) {
        return count -
               gallop(count, [&](std::size_t i) { return less_(key, items[count - 1 - i]); });
    }
    std::size_t count_below_from_end(const T& key, const T* items, std::size_t count) {
        return count -
               gallop(count, [&](std::size_t i) { return !less_(items[count - 1 - i], key); });
    }

    // The number of leading positions for which `holds`.
    template <class Holds>
    std::size_t gallop(std::size_t count, Holds holds) {
        std::size_t low = 0;  // holds for all before
        std::size_t high = 0;
        for (std::size_t step = 1; high < count; step *= 2) {
            const bool yes = holds(high);
            if (failed()) return 0;
            if (!yes) break;
            low = high + 1;
            high += step;
        }
        if (high > count) high = count;
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            const bool yes = holds(middle);
            if (failed()) return 0;
            if (yes) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static void copy(T* to, const T* from, std::size_t count) {
        std::memcpy(static_cast<void*>(to), from, count * sizeof(T));
    }
    static void move(T* to, const T* from, std::size_t count) {
        std::memmove(static_cast<void*>(to), from, count * sizeof(T));
    }

    // Merges neighbouring runs, a_count <= b_count; the left one goes through the scratch memory.
    // The gap between `out` and `b` always has the size of what is left of `a`, so copying that
    // there leaves all items in place at any time.
    void merge_forward(T* out, std::size_t a_count, T* b, std::size_t b_count) {
        copy(scratch_, out, a_count);
        T* a = scratch_;
        *out++ = *b++;  // known to be less than a[0]
        b_count--;
        while (a_count > 0 && b_count > 0 && !stopped()) {
            if (!step_forward(out, a, a_count, b, b_count)) break;
            if (a_count == 0 || b_count == 0) break;
            if (!gallop_forward(out, a, a_count, b, b_count)) break;
        }
        copy(out, a, a_count);
    }

    // One by one, until one side has won often enough in a row.
    bool step_forward(T*& out, T*& a, std::size_t& a_count, T*& b, std::size_t& b_count) {
        std::size_t a_wins = 0;
        std::size_t b_wins = 0;
        const std::size_t until = a_count > kStretch ? a_count - kStretch : 0;
        do {
            if (less_(*b, *a)) {
                *out++ = *b++;
                b_count--;
                b_wins++;
                a_wins = 0;
            } else {
                if (failed()) return false;
                *out++ = *a++;
                a_count--;
                a_wins++;
                b_wins = 0;
            }
        } while (a_count > until && b_count > 0 && (a_wins | b_wins) < gallop_after_);
        return true;
    }

    bool gallop_forward(T*& out, T*& a, std::size_t& a_count, T*& b, std::size_t& b_count) {
        std::size_t from_a = 0;
        std::size_t from_b = 0;
        gallop_after_++;
        do {
            if (gallop_after_ > 1) gallop_after_--;
            from_a = count_not_above(*b, a, a_count);
            if (failed()) return false;
            copy(out, a, from_a);
            out += from_a;
            a += from_a;
            a_count -= from_a;
            if (a_count == 0) return true;
            *out++ = *b++;
            if (--b_count == 0) return true;
            from_b = count_below(*a, b, b_count);
            if (failed()) return false;
            move(out, b, from_b);
            out += from_b;
            b += from_b;
            b_count -= from_b;
            if (b_count == 0) return true;
            *out++ = *a++;
            if (--a_count == 0) return true;
        } while (from_a >= kGallopAfter || from_b >= kGallopAfter);
        gallop_after_++;
        return true;
    }

    // The mirror image: the right run goes through the scratch memory, and the merge starts from
    // the end. Pointers are to one past the last item left.
    void merge_backward(T* a_start, std::size_t a_count, T* b_start, std::size_t b_count) {
        copy(scratch_, b_start, b_count);
        T* out = b_start + b_count;
        T* a = a_start + a_count;
        T* b = scratch_ + b_count;
        *--out = *--a;  // known to be greater than the last of b
        a_count--;
        while (a_count > 0 && b_count > 0 && !stopped()) {
            if (!step_backward(out, a, a_count, b, b_count)) break;
            if (a_count == 0 || b_count == 0) break;
            if (!gallop_backward(out, a, a_count, b, b_count)) break;
        }
        copy(out - b_count, scratch_, b_count);
    }

    bool step_backward(T*& out, T*& a, std::size_t& a_count, T*& b, std::size_t& b_count) {
        std::size_t a_wins = 0;
        std::size_t b_wins = 0;
        const std::size_t until = a_count > kStretch ? a_count - kStretch : 0;
        do {
            if (less_(b[-1], a[-1])) {
                *--out = *--a;
                a_count--;
                a_wins++;
                b_wins = 0;
            } else {
                if (failed()) return false;
                *--out = *--b;
                b_count--;
                b_wins++;
                a_wins = 0;
            }
        } while (a_count > until && b_count > 0 && (a_wins | b_wins) < gallop_after_);
        return true;
    }

    bool gallop_backward(T*& out, T*& a, std::size_t& a_count, T*& b, std::size_t& b_count) {
        std::size_t from_a = 0;
        std::size_t from_b = 0;
        gallop_after_++;
        do {
            if (gallop_after_ > 1) gallop_after_--;
            from_a = a_count - count_not_above_from_end(b[-1], a - a_count, a_count);
            if (failed()) return false;
            move(out - from_a, a - from_a, from_a);
            out -= from_a;
            a -= from_a;
            a_count -= from_a;
            if (a_count == 0) return true;
            *--out = *--b;
            if (--b_count == 0) return true;
            from_b = b_count - count_below_from_end(a[-1], b - b_count, b_count);
            if (failed()) return false;
            copy(out - from_b, b - from_b, from_b);
            out -= from_b;
            b -= from_b;
            b_count -= from_b;
            if (b_count == 0) return true;
            *--out = *--a;
            if (--a_count == 0) return true;
        } while (from_a >= kGallopAfter || from_b >= kGallopAfter);
        gallop_after_++;
        return true;
    }

    T* items_;
    std::size_t count_;
    T* scratch_;
    Less& less_;
    bool stopped_ = false;
    std::size_t gallop_after_ = kGallopAfter;
    std::size_t depth_ = 0;
    Run runs_[80];  // powers on the stack ascend strictly and are below 64
};

template <class T, class Less>
bool merge_sort(T* items, std::size_t count, T* scratch, Less& less) {
    return MergeSorter<T, Less>(items, count, scratch, less).sort();
}

}  // namespace krait
