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
