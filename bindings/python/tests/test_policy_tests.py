"""Suites of policy tests: as objects, and as tests of pytest.  What every door must say of the suites in tests/doors
stands there, in results.expected and unreadable.expected."""

import copy
import json
import pickle
import re
import shutil
import subprocess
import sys
from importlib import metadata
from xml.etree import ElementTree

import pytest
from conftest import ROOT, command

import graduasi
from graduasi import PolicyTestSuite

DOORS = ROOT / "tests" / "doors"

# Tells what pytest knows of each test, in the form that all doors share.
TELLER = """
import os

def pytest_runtest_logreport(report):
    if report.when == "call":
        file, line, name = report.location
        print(f"{os.path.basename(file)}:{line + 1}: {name}: {report.outcome}", report.longreprtext,
              sep="\\n" if report.failed else "", file=open("told", "a"))
"""


@pytest.fixture
def doors(tmp_path):
    """A copy of the folder, in which pytest may be run."""
    folder = tmp_path / "doors"
    folder.mkdir()
    for file in DOORS.glob("*.txtpb"):
        shutil.copy(file, folder)
    (folder / "teller.py").write_text(TELLER)
    return folder


def run_pytest(folder, *arguments):
    """pytest as somebody would call it who has installed the package: no more is said than files."""
    call = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, cwd=folder)


def expected(name):
    return (DOORS / name).read_text()


def test_a_suite_gives_its_results_as_every_door(monkeypatch):
    monkeypatch.chdir(DOORS)
    told = ""
    for name in ("village.test.txtpb", "sound.test.txtpb"):
        suite = PolicyTestSuite.load(name)
        (policy,) = suite.policy_files()
        report = suite.run(graduasi.Policy.load(policy))
        assert [(case.name, case.line) for case in suite.cases] == [(result.name, result.line) for result in report]
        assert report.failed == sum(not result.passed for result in report.results)
        for result in report:
            told += f"{name}:{result.line}: {result.name}: {'passed' if result.passed else 'failed'}\n"
            assert bool(result.message("en")) == bool(result.message("id")) == (not result.passed)
            told += result.message("en")
    assert told == expected("results.expected")


def test_the_command_gives_the_same_results(monkeypatch, tmp_path):
    """Names, lines, results and texts, against the report for test servers and the printed text."""
    monkeypatch.chdir(DOORS)
    suite = PolicyTestSuite.load("village.test.txtpb")
    report = suite.run(graduasi.Policy.load("village.policy.txtpb"))
    call = [command(), "test", "--suite", "village.test.txtpb", "--lang", "en", "--junit", tmp_path / "report.xml"]
    run = subprocess.run(call, capture_output=True, text=True)
    assert run.returncode == 1, run.stderr
    assert run.stdout == "".join(result.message("en") for result in report) + (
        "village.test.txtpb: 8 cases, 6 passed, 2 failed.\n"
    )
    cases = ElementTree.parse(tmp_path / "report.xml").iter("testcase")
    assert [(case.get("name"), int(case.get("line")), case.find("failure") is None) for case in cases] == [
        (result.name, result.line, result.passed) for result in report
    ]


def test_a_report_is_text_json_and_xml():
    suite = PolicyTestSuite.load(DOORS / "village.test.txtpb")
    report = suite.run(graduasi.Policy.load(DOORS / "village.policy.txtpb"), file="v")
    assert report.text("en").startswith("v:49: wrong on purpose: poor & <eligible>\n")
    assert report.text("id").endswith("8 kasus, 6 lulus, 2 gagal.\n")
    told = json.loads(report.to_json())
    assert [case["name"] for case in told["cases"]] == [result.name for result in report]
    assert [case["passed"] for case in told["cases"]] == [result.passed for result in report]
    xml = ElementTree.fromstring(report.to_junit("en"))
    assert [case.get("name") for case in xml.iter("testcase")] == [case.name for case in suite.cases]
    assert len(report) == len(suite) == 8 and report[5].passed is False
    assert repr(report) == "<PolicyTestReport: 8 cases, 2 failed>"
    with pytest.raises(graduasi.BadCall, match="there is no language"):
        report[5].message("fr")


