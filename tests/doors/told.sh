# told <file>: the command's XML for test servers as the lines that all doors share. To be sourced.
told() {
  sed -n -e 's,^\(  <testcase .*\)/>$,\1 : passed,' -e 's,^\(  <testcase .*\)>$,\1 : failed,' \
    -e 's,^  <testcase name="\(.*\)" classname=.* file="\([^"]*\)" line="\([0-9]*\)".*: \([a-z]*\)$,\2:\3: \1: \4,p' "$1" |
    sed -e 's/&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g'
}
