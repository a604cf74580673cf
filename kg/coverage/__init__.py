"""Coverage: what of an article reached its graph, measured without labels.

In go a graph and the mentions that it was made of; out comes, for each article, how many of its names, its numbers with
units and its dates reached the graph, and how many of its sentences a statement quotes. What there is to reach is found
on the surface of the text (`names`, `numbers`, `dates`), by capitals, endings and patterns alone, and never by what an
extractor takes for a candidate: an extractor that sees nothing would else cover everything.

`reach` says what counts as reached, `measure` counts, `report` writes the table. It is a net with holes on both sides:
a capital letter makes no name, and much that is worth knowing has none. It compares articles, and versions of kg.
"""
