"""Is what Python calls what the header declares, all of it, and is the package whole?"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from conftest import ROOT

import graduasi
from graduasi import codes
from graduasi._native import ffi, lib

HEADER = (ROOT / "capi" / "graduasi.h").read_text()


@pytest.fixture(scope="module")
def build():
    """_build.py, which is no part of an installed package, without its last lines, which build."""
    spec = importlib.util.spec_from_file_location("_build", ROOT / "bindings" / "python" / "graduasi" / "_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_function_of_the_header_is_bound():
    declared = set(re.findall(r"^GRADUASI_API.*?\b(graduasi_\w+)\(", HEADER, re.MULTILINE))
    assert len(declared) == len(re.findall(r"^GRADUASI_API\b", HEADER, re.MULTILINE)) > 80
    bound = {name for name in dir(lib) if name.startswith("graduasi_") and not name.startswith("graduasi_py_")}
    assert bound == declared
    for name in declared:
        assert ffi.typeof(ffi.addressof(lib, name)).kind == "function"


def test_every_constant_of_the_header_is_bound():
    constants = dict(re.findall(r"^#define (GRADUASI_\w+) \(?(-?\d+)\b", HEADER, re.MULTILINE))
    assert len(constants) == len(re.findall(r"^#define GRADUASI_\w+ [(\d]", HEADER, re.MULTILINE)) >= 40
    assert {name: getattr(lib, name) for name in constants} == {name: int(value) for name, value in constants.items()}


@pytest.mark.parametrize(
    "code",
    [codes.Outcome, codes.CriterionResult, codes.SafeguardResult, codes.RouteResult, codes.Actor, codes.MissingWhy],
)
def test_every_code_of_the_header_has_its_name(code):
    prefix = code.constants_prefix()
    assert {name[len(prefix) :]: getattr(lib, name) for name in dir(lib) if name.startswith(prefix)} == {
        str(member): getattr(lib, prefix + member.value) for member in code
    }
    for member in code:
        assert code.of(getattr(lib, prefix + member.value)) is member


def test_a_code_that_is_not_known_is_nothing_that_a_program_compares_with():
    strange = graduasi.Outcome.of(77)
    assert strange == "UNKNOWN_77" and str(strange) == "UNKNOWN_77" and strange.name == "UNKNOWN_77"
    assert strange is graduasi.Outcome.of(77)
    assert strange not in list(graduasi.Outcome)
    assert graduasi.Outcome("ELIGIBLE") is graduasi.Outcome.ELIGIBLE == "ELIGIBLE"
    assert f"{graduasi.Outcome.NOT_YET:>8}" == " NOT_YET"


@pytest.mark.parametrize(
    "line",
    [
        "#if defined(SOMETHING)\n#endif",
        "#define GRADUASI_NEW (1 << 3)",
        "#pragma pack(1)",
        "#ifdef OTHER\n#endif",
        "#ifndef X_H_",
    ],
)
def test_a_line_of_a_header_that_is_not_understood_ends_the_build(build, line):
    with pytest.raises(SystemExit, match="_build.py"):
        build.declarations(line + "\n")


def test_a_header_that_is_not_the_library_s_does_not_compile(build, tmp_path):
    from cffi import FFI

    def compiles(text):
        maker = FFI()
        maker.cdef(build.declarations((ROOT / "include" / "graduasi" / "arrow_abi.h").read_text()))
        maker.cdef(build.declarations(text))
        maker.set_source("stale", '#include "graduasi.h"\n#include "graduasi/arrow_abi.h"', py_limited_api=True)
        source = tmp_path / "stale.c"
        maker.emit_c_code(str(source))
        includes = [f"-I{ROOT / 'capi'}", f"-I{ROOT / 'include'}", f"-I{python_headers()}"]
        call = ["cc", "-fsyntax-only", "-Werror", *includes, str(source)]
        return subprocess.run(call, capture_output=True).returncode == 0

    assert compiles(HEADER)
    for now, before in (
        ("const graduasi_policy* policy", "const graduasi_error* policy"),
        ("  size_t batch_rows;", "  size_t batch_size;"),
        ("graduasi_policy_hash", "graduasi_policy_digest"),
    ):
        assert now in HEADER
        assert not compiles(re.sub(re.escape(now), before, HEADER, count=1)), before


def python_headers():
    import sysconfig

    return sysconfig.get_paths()["include"]


@pytest.mark.parametrize(
    "named, says", [(None, "GRADUASI_LIBRARY_DIR is not set"), ("/nowhere", "no libgraduasi.so in it")]
)
def test_a_build_without_the_library_says_what_is_to_be_set(build, monkeypatch, named, says):
    monkeypatch.delenv("GRADUASI_LIBRARY_DIR", raising=False)
    if named:
        monkeypatch.setenv("GRADUASI_LIBRARY_DIR", named)
    with pytest.raises(SystemExit, match=re.escape(says)):
        build.find_native()


def test_what_frees_accepts_null():
    for name in dir(lib):
        if name.endswith("_free") and "capsule" not in name or name.startswith("graduasi_py_free_"):
            getattr(lib, name)(ffi.NULL)


def test_the_package_is_whole():
    package = Path(graduasi.__file__).parent
    assert ROOT / "bindings" not in package.parents, "the tests are to run on the installed package"
    assert (package / "py.typed").exists()
    assert (package / "libgraduasi.so.0").exists()
    assert Path(sys.modules["graduasi._native"].__file__).name == "_native.abi3.so"
    tags = metadata.distribution("graduasi").read_text("WHEEL")
    assert "cp39-abi3-" in tags
    assert metadata.requires("graduasi")[0].startswith("cffi")
    assert graduasi.__version__ == metadata.version("graduasi") == graduasi.library_version()


def test_the_module_loads_the_library_beside_it():
    maps = Path(f"/proc/{os.getpid()}/maps").read_text()
    loaded = {line.split()[-1] for line in maps.splitlines() if "libgraduasi.so" in line}
    assert loaded == {str(Path(graduasi.__file__).parent / "libgraduasi.so.0")}


def test_it_imports_without_any_package_but_cffi():
    hidden = (
        "import sys\nfor name in ('pyarrow','polars','pandas','duckdb','numpy','pyspark'): sys.modules[name] = None\n"
    )
    code = hidden + (
        "import graduasi\n"
        "policy = graduasi.Policy.load(sys.argv[1])\n"
        "print(policy.decide({'id': 'K1'}, '2026-06-15').outcome)\n"
        "try: graduasi.nest(None)\n"
        "except graduasi.NotInstalled as error: print(error)\n"
    )
    policy = ROOT / "policies" / "pkh-graduasi" / "2026.policy.txtpb"
    run = subprocess.run([sys.executable, "-c", code, policy], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "NEEDS_DATA",
        "nest needs pyarrow 14 or newer, or else DuckDB 2 or newer: pip install pyarrow",
    ]


def test_mypy_is_content_strictly(tmp_path):
    """A program that uses the package is checked against its types, and one that misuses it is refused."""
    good = tmp_path / "good.py"
    good.write_text(
        "from datetime import date\n"
        "import graduasi\n"
        "def f(policy: graduasi.Policy) -> str:\n"
        "    decision: graduasi.Decision = policy.decide({'id': 'x'}, as_of=date(2026, 6, 15))\n"
        "    outcome: graduasi.Outcome = decision.outcome\n"
        "    return outcome.value + decision.criteria[0].reason('en') + decision.missing[0].why.value\n"
        "def g(policy: graduasi.Policy, suites: list[graduasi.PolicyTestSuite]) -> float:\n"
        "    ahead: graduasi.Outlook = policy.look_ahead({'id': 'x'}, as_of='2026-06-15', until=date(2026, 12, 31))\n"
        "    texts: list[str] = [it.text('en') for changes in ahead.change_sets for it in changes.changes]\n"
        "    rates: dict[str, float] = {'ELIGIBLE': 0.9}\n"
        "    by_outcome = {graduasi.Outcome.ELIGIBLE: 0.9}\n"
        "    total = 0.0\n"
        "    for report in (\n"
        "        graduasi.programme(policy, [{'id': 'x'}], as_of=date(2026, 6, 15), target=(30, 35), rates=rates),\n"
        "        graduasi.programme(policy, 'cohort.jsonl', as_of='2026-06-15', target=30, rates=by_outcome),\n"
        "        graduasi.programme(None, as_of='2026-06-15', figures='figures.json', rates=0.65),\n"
        "    ):\n"
        "        if report.forecast is not None and report.cohort is not None:\n"
        "            total += report.forecast.at_least * report.cohort.families\n"
        "    survivors: tuple[graduasi.Mutant, ...] = graduasi.run_mutants(policy, suites).survivors\n"
        "    flip: graduasi.Flip = graduasi.compare_tables(policy, policy, [{}], as_of='2026-06-15').flips[0]\n"
        "    return total + len(texts) + len(survivors) + flip.row\n"
    )
    bad = tmp_path / "bad.py"
    bad.write_text("import graduasi\nx: int = graduasi.Policy.load('p').decide({}, as_of='2026-06-15')\n")

    def mypy(*arguments):
        call = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *map(str, arguments)]
        return subprocess.run(call, capture_output=True, text=True, cwd=tmp_path)

    package = mypy("-p", "graduasi")
    assert package.returncode == 0, package.stdout
    plugin = mypy(shutil.copy(Path(graduasi.__file__).parents[1] / "pytest_graduasi.py", tmp_path))
    assert plugin.returncode == 0, plugin.stdout
    assert mypy(good).returncode == 0, mypy(good).stdout
    assert 'expression has type "Decision"' in mypy(bad).stdout
