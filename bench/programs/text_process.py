"""text_process: makes a text, splits it into words, counts, groups, sorts and formats them.

Stresses str methods, dicts with str keys, sorting with key functions, and comprehensions.
"""
import sys

DEFAULT_SIZE = 17000
EXPECTED = {
    80: (108, 800, "e", 1000, 759960246),
    17000: (108, 170000, "e", 207657, 107047876),
}

STEMS = ("cloud", "river", "stone", "light", "garden", "window", "paper", "engine", "silver",
         "winter", "summer", "bridge", "market", "signal", "forest", "island", "copper", "needle")
ENDINGS = ("", "s", "ed", "ing", "er", "ly")
MARKS = (" ", " ", " ", ", ", ". ", "; ", "\n")


def make_text(sentences):
    state = 42
    parts = []
    for _ in range(sentences * 10):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        word = STEMS[(state >> 8) % len(STEMS)] + ENDINGS[(state >> 16) % len(ENDINGS)]
        if (state >> 20) % 9 == 0:
            word = word.capitalize()
        elif (state >> 20) % 31 == 0:
            word = word.upper()
        parts.append(word)
        parts.append(MARKS[(state >> 24) % len(MARKS)])
    return "".join(parts)


def words_of(text):
    for line in text.splitlines():
        for raw in line.split():
            word = raw.strip(".,;").lower()
            if word:
                yield word


def count_words(words):
    counts = {}
    for word in words:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def group_by_letter(counts):
    groups = {}
    for word in counts:
        groups.setdefault(word[0], []).append(word)
    return {letter: sorted(words, key=lambda w: (-counts[w], w))
            for letter, words in sorted(groups.items())}


def letter_frequencies(text):
    frequencies = {}
    for char in text:
        if char.isalpha():
            key = char.lower()
            frequencies[key] = frequencies.get(key, 0) + 1
    return frequencies


def caesar(text, shift):
    out = []
    for char in text:
        if "a" <= char <= "z":
            out.append(chr((ord(char) - 97 + shift) % 26 + 97))
        elif "A" <= char <= "Z":
            out.append(chr((ord(char) - 65 + shift) % 26 + 65))
        else:
            out.append(char)
    return "".join(out)


def report(groups, counts):
    lines = []
    for letter, words in groups.items():
        top = ", ".join(f"{word}={counts[word]}" for word in words[:3])
        lines.append("%-3s %4d  %s" % (letter, len(words), top))
    return "\n".join(lines)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    text = make_text(size)
    counts = count_words(words_of(text))
    groups = group_by_letter(counts)
    summary = report(groups, counts)
    letters = letter_frequencies(text)
    hidden = caesar(text, 3)
    if caesar(hidden, -3) != text:
        sys.exit("text_process: the cipher does not undo itself")
    replaced = text.replace("ing", "ong").replace("s ", "z ")
    title = " ".join(part.title() for part in text.split(" ")[:200])
    checksum = 0
    for piece in (summary, replaced[::11], title, hidden[::13]):
        for char in piece:
            checksum = (checksum * 31 + ord(char)) % 1000000007
    top = max(sorted(letters), key=letters.get)
    result = (len(counts), sum(counts.values()), top, letters[top], checksum)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"text_process: wrong result {result}, not {expected}")
    print(f"text_process {size}: {result[0]} words of {result[1]}, most {top}={letters[top]}, "
          f"checksum {checksum}")


main()
