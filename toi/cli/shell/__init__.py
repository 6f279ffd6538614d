"""Help, guides and the completion of names, for the shell."""
