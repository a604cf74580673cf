"""Evaluate: how well a graph says what careful readers took from the same articles.

In go a graph, the labels of its articles (`kg.gold`), the articles' decoded texts, the ontology and, for the figures of
mentions, the mentions that the graph was made of; out come `Figures`, with every miss and false alarm. The door is
`kg.evaluate.score.score`; `labels.check` refuses labels that the ontology has no words for.

`compare` says when two names, values or qualifiers are the same, and `places` where labelled names stand. `mentions`,
`entities` and `statements` judge one article each into a `findings.Judged`; `rates`, `intervals` and `calibration` make
figures of them; `report` writes them as a table or as JSON, `page` as HTML, with `marks` in the text. To add a figure,
count it in `Judged`, give it a field of `Figures`, and a line in `report` and in `page/page.html`.
"""
