table = {'rows': [[1, 2], [3, 4]]}


def cell(t, r, c):
    return t['rows'][r][c]


print(cell(table, 1, 1))
print(cell(table, 1, 5))
