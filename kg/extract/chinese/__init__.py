"""Chinese sentences: names without capitals, clauses without inflection, and what the rules of `rules/zh` make of them.

The way of an article's Chinese part, which the rule extractor calls from its own:

- `values`: numbers; `finder`: names, by `segmenting` sentences into words, `naming` what no lexicon knows (beside
  `posts` and `surroundings`), in two rounds, so that a name that is sure of itself once is known everywhere.
- `chunks`: noun phrases, verbs, prepositions. `coreference`: what "该公司" stands for. `clauses`: each verb with its
  ends, subjects carried on from clause to clause, and what 的 ties.
- `relations`, `sequences`, `ranks`, `measures`: statements; `cues`: how firmly they are said. `reader`: all of these.

The words of a field stand in the ontology folder, `rules/zh/README.md`; those of the language in `language/`
(`vocabulary` reads them). An ontology without that folder reads lexicon names and values in Chinese text, no more.
"""
