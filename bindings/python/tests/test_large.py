"""Does memory stay the same when the register grows?  The example is run as it is; and pyarrow reads the same files."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DAY, REFERENCE, ROOT

pyarrow = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

EXAMPLE = ROOT / "bindings" / "python" / "examples" / "large_register.py"
SIZES = (100_000, 400_000)


@pytest.fixture(scope="module")
def registers(synthetic, tmp_path_factory):
    """The 300 families again and again, and how many bytes the longer register has more than the shorter in memory."""
    folder = tmp_path_factory.mktemp("large")
    families = pyarrow.Table.from_pylist(synthetic)
    files = []
    for size in SIZES:
        files.append(folder / f"{size}.parquet")
        repeated = f"(SELECT families.* FROM range({size // 300}), families)"
        duckdb.sql(f"COPY {repeated} TO '{files[-1]}' (FORMAT parquet, ROW_GROUP_SIZE 4096)")
    return files, families.nbytes * (SIZES[1] - SIZES[0]) // 300


def by_pyarrow(policy, register, day, out):
    import pyarrow.dataset
    import pyarrow.parquet

    import graduasi

    reader = graduasi.Policy.load(policy).decide_table(pyarrow.dataset.dataset(register), day, threads=2).to_pyarrow()
    with pyarrow.parquet.ParquetWriter(out, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)


def peak_bytes():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024


@pytest.mark.parametrize("way", ["example", "by_pyarrow"])
def test_memory_does_not_grow_with_the_register(registers, way, tmp_path):
    if way == "example" and int(duckdb.__version__.split(".")[0]) < 2:
        pytest.skip("before 2.0 DuckDB brings a relation into memory as a whole")
    files, more = registers
    assert more > 500_000_000
    peaks = []
    for file, size in zip(files, SIZES):
        out = tmp_path / f"{size}.parquet"
        call = [sys.executable, __file__, way, str(REFERENCE), str(file), DAY, str(out)]
        run = subprocess.run(call, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        peaks.append(int(run.stdout.splitlines()[-1]))
        counts = duckdb.sql(f"SELECT count(*), count(DISTINCT outcome) FROM '{out}'").fetchall()
        assert counts == [(size // 300 * 300, 4)]
    assert peaks[1] - peaks[0] < more / 3


if __name__ == "__main__":
    if sys.argv[1] == "example":
        runpy.run_path(str(EXAMPLE))["main"](*sys.argv[2:])
    else:
        by_pyarrow(*sys.argv[2:])
    print(peak_bytes())
