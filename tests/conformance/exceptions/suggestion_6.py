print("before")
pint("typo of a builtin")
