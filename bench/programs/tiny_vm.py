"""tiny_vm: a compiler and a stack machine for arithmetic programs, run on a few loops.

Stresses big if/elif chains, list push and pop, dict lookups, tokenizing strings, tuples, and
recursive-descent methods that build objects visited by type-dispatched methods.
"""
import sys

DEFAULT_SIZE = 9000
EXPECTED = {
    30: (73, 10017, 11583),
    9000: (73, 6091818, 935416),
}

SOURCE = """
i = 0; total = 0; product = 1; steps = 0;
while i < limit {
    total = total + i * (i - 3) / 2;
    product = product * 7 % 10007;
    n = i % 97 + 1;
    while n != 1 {
        if n % 2 == 0 { n = n / 2; } else { n = 3 * n + 1; }
        steps = steps + 1;
    }
    i = i + 1;
}
result = total % 1000003 + product + steps;
"""


class Token:
    __slots__ = ("kind", "text")

    def __init__(self, kind, text):
        self.kind = kind
        self.text = text


def tokenize(source):
    position = 0
    tokens = []
    while position < len(source):
        char = source[position]
        if char.isspace():
            position += 1
        elif char.isalpha():
            start = position
            while position < len(source) and source[position].isalnum():
                position += 1
            tokens.append(Token("name", source[start:position]))
        elif char.isdigit():
            start = position
            while position < len(source) and source[position].isdigit():
                position += 1
            tokens.append(Token("number", source[start:position]))
        elif source[position:position + 2] in ("==", "!=", "<=", ">="):
            tokens.append(Token("op", source[position:position + 2]))
            position += 2
        else:
            tokens.append(Token("op", char))
            position += 1
    tokens.append(Token("end", ""))
    return tokens


class Number:
    def __init__(self, value):
        self.value = value

    def emit(self, code):
        code.append(("push", self.value))


class Name:
    def __init__(self, name):
        self.name = name

    def emit(self, code):
        code.append(("load", self.name))


class Binary:
    def __init__(self, operator, left, right):
        self.operator = operator
        self.left = left
        self.right = right

    def emit(self, code):
        self.left.emit(code)
        self.right.emit(code)
        code.append((self.operator, None))


class Assign:
    def __init__(self, name, value):
        self.name = name
        self.value = value

    def emit(self, code):
        self.value.emit(code)
        code.append(("store", self.name))


class While:
    def __init__(self, condition, body):
        self.condition = condition
        self.body = body

    def emit(self, code):
        top = len(code)
        self.condition.emit(code)
        exit_at = len(code)
        code.append(None)
        for statement in self.body:
            statement.emit(code)
        code.append(("jump", top))
        code[exit_at] = ("jump_if_false", len(code))


class If:
    def __init__(self, condition, body, other):
        self.condition = condition
        self.body = body
        self.other = other

    def emit(self, code):
        self.condition.emit(code)
        skip_at = len(code)
        code.append(None)
        for statement in self.body:
            statement.emit(code)
        end_at = len(code)
        code.append(None)
        code[skip_at] = ("jump_if_false", len(code))
        for statement in self.other:
            statement.emit(code)
        code[end_at] = ("jump", len(code))


LEVELS = (("==", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.position = 0

    @property
    def current(self):
        return self.tokens[self.position]

    def advance(self):
        token = self.current
        self.position += 1
        return token

    def expect(self, text):
        if self.advance().text != text:
            raise SyntaxError(f"expected {text}")

    def program(self):
        statements = []
        while self.current.kind != "end":
            statements.append(self.statement())
        return statements

    def block(self):
        self.expect("{")
        statements = []
        while self.current.text != "}":
            statements.append(self.statement())
        self.expect("}")
        return statements

    def statement(self):
        name = self.advance().text
        if name == "while":
            return While(self.expression(), self.block())
        if name == "if":
            condition = self.expression()
            body = self.block()
            other = []
            if self.current.text == "else":
                self.advance()
                other = self.block()
            return If(condition, body, other)
        self.expect("=")
        value = self.expression()
        self.expect(";")
        return Assign(name, value)

    def expression(self, level=0):
        if level == len(LEVELS):
            return self.atom()
        left = self.expression(level + 1)
        while self.current.text in LEVELS[level]:
            operator = self.advance().text
            left = Binary(operator, left, self.expression(level + 1))
        return left

    def atom(self):
        token = self.advance()
        if token.kind == "number":
            return Number(int(token.text))
        if token.kind == "name":
            return Name(token.text)
        value = self.expression()
        self.expect(")")
        return value


def execute(code, variables):
    stack = []
    push = stack.append
    pop = stack.pop
    pc = 0
    executed = 0
    end = len(code)
    while pc < end:
        op, argument = code[pc]
        pc += 1
        executed += 1
        if op == "load":
            push(variables[argument])
        elif op == "push":
            push(argument)
        elif op == "store":
            variables[argument] = pop()
        elif op == "jump":
            pc = argument
        elif op == "jump_if_false":
            if not pop():
                pc = argument
        else:
            right = pop()
            left = pop()
            if op == "+":
                push(left + right)
            elif op == "-":
                push(left - right)
            elif op == "*":
                push(left * right)
            elif op == "/":
                push(left // right)
            elif op == "%":
                push(left % right)
            elif op == "==":
                push(left == right)
            elif op == "!=":
                push(left != right)
            elif op == "<":
                push(left < right)
            elif op == ">":
                push(left > right)
            else:
                raise ValueError(op)
    return executed


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SIZE
    code = []
    for statement in Parser(tokenize(SOURCE)).program():
        statement.emit(code)
    variables = {"limit": size}
    executed = execute(code, variables)
    result = (len(code), executed, variables["result"])
    expected = EXPECTED.get(size)
    if expected is not None and result != expected:
        sys.exit(f"tiny_vm: wrong result {result}, not {expected}")
    print(f"tiny_vm {size}: code {result[0]}, executed {result[1]}, result {result[2]}")


main()
