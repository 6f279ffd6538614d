"""Value of knowing several numbers at once, by a regression of worth on them."""
