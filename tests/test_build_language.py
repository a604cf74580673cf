"""An article in a language that nobody reads is built, and said."""

from pathlib import Path

from kg.build import annotated
from kg.model import Severity

FRENCH = """Des nouvelles de la ville

La mairie de Lyon est dans une situation difficile et les habitants ne sont pas contents de la décision du maire.
Pour le moment, les travaux sont arrêtés par la mairie.
"""


def test_a_third_language_is_a_notice_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "News of the day\n\nAcme Corp. has acquired Norden Robotics Ltd. for $20 million.\n", encoding="utf-8"
    )
    graph, _ = annotated([tmp_path])
    assert [(each.code, each.source, each.severity) for each in graph.problems] == [("KG-E01", "a.txt", Severity.INFO)]
    assert graph.statements
