"""Where the work runs: one process, or several. Results keep the order of the items: the choice changes no byte."""
