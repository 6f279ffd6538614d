"""`toi rubric fit`: what one would have to value to rank as one does."""
