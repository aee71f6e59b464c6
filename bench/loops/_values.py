"""The module whose attribute attr_module.py reads."""
value = 3
