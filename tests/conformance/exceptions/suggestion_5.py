import _suggest_target

print(_suggest_target.value)
_suggest_target.valeu
