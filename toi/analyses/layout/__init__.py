"""Lay results out: screens, tables and documents, numbers in words and digits."""
