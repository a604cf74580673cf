"""Shared by all tests: where the labelled articles are, when they are at hand."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The labelled articles beside the project; the test skips without them."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip("the labelled articles (../shared/corpus) are not beside this checkout")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-docs", action="store_true", help="write what the README's commands print into the README"
    )
