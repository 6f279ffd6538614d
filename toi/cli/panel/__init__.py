"""Commands of `toi data` on what several readers judge."""
