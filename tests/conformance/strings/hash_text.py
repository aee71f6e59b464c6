"""What holds for the hashes of text and bytes whatever their key is."""
import sys

samples = ["", "a", "ab", "abc", "abcd", "abcdefg", "abcdefgh", "abcdefghi", "x" * 15, "x" * 16, "x" * 17, "y" * 1000,
           "\0", "\x7f", "\xe9", "caf\xe9", "\u20ac", "a\u20ac", "\U0001f600", "\ud800", "\udcff"]
print([hash(s) == hash("".join(list(s))) for s in samples])
print([hash(s) == hash(s.encode()) for s in samples if s.isascii()])
print([hash(s) == hash(type("S", (str,), {})(s)) for s in samples])
print([hash(s) == s.__hash__() == str.__hash__(s) for s in samples])
print(hash(""), hash(b""), hash(bytes(0)), len({hash(s) for s in samples}) == len(samples))
print(all(-(2 ** 63) <= hash(s) < 2 ** 63 for s in samples), any(abs(hash(str(i))) > 2 ** 40 for i in range(5)))
print(all(hash(str(i)) != -1 for i in range(1000)))
print(hash(("a", "b")) == hash(("a", "b")), hash(frozenset("ab")) == hash(frozenset("ba")))


class Key:
    """Equal to a str, with its hash: finds what is stored under the str, and the other way round."""

    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, Key) else other)


names = {f"name{i}": i for i in range(200)}
print(all(names[Key(f"name{i}")] == i for i in range(200)), Key("name5") in set(names), Key("nameX") in names)
keys = {Key(f"name{i}"): i for i in range(200)}
print(all(keys[f"name{i}"] == i for i in range(200)), "name5" in keys, "name5" in set(keys), "nameX" in keys)
mixed = {b"a": 1, "a": 2, 97: 3}
print(mixed[b"a"], mixed["a"], mixed[97], len(mixed))
text = ""
for i in range(300):
    text += chr(97 + i % 26)
    assert hash(text) == hash(text[:150] + text[150:]), i
print(len({text[:i] for i in range(301)}))
info = sys.hash_info
print(info.width, info.modulus == 2 ** 61 - 1, info.algorithm, info.hash_bits, info.seed_bits, info.cutoff)
print(type(sys.flags.hash_randomization))
