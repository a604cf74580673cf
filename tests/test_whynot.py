"""Any sentence can be asked "why not?": what was seen in it, what was read, and what blocked the rest."""

from factory import article, default, extractor

from kg.annotate import refusals
from kg.model import Document
from kg.whynot import locate, why_not


def answer(sentence: str, *documents: Document) -> list[str]:
    document, begin, end = locate(documents, sentence)
    return list(why_not(document, begin, end, *refusals(document, [extractor()], default())))


def blocked(sentence: str) -> list[str]:
    lines = answer(sentence)
    return [line.strip() for line in lines[lines.index("blocked:") + 1 :]]


def test_a_negated_clause_is_named() -> None:
    assert any(line.startswith("negation: acquired") for line in blocked("Acme Corp. did not buy Norden Robotics Ltd."))


def test_a_condition_is_named() -> None:
    assert any(line.startswith("hedge: acquired") for line in blocked("Suppose Acme Corp. bought Norden Robotics Ltd."))


def test_a_missing_end_is_named_with_the_classes_that_would_do() -> None:
    line = next(line for line in blocked("Acme Corp. acquired a taste for tea.") if "acquired" in line)
    assert line.startswith("missing argument: acquired")
    assert "no object of" in line
    assert "Organization" in line


def test_a_verb_that_no_rule_has_is_named() -> None:
    assert any('the verb "wander"' in line for line in blocked("Acme Corp. wanders through Oslo."))


def test_what_was_seen_and_read_stands_first() -> None:
    lines = answer("Acme Corp. acquired Norden Robotics Ltd. on 3 May 2026 for $20 million.")
    assert any("“Norden Robotics Ltd.” Company" in line for line in lines)
    assert "  “3 May 2026” date: 2026-05-03" in lines
    assert any("  acquired  " in line and "amount 20000000 USD" in line for line in lines)
    assert not any(line.strip().startswith("missing argument: acquired,") for line in lines)


def test_a_sentence_is_found_in_its_article_though_its_spaces_differ() -> None:
    document = article("A headline\nAcme Corp. makes tea. It did not buy Norden Robotics Ltd.\n")
    found, begin, end = locate([document], "It did  not buy\nNorden Robotics Ltd.")
    assert found is document
    assert document.text[begin:end] == "It did not buy Norden Robotics Ltd."


def test_a_sentence_copied_by_hand_is_found_too() -> None:
    document = article("A headline\nThe firm’s board said it did not buy Norden Robotics Ltd.\n")
    assert locate([document], "The firm's board said it did not buy Norden Robotics Ltd")[0] is document


def test_a_sentence_of_no_article_is_read_alone() -> None:
    lines = answer("Acme Corp. wanders through Oslo.", article("Other news\nNothing happened.\n"))
    assert lines[1] == "  in no article of the build: read on its own"


def test_a_chinese_sentence_is_asked_too() -> None:
    assert any(line.startswith("negation: acquired") for line in blocked("阿里巴巴集团没有收购百度公司。"))
    assert any(line.startswith("hedge: acquired") for line in blocked("如果阿里巴巴集团收购百度公司，股价会上涨。"))
