"""Hostile input, made at random from what ships: it is taken, or refused in words."""
