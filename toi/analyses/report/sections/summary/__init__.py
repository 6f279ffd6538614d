"""The question, and the answer in a few sentences, by what is asked of whom."""
