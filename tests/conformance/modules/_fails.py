before = 1
print('failing module runs')
raise ValueError('module failed')
