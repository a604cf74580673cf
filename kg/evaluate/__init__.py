"""Evaluate: how well a graph says what careful readers took from the same articles.

In go a graph, the labels of its articles (`kg.gold`), the articles' decoded texts and the ontology; out come `Figures`
with precision and recall, and every miss and false alarm. The door is `kg.evaluate.score.score`.

`compare` says when two names, values or qualifiers are the same, `score` counts, `report` writes the table. To add a
figure, count it in `score.Count`, give it a field of `Figures`, and a line in `report.table`.
"""
