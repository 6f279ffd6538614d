"""Parts of the screen on how far readers agree."""
