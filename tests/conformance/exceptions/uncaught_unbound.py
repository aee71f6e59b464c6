def f(flag):
    if flag:
        result = 1
    return result


print(f(True))
f(False)
