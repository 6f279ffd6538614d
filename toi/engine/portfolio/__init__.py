"""How to split effort: returns that diminish, a risk that counts, a programme that is solved."""
