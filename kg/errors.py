"""Errors of use, which stop a command. Bad content is not here: it is data, a `kg.model.Problem`.

Every message says what was found, what was expected and what to do. `exit_code` is what the command line returns.
"""


class KgError(Exception):
    """Something in how kg was called or set up is wrong; the message says how to mend it."""

    exit_code = 2


class UsageError(KgError):
    """An option, a path or a name on the command line does not fit."""


class OntologyError(KgError):
    """The ontology folder is missing, broken, or names a term that it does not define."""


class ModelError(KgError):
    """A trained model is missing, damaged, or of a version that this kg does not read."""


class BuildFilesError(KgError):
    """A folder that should hold a build lacks its files, or one of them is damaged."""


class QueryError(KgError):
    """A SPARQL query that does not parse or asks for what kg does not do."""


class OutputError(KgError):
    """The output cannot be written: read-only folder, full disk."""

    exit_code = 1


class MissingExtra(KgError):
    """An optional part needs a library that is not installed; the message has the command to install it."""

    exit_code = 3
