"""sorting: quicksort, mergesort, heapsort and insertion in the language, and the built-in sort.

Stresses list loads and stores, swaps, comparisons of ints, floats, strings, tuples and objects
with `__lt__`, key functions, and dict-of-list grouping.
"""
import sys

DEFAULT_SIZE = 45000
EXPECTED = {
    300: 703294165,
    45000: 392715017,
}


def make_numbers(count):
    state = 99
    result = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        result.append((state >> 8) % (count * 4))
    return result


def quicksort(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(items, low, j)
            low = i
        else:
            quicksort(items, i, high)
            high = j


def mergesort(items):
    if len(items) <= 8:
        result = items[:]
        for i in range(1, len(result)):
            value = result[i]
            j = i
            while j > 0 and result[j - 1] > value:
                result[j] = result[j - 1]
                j -= 1
            result[j] = value
        return result
    middle = len(items) // 2
    left, right = mergesort(items[:middle]), mergesort(items[middle:])
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            result.append(right[j])
            j += 1
        else:
            result.append(left[i])
            i += 1
    result.extend(left[i:])
    result += right[j:]
    return result


def heapsort(items):
    count = len(items)

    def sift(root, end):
        value = items[root]
        while True:
            child = root * 2 + 1
            if child >= end:
                break
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if not value < items[child]:
                break
            items[root] = items[child]
            root = child
        items[root] = value

    for root in range(count // 2 - 1, -1, -1):
        sift(root, count)
    for end in range(count - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(0, end)


class Version:
    def __init__(self, number):
        self.major = number % 7
        self.minor = number % 101
        self.number = number

    def __lt__(self, other):
        if self.major != other.major:
            return self.major < other.major
        if self.minor != other.minor:
            return self.minor < other.minor
        return self.number < other.number


def check_sorted(name, items, reference):
    if items != reference:
        sys.exit(f"sorting: {name} did not sort")


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    numbers = make_numbers(size)
    reference = sorted(numbers)
    for kind in (int, float, str):
        values = [kind(n) for n in numbers]
        want = sorted(values)
        quick = values[:]
        quicksort(quick, 0, len(quick) - 1)
        check_sorted(f"quicksort of {kind.__name__}", quick, want)
        check_sorted(f"mergesort of {kind.__name__}", mergesort(values), want)
    heap = numbers[:]
    heapsort(heap)
    check_sorted("heapsort", heap, reference)
    versions = sorted(Version(n) for n in numbers)
    tuples = sorted((n % 7, n % 101, n) for n in numbers)
    check_sorted("sort of objects", [(v.major, v.minor, v.number) for v in versions], tuples)
    keyed = sorted(numbers, key=lambda n: (n % 7, n % 101, n))
    check_sorted("keyed sort", keyed, [t[2] for t in tuples])
    groups = {}
    for n in numbers:
        groups.setdefault(n % 97, []).append(n)
    for group in groups.values():
        group.sort(reverse=True)
    checksum = 0
    for key in sorted(groups):
        for n in groups[key]:
            checksum = (checksum * 31 + n) % 1000000007
    expected = EXPECTED.get(size)
    if expected is not None and checksum != expected:
        sys.exit(f"sorting: wrong checksum {checksum}, not {expected}")
    print(f"sorting {size}: median {reference[size // 2]}, checksum {checksum}")


main()
