"""The mention tagger on Chinese text, character by character."""

from kg.extract.learned.tagger import MentionTagger, Settings, train
from kg.extract.learned.words import Labelled, LabelledDocument, sentences

NAMES = ("林达", "王小明", "陈思", "赵一鸣", "周文", "吴海燕")
PLACES = ("塔维克市", "奥斯特港", "布雷勒县", "林登岛", "瓦尔诺市", "凯尔省")


def marked(name: str, place: str) -> LabelledDocument:
    parts = sentences(f"{name}先生出生于{place}。他住在{place}。")
    spans = []
    for words in parts:
        text = "".join(word.text for word in words)
        found = [(text.find(name), len(name), "author"), (text.find(place), len(place), "port")]
        spans.append([Labelled(begin, begin + size, kind) for begin, size, kind in found if begin >= 0])
    return LabelledDocument(parts, spans)


def test_chinese_names_by_surname_title_and_ending() -> None:
    data = train([marked(name, place) for name, place in zip(NAMES * 3, PLACES * 3, strict=True)], language="zh",
                 hints={"哈文": ["place"]}, settings=Settings(rounds=40))  # fmt: skip
    text = "李国华先生出生于索伦市。他住在索伦市。"
    tagger = MentionTagger.load(data)
    found = [(text[one.begin : one.end], one.type) for row in tagger.tag(sentences(text)) for one in row]
    assert found == [("李国华", "author"), ("索伦市", "port"), ("索伦市", "port")]
    assert tagger.language == "zh"
