"""Coverage as a person reads it, and as another program does."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from kg.coverage.measure import Coverage, Share, total

KINDS = ("names", "numbers", "dates", "sentences")
_LISTED = KINDS[:3]


def table(every: Sequence[Coverage]) -> str:
    """One line an article, as given, and one for all."""
    rows = [[each.article, *(_cell(getattr(each, kind)) for kind in KINDS)] for each in (*every, total(every))]
    rows.insert(0, ["", "names", "numbers", "dates", "sentences quoted"])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def missing_lines(every: Sequence[Coverage], most: int) -> Iterator[str]:
    """What did not reach the graph, for each article at most so many of a kind, the most frequent first."""
    for each in every:
        lists = {kind: getattr(each, kind).missing for kind in _LISTED}
        if any(lists.values()):
            yield each.article
            for kind, missing in lists.items():
                if missing:
                    yield f"  {kind}: {', '.join(_counted(missing, most))}"


def as_json(every: Sequence[Coverage], most: int | None) -> str:
    """Articles in the order given, and the total; with all that is missing, or at most so many of a kind."""
    rows = [_row(each) | {"missing": {kind: _missing(getattr(each, kind), most) for kind in KINDS}} for each in every]
    return json.dumps({"articles": rows, "total": _row(total(every))}, indent=1, ensure_ascii=False)


def _cell(share: Share) -> str:
    return f"{share.share:4.0%} ({share.reached} of {share.found})" if share.share is not None else "   -"


def _counted(missing: Sequence[str], most: int) -> Iterator[str]:
    counts = Counter(missing)
    for text, count in counts.most_common(most):
        yield f"{text} ({count})" if count > 1 else text
    if len(counts) > most:
        yield f"and {len(counts) - most:,} more"


def _row(each: Coverage) -> dict[str, Any]:
    shares = {kind: getattr(each, kind) for kind in KINDS}
    return {
        "article": each.article,
        "reached": each.reached,
        **{kind: {"reached": of.reached, "found": of.found, "share": of.share} for kind, of in shares.items()},
    }


def _missing(share: Share, most: int | None) -> list[str]:
    return list(share.missing if most is None else share.missing[:most])
