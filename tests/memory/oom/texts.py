"""str and bytes: formatting, splitting, searching, encoding, escapes, long texts."""


def formats():
    return (f"{3.14159:>10.3f}|{'x':^5}|{255:#x}|{12345678:,}|{-1.5e300:g}", "%s-%r-%05d" % ("a", "b", 42),
            "{0}{name!r:>8}".format(1, name="n"), "%(a)s" % {"a": 1})


def long_formats():
    return len(f"{1:>5000}"), len("%6000d" % 7), len(format(2.5, "7000.3f")), len("{:8000}".format("x"))


def splitting():
    text = "the quick brown fox jumps over the lazy dog " * 20
    words = text.split()
    return len(words), "-".join(words[:4]), text.count("fox"), text.replace("dog", "cat")[-10:], text.partition("fox")[1]


def cases():
    text = "Straße ÄÖÜ ßtraight ŉ"
    return text.upper(), text.lower(), text.title(), text.casefold(), text.swapcase(), text.center(40, "*")


def unicode_texts():
    text = "".join(chr(i) for i in range(0x370, 0x3ff)) * 5
    return len(text), text[200], text[-3:], text[10:600:37], text.find("ω"), ascii(text[:3])


def encoding():
    text = "aé€𝄞" * 50
    data = text.encode()
    return len(data), data.decode() == text, len(text.encode("utf-16")), "é".encode("ascii", "backslashreplace"), data.hex()[:20]


def translating():
    table = str.maketrans({"a": "xyz" * 50, "b": None})
    return len(("ab" * 100).translate(table)), "tab\tx".expandtabs(20), "a,b;c".translate({44: 59})


def byte_texts():
    data = bytearray(b"abc" * 100)
    data.extend(b"tail" * 30)
    del data[3:50]
    return len(data), bytes(data[:6]), data.find(b"tail"), b"-".join([b"x"] * 5), data.replace(b"abc", b"defgh").count(b"defgh")


def building():
    s = ""
    for i in range(300):
        s += str(i)
    return len(s), repr("quote'd\n\x00é" * 30)[:20], len(repr(["x" * 50] * 50))


for work in (formats, long_formats, splitting, cases, unicode_texts, encoding, translating, byte_texts, building):
    try:
        result = repr(work())
    except MemoryError:
        result = "MemoryError"
    print(work.__name__, result)
