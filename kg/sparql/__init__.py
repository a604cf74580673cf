"""Questions to a build, in SPARQL 1.1: the embedded store, and the forms of an answer.

In: the build's `graph.ttl`, the ontology's Turtle file, and a query. Out: an `Answer`, which `kg.sparql.formats.render`
writes as a table, CSV, JSON or Turtle.

To add a form of answer: a function in `formats`, and its name in `FORMATS` there.
"""
