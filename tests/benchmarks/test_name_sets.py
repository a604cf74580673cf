"""Reading public sets of names, on lines of their forms."""

import json
from pathlib import Path

from benchmarks import name_sets
from benchmarks.name_scores import scored
from benchmarks.names import without_titles
from kg.extract.learned.tagger import Tagged
from kg.extract.learned.words import Labelled, LabelledDocument, placed


def names(document: LabelledDocument) -> list[tuple[str, str]]:
    return [
        (" ".join(word.text for word in words[span.first : span.last]), span.type)
        for words, spans in zip(document.sentences, document.spans, strict=True)
        for span in spans
    ]


def document(text: str, *spans: Labelled) -> LabelledDocument:
    return LabelledDocument([placed(text.split())], [list(spans)])


def test_names_that_touch_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "crossner/ai").mkdir(parents=True)
    rows = "Ada\tB-person\nLind\tI-person\nTarvik\tB-country\nand\tO\nBrelle\tB-country\n\nNone\tO\n"
    (tmp_path / "crossner/ai/train.txt").write_text(rows)
    found = name_sets.crossner(tmp_path, "ai", ["train"])
    assert [names(one) for one in found] == [
        [("Ada Lind", "person"), ("Tarvik", "country"), ("Brelle", "country")],
        [],
    ]


def test_a_gum_name_is_what_is_capitalised_around_the_head_of_its_mention(tmp_path: Path) -> None:
    (tmp_path / "gum/dep").mkdir(parents=True)
    rows = [
        ("The", "DT", "Entity=(1-organization-new-nnnnn-cf1-3-sgl"),
        ("old", "JJ", "_"),
        ("University", "NNP", "_"),
        ("of", "IN", "_"),
        ("Tarvik", "NNP", "Entity=(2-place-new-nnnnn-cf2-1-sgl)1)"),
        ("hired", "VBD", "_"),
        ("engineers", "NNS", "Entity=(3-person-new-nnnnn-cf3-1-sgl)"),
    ]
    lines = [f"{n}\t{word}\t_\t_\t{tag}\t_\t_\t_\t_\t{misc}" for n, (word, tag, misc) in enumerate(rows, 1)]
    (tmp_path / "gum/dep/GUM_news_x.conllu").write_text("# text\n" + "\n".join(lines) + "\n\n")
    assert [names(one) for one in name_sets.gum(tmp_path)] == [[("University of Tarvik", "organization")]]


def test_docred_has_each_place_once(tmp_path: Path) -> None:
    mention = {"sent_id": 0, "pos": [0, 1], "type": "ORG"}
    article = {"sents": [["Acme", "grew"]], "vertexSet": [[mention], [{**mention, "type": "LOC"}]], "labels": []}
    (tmp_path / "x.json").write_text(json.dumps([article]))
    assert [names(one) for one in name_sets.docred(tmp_path / "x.json")] == [[("Acme", "ORG")]]


def test_names_only_leaves_noun_phrases_and_posts() -> None:
    marked = document(
        "the Brelle Guard met Prime Minister Ada Lind and we left",
        Labelled(0, 3, "Organisation"),
        Labelled(1, 2, "Location"),
        Labelled(4, 8, "Person"),
        Labelled(6, 8, "Person"),
        Labelled(9, 10, "Person"),
    )
    assert names(name_sets.names_only(marked)) == [("Brelle Guard", "Organisation"), ("Ada Lind", "Person")]


def test_kg_words_put_the_text_together_as_people_write_it() -> None:
    words = document(
        'Ms. Lind \'s well - known " Acme " ( Tarvik ) grew 4 % .', Labelled(1, 2, "p"), Labelled(7, 8, "o")
    )
    found = name_sets.kg_words(words)
    assert [word.text for word in found.sentences[0]][:6] == ["Ms.", "Lind", "'s", "well-known", '"', "Acme"]
    assert names(found) == [("Lind", "p"), ("Acme", "o")]


def test_chinese_words_become_characters(tmp_path: Path) -> None:
    (tmp_path / "zh").mkdir()
    text = "# newdoc id = a\n# text = x\n1\t林达\tB-PER\n2\t在\tO\n3\t塔维克\tB-LOC\n4\t市\tI-LOC\n\n"
    (tmp_path / "zh/zh-ud-dev.iob2").write_text(text, encoding="utf-8")
    lost, found = name_sets.uner_text(tmp_path, "zh", "dev")[0]
    assert (lost, names(found)) == (0, [("林 达", "PER"), ("塔 维 克 市", "LOC")])


def test_only_the_same_words_and_type_are_right() -> None:
    gold = document("Ada Lind left Acme in Tarvik", Labelled(0, 2, "p"), Labelled(3, 4, "o"), Labelled(5, 6, "l"))
    given = [Tagged(0, 2, 0, 8, "p", 0.9), Tagged(3, 4, 14, 18, "l", 0.5), Tagged(4, 6, 19, 28, "l", 0.1)]
    scores = scored([gold], [[given]])
    assert (round(scores.precision, 3), round(scores.recall, 3), round(scores.untyped, 3)) == (0.333, 0.333, 0.667)
    assert scores.by_type == {"l": 0.0, "o": 0.0, "p": 1.0}
    assert round(scores.ece, 3) == round((0.1 + 0.5 + 0.1) / 3, 3)


def test_titles_and_posts_are_no_names_of_persons() -> None:
    text = "Prime Minister Ada Lind met the President of Tarvik and Mr Corvin"
    spans = (Labelled(0, 4, "Person"), Labelled(6, 9, "Person"), Labelled(10, 12, "Person"), Labelled(8, 9, "Location"))
    found = names(without_titles(document(text, *spans)))
    assert found == [("Ada Lind", "Person"), ("Corvin", "Person"), ("Tarvik", "Location")]
