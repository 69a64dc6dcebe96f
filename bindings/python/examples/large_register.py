"""Decides a register in Parquet that may be larger than memory, and writes the decisions as Parquet.

    python large_register.py 2026.policy.txtpb register.parquet 2026-06-15 decisions.parquet

DuckDB reads the register and writes the decisions; in between, rows are decided as they pass.  Memory stays within what
the two limits below allow, whatever the length of the register.  Needs DuckDB 2: older ones bring what they read into
memory as a whole.
"""

import sys

import duckdb

import graduasi


def main(policy_file: str, register_file: str, as_of: str, out_file: str) -> None:
    policy = graduasi.Policy.load(policy_file)
    source = duckdb.connect(config={"memory_limit": "128MB", "threads": 2})
    target = duckdb.connect(config={"memory_limit": "128MB", "threads": 2, "preserve_insertion_order": True})
    register = source.sql(f"FROM read_parquet('{register_file}')")
    decisions = policy.decide_table(register, as_of, threads=2)
    target.execute(f"COPY (FROM decisions) TO '{out_file}' (FORMAT parquet)")
    for row in target.sql(f"SELECT outcome, count(*) FROM '{out_file}' GROUP BY ALL ORDER BY ALL").fetchall():
        print(*row)


if __name__ == "__main__":
    main(*sys.argv[1:])
