import pytest

from kg.read.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The plant in the harbour opened on Monday.", "en"),
        ("Northwind ships servers", "en"),
        ("北原科技周一发布新服务器 NW-200", "zh"),
        ("北原 ships the NW-200 to forty schools in the north of the country", "en"),
        ("Das Werk ist nicht für die Stadt, sagte der Sprecher, und der Bau beginnt mit dem Hafen.", "und"),
        ("Компания представила новый сервер", "und"),
        ("12345", "und"),
    ],
)
def test_languages(text, language):
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("青葉電機は月曜日、新型の搬送ロボットを発表した。", None, "ja"),
        ("삼성전자는 오늘 새로운 서버를 발표했다", None, "ko"),
        ("افتتحت شركة المرسى مصنعا جديدا", None, "und"),
        ("افتتحت شركة المرسى مصنعا جديدا", "ar-EG", "ar"),
        ("Der Hafen ist nicht für das neue Werk", "de_DE", "de"),
        ("Der Hafen ist nicht für das neue Werk", "en", "und"),
        ("The plant in the harbour is the largest of the coast", "de", "en"),
        ("北原科技发布新一代服务器", "en", "zh"),
    ],
)
def test_what_is_declared_counts_where_the_text_does_not_say(text, declared, language):
    assert detect(text, declared) == language
