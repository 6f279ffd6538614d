"""Argdown, the markup in which argument maps are written: https://argdown.org."""
