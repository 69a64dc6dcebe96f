#!/bin/sh
# Builds the extension against an installed library, starts a PostgreSQL of its own, decides a register in it, and stops it. What
# comes out must be what the command says. Usage: test.sh BUILD_DIRECTORY. Exit code 77, after a sentence: PostgreSQL is not here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
build=$(cd "$1" && pwd)
if ! command -v pg_config > /dev/null 2>&1 || [ ! -f "$(pg_config --pgxs 2> /dev/null)" ]; then
  echo "Skipped: PostgreSQL with its headers is not here (Debian: postgresql-15 postgresql-server-dev-15)."
  exit 77
fi
bin=$(pg_config --bindir)

work=$(mktemp -d)
chmod 755 "$work"
as_user() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then  # PostgreSQL refuses to run as root
  as_user() { runuser -u postgres -- "$@"; }
fi
finish() {
  code=$?
  as_user "$bin/pg_ctl" -D "$work/data" -m immediate stop > /dev/null 2>&1 || true
  test $code -eq 0 || cat "$work/log" "$work/data/log" 2> /dev/null || true
  rm -rf "$work"
  exit $code
}
trap finish EXIT

cmake --install "$build" --prefix "$work/prefix" > "$work/log"
cp -r "$here" "$work/extension"
libdir=$(dirname "$(find "$work/prefix" -name graduasi.pc)")
PKG_CONFIG_PATH=$libdir make -s -C "$work/extension" >> "$work/log" 2>&1
sed "s|MODULE_PATHNAME|$work/extension/graduasi_pg|" "$here/graduasi--0.1.sql" > "$work/create.sql"

policy=$root/policies/pkh-graduasi/2026.policy.txtpb
cp "$policy" "$work/policy.txtpb"
"$build/graduasi" synth --households 2000 --region 35.79 --seed 5 --as-of 2026-06-15 > "$work/register.jsonl"
"$build/graduasi" decide --policy "$policy" --households "$work/register.jsonl" --as-of 2026-06-15 --format jsonl \
  2> "$work/log" | sed 's/.*"outcome":"\([A-Z_]*\)".*/\1/' > "$work/expected"

mkdir "$work/data"
test "$(id -u)" -ne 0 || chown postgres "$work/data"
as_user "$bin/initdb" -D "$work/data" -A trust -U tester --no-sync > "$work/log"
as_user "$bin/pg_ctl" -D "$work/data" -l "$work/data/log" -w -o "-k $work/data -c listen_addresses= -c fsync=off" start > "$work/log"
query() { as_user "$bin/psql" -h "$work/data" -U tester -d postgres -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

query -f "$work/create.sql"
query > "$work/actual" << SQL
CREATE TABLE policy AS SELECT pg_read_file('$work/policy.txtpb') AS text;
CREATE TABLE register AS SELECT row_number() OVER () AS line, family::jsonb AS family
  FROM regexp_split_to_table(trim(E'\n' FROM pg_read_file('$work/register.jsonl')), E'\n') AS family;
SELECT graduasi_decide(policy.text, family, '2026-06-15') ->> 'outcome' FROM register, policy ORDER BY line;
SQL
cmp "$work/expected" "$work/actual"

# What a caller has to put right is an error of the statement; the connection lives on.
for wrong in "graduasi_decide('id: 7', '{}', '2026-06-15')" \
             "graduasi_decide((SELECT text FROM policy), '{}', '2036-06-15')" \
             "graduasi_decide((SELECT text FROM policy), '{}', 'infinity')"; do
  if query -c "SELECT $wrong" > "$work/said" 2>&1 || ! grep -q 'ERROR:  graduasi: ' "$work/said"; then
    echo "not refused: $wrong"
    cat "$work/said"
    exit 1
  fi
done
test "$(query -c "SELECT graduasi_decide((SELECT text FROM policy), '{\"kk\": 7}', '2026-06-15') ->> 'outcome'")" = INVALID
test "$(query -c "SELECT graduasi_decide(NULL, '{}', '2026-06-15') IS NULL")" = t
echo "$(sort "$work/actual" | uniq -c | tr -s ' ' | tr '\n' ';') as the command says"
