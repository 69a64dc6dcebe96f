"""The README's Python programs are run as printed, one after the other, and print what it says."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text()


def section(title):
    return re.search(rf"^## {title}\n(.*?)^## ", README, re.MULTILINE | re.DOTALL).group(1)


def blocks(text):
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_programs_print_what_the_readme_says(tmp_path):
    for package in ("duckdb", "pyarrow"):
        pytest.importorskip(package)
    policies = [block for language, block in blocks(README) if language == "textproto"]
    (tmp_path / "example.policy.txtpb").write_text(policies[0])
    printed = blocks(section("From Python"))
    programs = [index for index, (language, _) in enumerate(printed) if language == "python"]
    assert len(programs) == 3
    for index in programs:
        run = subprocess.run([sys.executable, "-W", "error", "-c", printed[index][1]], capture_output=True, text=True, cwd=tmp_path)
        assert (run.returncode, run.stderr) == (0, "")
        follows = printed[index + 1] if index + 1 < len(printed) else ("", "")
        assert run.stdout == (follows[1] if follows[0] == "text" else "")
