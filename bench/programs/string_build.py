"""string_build: builds strings in every way: +=, join, f-strings, %, format, repeat, slices.

Mostly allocates strings; a VM whose `s += t` copies the whole of s each time shows it here.
"""
import sys

DEFAULT_SIZE = 130000
EXPECTED = {
    500: (47616, 291355808),
    130000: (13968880, 976889625),
}


def checksum_of(text, step):
    total = 0
    for i in range(0, len(text), step):
        total = (total * 31 + ord(text[i])) % 1000000007
    return total


def by_plus(count):
    text = ""
    for i in range(count):
        text += chr(97 + i % 26)
        if i % 10 == 9:
            text += "-"
    return text


def by_attribute(count):
    class Buffer:
        def __init__(self):
            self.text = ""

        def write(self, piece):
            self.text += piece

    buffer = Buffer()
    for i in range(count):
        buffer.write(str(i % 100))
    return buffer.text


def by_join(count):
    pieces = []
    for i in range(count):
        pieces.append(str(i))
        pieces.append(" ")
    return "".join(pieces)


def by_generator(count):
    return ",".join(str(i * i) for i in range(count))


def by_fstring(count):
    lines = []
    for i in range(count):
        name = "item"
        lines.append(f"{name}-{i:05d}: {i / 7:8.3f} [{i:>7x}] {name!r}")
    return "\n".join(lines)


def by_percent(count):
    lines = []
    for i in range(count):
        lines.append("%s=%d (%5.2f%%) %r" % ("key", i, i / 3, "v"))
    return ";".join(lines)


def by_format(count):
    lines = []
    for i in range(count):
        lines.append("{0:<6}|{name:^8}|{1:>6.1f}".format(i, i * 0.5, name="mid"))
    return "".join(lines)


def by_repeat_and_slice(count):
    text = ""
    for i in range(count // 10):
        block = ("ab" * (i % 7 + 1))[::-1]
        text = block[1:] + text[:500] + block[:-1]
    return text


def by_unicode(count):
    text = ""
    for i in range(count // 2):
        text += "é" if i % 3 else "日"
        if i % 100 == 0:
            text = text[-50:] + "😀"
    return text


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    total_length = 0
    checksum = 0
    for make in (by_plus, by_attribute, by_join, by_generator, by_fstring, by_percent, by_format,
                 by_repeat_and_slice, by_unicode):
        text = make(size)
        total_length += len(text)
        checksum = (checksum * 7 + checksum_of(text, 29)) % 1000000007
    result = (total_length, checksum)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"string_build: wrong result {result}, not {expected}")
    print(f"string_build {size}: length {total_length}, checksum {checksum}")


main()
