x = 'global'


def read():
    return x


def assign():
    x = 'local'
    return x


def declare():
    global x
    x = 'changed'
    return x


print(read(), assign(), x, declare(), x)


def outer():
    x = 'outer'

    def inner():
        return x

    def change():
        nonlocal x
        x = 'changed outer'

    def shadow():
        x = 'shadow'
        return x, inner()
    first = inner()
    change()
    return first, inner(), shadow(), x


print(outer(), x)


class Scope:
    x = 'class'
    y = x
    z = [x for _ in range(1)]
    w = [i for i in x]

    def method(self):
        return x

    lam = lambda self: x
    inner = (lambda: x)()


print(Scope.y, Scope.z, Scope.w, Scope().method(), Scope().lam(), Scope.inner)


def class_in_function():
    x = 'function'

    class Local:
        a = x
        x = 'class level'
        b = x

        def m(self):
            return x
    return Local.a, Local.b, Local().m()


try:
    print(class_in_function())
except NameError as error:
    print(error)


def free_in_class():
    y = 'enclosing'

    class Local:
        a = y

        def m(self):
            return y
    return Local.a, Local().m()


print(free_in_class())


def unbound():
    try:
        print(late)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    late = 1
    del late
    try:
        late
    except UnboundLocalError as error:
        print(error)
    if False:
        never = 1
    try:
        return never
    except UnboundLocalError as error:
        print(error)


unbound()


def unbound_cell():
    def inner():
        return cell
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    cell = 1
    print(inner())
    del cell
    try:
        inner()
    except NameError as error:
        print(error)
    try:
        cell
    except NameError as error:
        print(type(error).__name__, error)


unbound_cell()
try:
    undefined_name
except NameError as error:
    print(error, error.name)


def augmented():
    x += 1


try:
    augmented()
except UnboundLocalError as error:
    print(error)


def loop_variable():
    for i in range(3):
        pass
    return i


print(loop_variable(), [i for i in 'ab'])
try:
    i
except NameError as error:
    print(error)


def exception_variable():
    e = 'before'
    try:
        raise ValueError('v')
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as error:
        return str(error)


print(exception_variable())


def deep():
    a = 1

    def two():
        def three():
            def four():
                nonlocal a
                a += 1
                return a
            return four
        return three
    return two()()(), a


print(deep())


def globals_locals():
    local_a = 1
    local_b = 2
    return sorted(locals()), 'x' in globals(), 'local_a' in globals()


print(globals_locals())
globals()['injected'] = 5
print(injected)
exec_like = {}
del x
try:
    read()
except NameError as error:
    print(error)
x = 'back'
print(read())
print([lambda: k for k in range(3)][0](), [(lambda j=j: j)() for j in range(3)])


def default_capture(v=x):
    return v


x = 'again'
print(default_capture(), read())


def conditional_local(flag):
    if flag:
        value = 'set'
    return value


print(conditional_local(True))
try:
    conditional_local(False)
except UnboundLocalError as error:
    print(error)


def uses_global_in_comprehension():
    return [x[0] for _ in range(2) if x]


print(uses_global_in_comprehension())
__private = 1


class Mangle:
    __secret = 2

    def get(self):
        return self.__secret, __private_global()

    def __hidden(self):
        return 'hidden'

    def call(self):
        return self.__hidden()


def _Mangle__private_global():
    return 'mangled global'


print(Mangle().get(), Mangle().call(), [n for n in vars(Mangle) if 'Mangle' in n])
try:
    Mangle().__secret
except AttributeError as error:
    print(error)
