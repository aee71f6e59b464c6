"""json_parser: writes a nested value as JSON text, reads it back, and writes it again.

Stresses string indexing and slicing, character tests, dicts with string keys, isinstance chains,
method calls on one parser object, and list appends.
"""
import sys

DEFAULT_SIZE = 2400
EXPECTED = {
    8: (1585, 31046, 37),
    2400: (530519, 955590, 37),
}
NOTE = "line\nbreak \"quoted\" \u00e9\t"

ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
NEEDS_ESCAPE = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r",
                "\t": "\\t"}


class JsonError(ValueError):
    def __init__(self, message, position):
        super().__init__(f"{message} at {position}")
        self.position = position


class Parser:
    def __init__(self, text):
        self.text = text
        self.position = 0
        self.end = len(text)

    def fail(self, message):
        raise JsonError(message, self.position)

    def skip_space(self):
        text, position, end = self.text, self.position, self.end
        while position < end and text[position] in " \t\r\n":
            position += 1
        self.position = position

    def peek(self):
        self.skip_space()
        if self.position >= self.end:
            self.fail("unexpected end")
        return self.text[self.position]

    def expect(self, char):
        if self.peek() != char:
            self.fail(f"expected {char!r}")
        self.position += 1

    def document(self):
        value = self.value()
        self.skip_space()
        if self.position != self.end:
            self.fail("extra text")
        return value

    def value(self):
        char = self.peek()
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char == '"':
            return self.string()
        if char == "-" or char.isdigit():
            return self.number()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.position):
                self.position += len(word)
                return value
        self.fail(f"unexpected {char!r}")

    def object(self):
        result = {}
        self.position += 1
        if self.peek() == "}":
            self.position += 1
            return result
        while True:
            if self.peek() != '"':
                self.fail("expected a key")
            key = self.string()
            self.expect(":")
            result[key] = self.value()
            char = self.peek()
            self.position += 1
            if char == "}":
                return result
            if char != ",":
                self.fail("expected ',' or '}'")

    def array(self):
        result = []
        self.position += 1
        if self.peek() == "]":
            self.position += 1
            return result
        while True:
            result.append(self.value())
            char = self.peek()
            self.position += 1
            if char == "]":
                return result
            if char != ",":
                self.fail("expected ',' or ']'")

    def string(self):
        text = self.text
        start = self.position + 1
        position = start
        parts = []
        while True:
            if position >= self.end:
                self.fail("unterminated string")
            char = text[position]
            if char == '"':
                parts.append(text[start:position])
                self.position = position + 1
                return "".join(parts)
            if char == "\\":
                parts.append(text[start:position])
                kind = text[position + 1]
                if kind == "u":
                    parts.append(chr(int(text[position + 2:position + 6], 16)))
                    position += 6
                elif kind in ESCAPES:
                    parts.append(ESCAPES[kind])
                    position += 2
                else:
                    self.fail("bad escape")
                start = position
            else:
                position += 1

    def number(self):
        text = self.text
        start = position = self.position
        is_float = False
        while position < self.end:
            char = text[position]
            if char in ".eE":
                is_float = True
            elif not char.isdigit() and char not in "+-":
                break
            position += 1
        self.position = position
        word = text[start:position]
        return float(word) if is_float else int(word)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, value):
        if value is None:
            self.parts.append("null")
        elif value is True:
            self.parts.append("true")
        elif value is False:
            self.parts.append("false")
        elif isinstance(value, str):
            self.write_string(value)
        elif isinstance(value, (int, float)):
            self.parts.append(repr(value))
        elif isinstance(value, dict):
            self.write_object(value)
        else:
            self.write_array(value)

    def write_string(self, text):
        out = ['"']
        for char in text:
            if char in NEEDS_ESCAPE:
                out.append(NEEDS_ESCAPE[char])
            elif char < " " or char > "~":
                out.append(f"\\u{ord(char):04x}")
            else:
                out.append(char)
        out.append('"')
        self.parts.append("".join(out))

    def write_object(self, value):
        separator = "{"
        if not value:
            self.parts.append("{")
        for key, item in value.items():
            self.parts.append(separator)
            self.write_string(key)
            self.parts.append(": ")
            self.write(item)
            separator = ", "
        self.parts.append("}")

    def write_array(self, value):
        self.parts.append("[")
        first = True
        for item in value:
            if not first:
                self.parts.append(", ")
            first = False
            self.write(item)
        self.parts.append("]")

    def text(self):
        return "".join(self.parts)


def dumps(value):
    writer = Writer()
    writer.write(value)
    return writer.text()


def sample(count):
    people = []
    for i in range(count):
        people.append({
            "id": i,
            "name": f"person {i}",
            "tags": [f"t{j}" for j in range(i % 5)],
            "score": i * 0.25 - 3,
            "active": i % 3 == 0,
            "boss": None if i % 7 == 0 else {"id": i // 7, "note": NOTE},
            "matrix": [[i, -i], [i * i, i * 1e10]],
            "empty": [{}, []],
        })
    return {"version": 3, "people": people, "unit": "m\u00b2"}


BROKEN = ("", "{", "[1, 2", '{"a" 1}', '{"a": }', '"abc', "[1 2]", "nul", '"\\x"', "[1] 2",
          "{1: 2}")


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    value = sample(size)
    length = checksum = 0
    for _ in range(3):
        text = dumps(value)
        again = Parser(text).document()
        if again != value or dumps(again) != text:
            sys.exit("json_parser: the value read differs from the value written")
        length = len(text)
        checksum = 0
        for i in range(0, length, 7):
            checksum = (checksum * 33 + ord(text[i])) % 1000003
    errors = 0
    for text in BROKEN:
        try:
            Parser(text).document()
        except JsonError as error:
            errors += error.position + 1
    result = (length, checksum, errors)
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"json_parser: wrong result {result}, not {expected}")
    print(f"json_parser {size}: length {length}, checksum {checksum}, errors {errors}")


main()
