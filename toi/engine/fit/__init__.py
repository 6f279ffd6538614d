"""Fit: the weights and credences under which theories rank as somebody says."""