def test_a_suite_that_cannot_be_used_is_bad_with_every_finding(tmp_path):
    with pytest.raises(graduasi.BadPolicy) as unreadable:
        PolicyTestSuite.load(DOORS / "unreadable.test.txtpb")
    assert str(unreadable.value).replace(f"{DOORS}/", "") + "\n" == expected("unreadable.expected")
    suite = PolicyTestSuite.parse('case { name: "a" as_of: "2026-06-15" household {} expect { fails: "G99" } }')
    with pytest.raises(graduasi.BadPolicy, match="G99") as misfit:
        suite.run(graduasi.Policy.load(DOORS / "village.policy.txtpb"), file="a.test.txtpb")
    assert re.match(r"a\.test\.txtpb:1:\d+: ", str(misfit.value))
    with pytest.raises(graduasi.BadPolicy, match="names no policy"):
        suite.policy_files()
    with pytest.raises(graduasi.BadCall):
        PolicyTestSuite.parse("", form="yaml")
    with pytest.raises(TypeError):
        PolicyTestSuite()
    with pytest.raises(AttributeError):
        suite.cases = ()


def test_a_suite_is_read_in_every_form():
    expects = '"household": {"id": "K1"}, "expect": {"outcome": "NEEDS_DATA"}'
    as_json = '{"case": [{"name": "a", "asOf": "2026-06-15", ' + expects + "}]}"
    name, day, record = b"a", b"2026-06-15", b"\x0a\x02K1"
    case = b"\x0a\x01a" + b"\x12\x0a" + day + b"\x22" + bytes([len(record)]) + record + b"\x32\x02\x08\x03"
    binary = b"\x2a" + bytes([len(case)]) + case
    policy = graduasi.Policy.load(DOORS / "village.policy.txtpb")
    for suite in (PolicyTestSuite.parse(as_json), PolicyTestSuite.parse(binary)):
        assert [case.name for case in suite.cases] == [name.decode()]
        assert suite.run(policy).failed == 0


def test_the_policy_of_a_suite_stands_beside_it(tmp_path):
    text = 'case { name: "a" as_of: "2026-06-15" household {} expect { outcome: NEEDS_DATA } }'
    for name in ("2026.test.txtpb", "2026.batu.test.txtpb", "2026.batu.south.test.txtpb", "2027.test.txtpb"):
        (tmp_path / name).write_text(text)
    for name in ("2026.policy.txtpb", "2026.batu.policy.txtpb"):
        (tmp_path / name).write_text("")

    def beside(name):
        return [file.name for file in PolicyTestSuite.load(tmp_path / name).policy_files()]

    assert beside("2026.test.txtpb") == ["2026.policy.txtpb"]
    assert beside("2026.batu.test.txtpb") == beside("2026.batu.south.test.txtpb") == ["2026.batu.policy.txtpb"]
    with pytest.raises(graduasi.BadPolicy, match=r"there is no 2027\.policy\.txtpb beside it"):
        beside("2027.test.txtpb")
    (tmp_path / "named.test.txtpb").write_text('policy: "../x.policy.txtpb" policy: "y.policy.txtpb"\n' + text)
    assert beside("named.test.txtpb") == ["x.policy.txtpb", "y.policy.txtpb"]


def test_pytest_gives_the_same_results_as_every_door(doors):
    run = run_pytest(doors, "-p", "teller", "village.test.txtpb", "sound.test.txtpb")
    assert run.returncode == 1, run.stdout + run.stderr
    assert (doors / "told").read_text() == expected("results.expected")


