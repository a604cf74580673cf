"""Resolve: which things of all articles are one, and why.

In go the articles, what extraction found in each, the ontology, the lexicon and people's decisions; out comes a
`kg.model.Resolution`. The door is `kg.resolve.resolve.resolve`.

The way of a name: `referents` (an article's mentions as things) -> `folding`, `profile`, `thing` (names made
comparable) -> `block` (pairs worth a look, linear in the names) -> `vetoes`, `match` (rules with sentences) ->
`cluster` (best first, no union against a veto) -> `decisions` (people's word, last).

To add a rule, write a function with one sentence in `match.RULES` or `vetoes.VETOES`, and see that `block` has a key
that brings its pairs together. Words (legal forms, descriptors, guards) are data: `data/*.txt`.
"""
