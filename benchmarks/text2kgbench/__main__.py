"""Text2KGBench: train on each ontology's training split, read its test sentences, score them.

python -m benchmarks.text2kgbench FOLDER [--json] [--only NAME]
"""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.text2kgbench.dataset import tasks
from benchmarks.text2kgbench.report import as_json, average, row, table
from benchmarks.text2kgbench.scoring import run
from kg.errors import KgError


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.text2kgbench", description=__doc__)
    parser.add_argument("folder", type=Path, help="a data set: ontologies/, train/, test/, ground_truth/")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--only", default="", metavar="NAME", help="only ontologies with this in their name")
    options = parser.parse_args(arguments)
    try:
        results = []
        for task in tasks(options.folder, options.only):
            results.append(run(task))
            print(row(results[-1]), file=sys.stderr, flush=True)
    except KgError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(json.dumps(as_json(results), indent=2) if options.json else table(results, average(results)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
