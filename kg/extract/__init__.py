"""Extraction: a `Document` in, `Annotations` out: which things it names, and which statements its sentences make.

The door is the seam `kg.protocols.Extractor`; `kg.registry` names the extractors. `rules.RuleExtractor` is the first: a
pure function of one article (and of the others in its file, which share its names), without a model of meaning, so that
every statement can be traced to a rule and a sentence.

The way of an article:

- `tokens`: sentences and tokens. `dates`, `quantities`: values. `reading`: what all later steps write into.
- `candidates`: where names stand. `aliases`: which of them are one. `classes`: what they are, by vote.
- `tagger`: parts of speech, lemmas. `chunks`: noun phrases and verb groups. `phrases`: what "the company" stands for.
- `frames`: verbs and nouns with their arguments. `status`: how firmly it is said.
- `relations` (frame rules), `patterns`, `ranks`, `measures`: statements. `derive`: what follows from them.

What is particular to a field stands in the ontology folder: the lexicon, and the rules that `rulebook` reads and
`ontology/rules/README.md` documents. What is particular to a language stands in `language/` (`vocabulary` reads it) and
`model/`.

To make kg read something better, add a case to `tests/extract/cases` first, then a rule; code only where no rule can
say it. To add an extractor, write a class with the members of `kg.protocols.Extractor` and declare it as an entry point
in the group `kg.extractors`; it must pass tests/extract/test_extractor_contract.py.
"""
