"""Pictures: results in, a matplotlib figure out. Nothing else may import from here at start."""