def test_a_failure_is_told_without_python(doors):
    run = run_pytest(doors, "village.test.txtpb")
    assert "  line 54: outcome: expected ELIGIBLE, but it is NOT_YET\n" in run.stdout
    assert "2 failed, 6 passed" in run.stdout
    for word in ("Traceback", ".py", "CaseFailed", "raise "):
        assert word not in run.stdout, run.stdout
    assert (
        "Pendapatan Rp900.000 sebulan; perlu Rp1.000.000."
        in run_pytest(doors, "village.test.txtpb", "--graduasi-language=id").stdout
    )


def test_a_suite_that_cannot_be_used_is_an_error_of_collection(doors):
    run = run_pytest(doors, "unreadable.test.txtpb", "nameless.test.txtpb", "sound.test.txtpb")
    assert run.returncode == 2
    assert expected("unreadable.expected") in run.stdout
    assert "nameless.test.txtpb: the suite names no policy" in run.stdout
    assert "Traceback" not in run.stdout and "2 errors" in run.stdout
    run = run_pytest(doors, "nameless.test.txtpb", "--graduasi-policy=village.policy.txtpb")
    assert run.returncode == 0 and "1 passed" in run.stdout
    (doors / "lost.test.txtpb").write_text((doors / "sound.test.txtpb").read_text().replace("village", "lost"))
    (doors / "bad.policy.txtpb").write_text((doors / "village.policy.txtpb").read_text().replace("incomes", "income"))
    assert "No such file or directory: 'lost.policy.txtpb'" in run_pytest(doors, "lost.test.txtpb").stdout
    run = run_pytest(doors, "sound.test.txtpb", "--graduasi-policy=bad.policy.txtpb")
    assert re.search(r"^bad\.policy\.txtpb:\d+:\d+: .*did you mean `incomes`", run.stdout, re.MULTILINE), run.stdout


def test_cases_are_chosen_by_their_names(doors):
    run = run_pytest(doors, "village.test.txtpb", "-k", "pregnant or line", "-v")
    assert re.findall(r"::(.*?) PASSED", run.stdout) == ["exactly on the line", "a pregnant member"]
    run = run_pytest(doors, "village.test.txtpb::exactly on the line", "-v")
    assert re.findall(r"::(.*?) PASSED", run.stdout) == ["exactly on the line"]
    run = run_pytest(doors, "--collect-only", "-q", "sound.test.txtpb")
    assert run.stdout.splitlines()[0] == "sound.test.txtpb::nothing is known"


def test_the_same_cases_run_under_several_policies(doors):
    draft = (doors / "village.policy.txtpb").read_text().replace("int: 1000000", "int: 800000")
    (doors / "draft.policy.txtpb").write_text(draft)
    arguments = ("--graduasi-policy=village.policy.txtpb", "--graduasi-policy=draft.policy.txtpb")
    run = run_pytest(doors, "village.test.txtpb", *arguments, "-k", "poor", "-v")
    assert re.findall(r"::(.*?) (PASSED|FAILED)", run.stdout)[:2] == [
        ("wrong on purpose: poor & <eligible> [village.policy.txtpb]", "FAILED"),
        ("wrong on purpose: poor & <eligible> [draft.policy.txtpb]", "PASSED"),
    ]


def test_what_is_a_suite_is_a_setting(doors):
    (doors / "pytest.ini").write_text("[pytest]\ngraduasi_files = checks/*.txtpb sound.*\ngraduasi_language = id\n")
    assert re.findall(r"^(\S+)::", run_pytest(doors, "--collect-only", "-q").stdout, re.MULTILINE) == [
        "sound.test.txtpb"
    ]
    (doors / "pytest.ini").write_text("[pytest]\ngraduasi_files = doors/so*.txtpb\n")
    assert "1 passed" in run_pytest(doors).stdout
    (doors / "pytest.ini").write_text("[pytest]\ngraduasi_files =\n")
    assert run_pytest(doors).returncode == 5  # nothing was collected
    (doors / "pytest.ini").write_text("[pytest]\ngraduasi_language = fr\n")
    run = run_pytest(doors)
    assert run.returncode == 4 and "it is id (Indonesian) or en (English)" in run.stderr
    (doors / "pytest.ini").unlink()
    run = run_pytest(doors, "--graduasi-policy=none.txtpb")
    assert run.returncode == 4 and "there is no file none.txtpb" in run.stderr


