"""The names that articles' fields go by, wherever they stand: front matter, JSON, tables.

In lower-case letters only (`webUrl` and `web_url` are `weburl`); the first that holds something counts.
"""

import re

TITLE = ("title", "headline")
SUBTITLE = ("subtitle", "subheading", "subheadline", "dek", "standfirst")
EXCERPT = ("excerpt", "description", "summary", "abstract")
URLS = ("weburl", "url", "canonicalurl", "canonical", "link", "originalurl", "sourceurl", "permalink", "source")
DATES = (
    *("publisheddatetime", "publishedat", "publisheddate", "datepublished", "published"),
    *("publicationdate", "publishdate", "pubdate", "datetime", "date"),
)
AUTHORS = ("authors", "author", "byline", "creator", "writer")
PUBLISHERS = ("provider", "publisher", "source", "sitename", "outlet", "publication", "site")
METADATA = {
    "category": ("category", "categories", "section"),
    "topics": ("topics", "tags", "keywords"),
    "type": ("type",),
}
_NOT_LETTER = re.compile("[^a-z]")


def key(name: str) -> str:
    """A field's name in the form in which names are compared."""
    return _NOT_LETTER.sub("", name.lower())
