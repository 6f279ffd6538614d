"""Values of the lines in every scenario, and samples of the scenarios."""
