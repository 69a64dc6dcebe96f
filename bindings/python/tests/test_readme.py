"""The README's Python programs are run as printed, one after the other, and print what it says."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text()


def blocks(text):
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section():
    return re.search(r"^## From Python\n(.*?)^## ", README, re.MULTILINE | re.DOTALL).group(1)


def programs():
    """Each program, and what it prints."""
    printed = blocks(section())
    for index, (language, program) in enumerate(printed):
        if language == "python":
            follows = printed[index + 1] if index + 1 < len(printed) else ("", "")
            yield program, follows[1] if follows[0] == "text" else ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("readme")
    policies = [block for language, block in blocks(README) if language == "textproto"]
    (made / "example.policy.txtpb").write_text(policies[0])
    (made / "example.test.txtpb").write_text(policies[1])
    return made


def test_the_programs_print_what_the_readme_says(folder):
    for package in ("duckdb", "pyarrow"):
        pytest.importorskip(package)
    ordinary = [(program, says) for program, says in programs() if "pyspark" not in program]
    assert len(ordinary) == 4 and sum(bool(says) for _, says in ordinary) == 3
    for program, says in ordinary:
        run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, cwd=folder)
        assert (run.returncode, run.stderr, run.stdout) == (0, "", says)


def test_pytest_collects_the_suite_as_the_readme_says(folder):
    (commands,) = [block for language, block in blocks(section()) if language == "sh"]
    environment = {**os.environ, "PATH": os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]}
    passed = []
    for command in commands.splitlines():
        run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=folder, env=environment)
        assert run.returncode == 0, run.stdout + run.stderr
        passed += re.findall(r"(\d+) passed", run.stdout)
    assert passed == ["3", "1", "3", "3"]


def test_the_program_for_spark_prints_what_the_readme_says(folder):
    """On the register that the programs before it have made."""
    pytest.importorskip("pyspark")
    if not shutil.which("java") and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java, which is not installed")
    assert (folder / "register.parquet").exists()
    ((program, says),) = [(program, says) for program, says in programs() if "pyspark" in program]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, env=environment)
    assert (run.returncode, run.stdout) == (0, says), run.stderr