def test_the_suites_of_the_policies_hold_and_are_those_of_the_command(tmp_path):
    report = tmp_path / "report.xml"
    run = run_pytest(ROOT / "policies", "-q", f"--junitxml={report}", "-o", "junit_family=xunit1")
    assert run.returncode == 0, run.stdout
    collected = [
        (case.get("file").rpartition("/")[2], int(case.get("line")) + 1, case.get("name"))
        for case in ElementTree.parse(report).iter("testcase")
    ]
    policies = sorted((ROOT / "policies").glob("*/*.policy.txtpb"))
    subprocess.run([command(), "test", *policies, "--junit", report], check=True, capture_output=True)
    run_by_command = [
        (case.get("file").rpartition("/")[2], int(case.get("line")), case.get("name"))
        for case in ElementTree.parse(report).iter("testcase")
    ]
    assert len(collected) > 250
    assert sorted(collected) == sorted(run_by_command)


def test_where_there_is_no_suite_the_library_is_not_loaded(tmp_path):
    (tmp_path / "conftest.py").write_text(
        "import sys\n"
        "def pytest_sessionfinish():\n"
        "    print('plug-in:', 'pytest_graduasi' in sys.modules, 'library:', 'graduasi' in sys.modules)\n"
    )
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n")
    assert "plug-in: True library: False" in run_pytest(tmp_path, "-s").stdout


def test_reports_of_test_servers_have_file_and_line(doors):
    run_pytest(doors, "village.test.txtpb", "--junitxml=report.xml", "-o", "junit_family=xunit1")
    cases = list(ElementTree.parse(doors / "report.xml").iter("testcase"))
    assert len(cases) == 8 and len([case for case in cases if case.find("failure") is not None]) == 2
    assert (cases[1].get("name"), cases[1].get("file"), cases[1].get("line")) == (
        "exactly on the line",
        "village.test.txtpb",
        "21",  # pytest counts from 0 here
    )


def test_a_suite_is_a_list_and_can_be_sent(monkeypatch):
    suite = PolicyTestSuite.load(DOORS / "village.test.txtpb")
    assert list(suite) == list(suite.cases) and suite[0] == suite.cases[0]
    assert copy.copy(suite) is suite
    again = pickle.loads(pickle.dumps(suite))
    assert (again.source, again.cases, again.policies) == (suite.source, suite.cases, suite.policies)
    policy = graduasi.Policy.load(*again.policy_files())
    assert policy.source == str(DOORS / "village.policy.txtpb") == pickle.loads(pickle.dumps(policy)).source
    report = again.run(policy)
    assert report.to_dict() == suite.run(policy).to_dict() == json.loads(report.to_json())
    with pytest.raises(AttributeError, match="a report does not change"):
        report.failed = 0
    with pytest.raises(TypeError, match="a PolicyTestReport cannot be pickled"):
        pickle.dumps(report)
    assert pickle.loads(pickle.dumps(report[5])).message("en") == report[5].message("en")


def test_a_pytest_that_is_too_old_is_told_so():
    """The plug-in is loaded at each start of pytest, so an old one must hear what to do and not where Python failed."""
    code = "import pytest; pytest.__version__ = '6.2.5'; import pytest_graduasi"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode == 1
    assert "UsageError: the plug-in of graduasi needs pytest 7 or newer, and this is 6.2.5: " in run.stderr
    assert "pytest -p no:graduasi" in run.stderr
    wants = metadata.requires("graduasi")
    assert [it.partition(";")[0].strip() for it in wants if it.startswith("pytest")] == ["pytest>=7"]
