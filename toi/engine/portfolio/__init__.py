"""Portfolio of effort: diminishing returns, downside risk, and the programmes that split it."""
