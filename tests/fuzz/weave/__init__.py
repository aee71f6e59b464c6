"""Generates programs that weave the whole language together: see weaver.py."""
