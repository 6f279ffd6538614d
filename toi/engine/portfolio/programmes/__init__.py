"""Linear and mixed-integer programmes behind a split: their rows, and what solves them."""
