"""Numbers in text: which kind, which value, which unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import ordinal_word, quantities


def found(text: str) -> list[tuple[str, str]]:
    return [(quantity.kind, str(quantity)) for quantity in quantities(text)]


def gap(text: str, kind: str, value: str) -> object:
    return pytest.param(text, kind, value, marks=pytest.mark.xfail(reason="known gap", strict=True))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("$1.3 billion", "money", "1300000000 USD"),
        ("US$402m", "money", "402000000 USD"),
        ("€55 million", "money", "55000000 EUR"),
        ("18,900 euros", "money", "18900 EUR"),
        ("€1,200.50", "money", "1200.5 EUR"),
        ("£2bn", "money", "2000000000 GBP"),
        ("HK$8 billion", "money", "8000000000 HKD"),
        ("NT$30 billion", "money", "30000000000 TWD"),
        ("A$5 million", "money", "5000000 AUD"),
        ("120 million yuan", "money", "120000000 CNY"),
        ("500 Swiss francs", "money", "500 CHF"),
        ("20 million CHF", "money", "20000000 CHF"),
        ("1.2 trillion won", "money", "1200000000000 KRW"),
        ("40 million rand", "money", "40000000 ZAR"),
        ("6440亿美元", "money", "644000000000 USD"),
        ("20万元", "money", "200000 CNY"),
        ("10亿元人民币", "money", "1000000000 CNY"),
        ("$2-3 billion", "money", "2000000000 USD"),
        ("USD 20 million", "money", "20000000 USD"),
        ("EUR 300 million", "money", "300000000 EUR"),
        gap("Rs 400 crore", "money", "4000000000 INR"),
        gap("两千万美元", "money", "20000000 USD"),
        ("60%", "percent", "60 %"),
        ("12.5 percent", "percent", "12.5 %"),
        ("8 per cent", "percent", "8 %"),
        ("-12%", "percent", "-12 %"),
        ("96GB", "quantity", "96 GBy"),
        ("96 GB", "quantity", "96 GBy"),
        ("300-watt", "quantity", "300 W"),
        ("20MW", "quantity", "20 MW"),
        ("15 to 20 MW", "quantity", "15 MW"),
        ("7 nm", "quantity", "7 nm"),
        ("800 GB/s", "quantity", "800 GBy/s"),
        ("38 petaflops", "quantity", "38 PFLOPS"),
        ("9 hours", "quantity", "9 h"),
        ("35 min", "quantity", "35 min"),
        ("40,000 square metres", "quantity", "40000 m2"),
        ("24 GWh", "quantity", "24 GW.h"),
        gap("a 100,000-square-foot hall", "quantity", "100000 [sft_i]"),
        ("eight", "number", "8"),
        ("twenty-four boards", "number", "24"),
        ("half a million units", "number", "500000"),
        ("a hundred servers", "number", "100"),
        ("1,024 nodes", "number", "1024"),
        ("2.6 million units", "number", "2600000"),
        ("a PUE of 1.12", "number", "1.12"),
        ("3.5万台", "number", "35000"),
        ("4-8 cards", "range", "4-8"),
        ("four to eight cards", "range", "4-8"),
        ("34th", "ordinal", "34"),
        ("第三名", "ordinal", "3"),
        ("第十二名", "ordinal", "12"),
    ],
)
def test_quantity(text: str, kind: str, value: str) -> None:
    assert found(text) == [(kind, value)]


@pytest.mark.parametrize("text", ["the SR860 V2", "H100 cards", "an MI300X", "2x faster", "Anvil-7B", "no number", ""])
def test_no_number_inside_names(text: str) -> None:
    assert found(text) == []


def test_two_currencies_are_two_sums() -> None:
    assert found("18,900 euros ($20,400)") == [("money", "18900 EUR"), ("money", "20400 USD")]


def test_a_code_that_is_a_word_is_no_currency() -> None:
    assert found("25 million AMD chips") == [("number", "25000000")]


@pytest.mark.parametrize(
    ("word", "number"), [("first", 1), ("Twentieth", 20), ("thirty-fourth", 34), ("fourth-", None), ("forward", None)]
)
def test_ordinal_word(word: str, number: int | None) -> None:
    assert ordinal_word(word) == number


@given(st.text(alphabet="0123456789.,-–$€¥ %亿万元第名十一KMGWBbnmilloe²½٣", max_size=30))
def test_no_text_raises(text: str) -> None:
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.begin < quantity.end <= len(text)
        assert text[quantity.begin : quantity.end]
        end = quantity.end
