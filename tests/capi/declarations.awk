# Writes what the preprocessed graduasi.h declares, one declaration a line: functions, types, and the members of option structs as
# "struct[index]: member". Knows no other C than that header's.
{ text = text " " $0 }

END {
  gsub(/[ \t]+/, " ", text)
  while (text != "") {
    # The next statement ends at a semicolon outside braces.
    depth = 0
    for (i = 1; i <= length(text); ++i) {
      c = substr(text, i, 1)
      if (c == "{") ++depth
      if (c == "}") --depth
      if (c == ";" && depth == 0) break
    }
    statement = substr(text, 1, i - 1)
    text = substr(text, i + 1)
    sub(/^ /, "", statement)
    if (statement !~ /graduasi_/) continue  # of a system header
    sub(/^GRADUASI_API /, "", statement)
    sub(/ $/, "", statement)
    open = index(statement, "{")
    if (open == 0) {
      print statement
      continue
    }
    name = statement
    sub(/^.*} ?/, "", name)
    body = substr(statement, open + 1)
    sub(/}.*$/, "", body)
    count = split(body, members, /;/)
    for (m = 1; m <= count; ++m) {
      gsub(/^ | $/, "", members[m])
      if (members[m] != "") print name "[" m - 1 "]: " members[m]
    }
  }
}
