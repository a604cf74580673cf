"""Where the work runs: one process, or several. Results come in the order of the items, so the choice changes no byte."""
