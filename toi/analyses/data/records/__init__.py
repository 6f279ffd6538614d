"""`toi list` and `toi show`: the records of a kind, and one with its neighbours."""
