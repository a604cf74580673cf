"""Extraction: a `Document` in, `Annotations` out: which things it names, and which statements its sentences make.

The door is the seam `kg.protocols.Extractor`; `kg.registry` names the extractors. `rules.RuleExtractor` is the first: a
pure function of one article (and of the others in its file, which share its names), without a model of meaning, so that
every statement can be traced to a rule and a sentence.

The way of an article:

- `tokens`: sentences and tokens. `dates` (by the `clock`), `quantities`: values. `reading`: what all later steps write
  into, in `spans`.
- `candidates`: where names stand, by the lexicon (`lexical`) and by capitals (`runs`). `aliases`: which are one; a
  `shortlist` spares most comparisons. `families`: articles of one file, read together.
- `tagger`: parts of speech, which `retagging` corrects. `lemmas`.
- `classes`: what the names are, by `votes` of the `kindnouns`, `posts` and `contexts` beside them, and by `ties`
  between them; `models`: numbers in names.
- `chunks`: noun phrases and verb groups (`verb_groups`, `noun_phrases`, and `attachment` for what belongs together).
  `phrases`: what "the company" stands for (the `discourse` tells); `naming`: what has no name; both by `sightings`.
- `frames`: verbs with their `subjects`, `relatives` and `arguments`, nouns with their `bearers`. `status`: how firmly
  it is said. `background`: what earlier sentences leave.
- `relations` (frame rules; `scenes` says which, `slots` who, `qualifiers` when and how much), `patterns`, `ranks`,
  `measures` (`values` with `metrics` and `holders`): statements. `derive`: what follows from them. `handover`: all of
  it in the types of `kg.model`.

What is particular to a field stands in the ontology folder: the lexicon, and the rules that `rulebook` reads and
`ontology/rules/README.md` documents. What is particular to a language stands in `language/` (`vocabulary` reads it) and
`model/`.

To make kg read something better, add a case to `tests/extract/cases` first, then a rule; code only where no rule can
say it. To add an extractor, write a class with the members of `kg.protocols.Extractor` and declare it as an entry point
in the group `kg.extractors`; it must pass tests/extract/test_extractor_contract.py.
"""
