"""kg reads articles and builds one clean knowledge graph, every statement with its evidence.

The folders are the pipeline's verbs in order: read, extract, resolve, export. `kg.build.build` runs them all;
`kg.cli` is the same on the command line. Importing this package loads nothing heavy.
"""

__version__ = "0.1.0"
