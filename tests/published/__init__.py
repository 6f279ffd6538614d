"""What each method is held against; docs/validation.md is made of these checks."""
