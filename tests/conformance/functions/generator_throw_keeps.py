"""What is thrown into a generator leaves the variable that the yield was to be assigned to as it was."""


def keeps():
    x = "before"
    while True:
        try:
            x = yield x
        except KeyError as error:
            x = (x, "caught", str(error))


g = keeps()
print(next(g), g.send(1), g.throw(KeyError("a")), g.send(2), g.throw(KeyError("b")), next(g))


def outer():
    y = "outer"
    try:
        y = yield from keeps()
    except ValueError:
        yield ("left", y)


g = outer()
print(next(g), g.send(5), g.throw(KeyError("c")))
print(g.throw(ValueError()))
for x in (g for g in [keeps()]):
    print(next(x), x.throw(KeyError("d")), x.send(None))
