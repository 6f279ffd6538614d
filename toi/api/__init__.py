"""The Python interface: what the commands do, without printing. Its names are those of `toi`."""
