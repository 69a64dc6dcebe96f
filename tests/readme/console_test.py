"""Runs the console sessions of the README as printed: every line after "$ " is a command, what follows is what it prints.

A line "..." stands for any lines; all others must be there to the letter, in their order. "# exit 1" at the end of a command says
with which code it ends; otherwise 0. Usage: console_test.py README COMMAND WORK FILE..., the files being copied into WORK."""

import pathlib
import re
import shutil
import subprocess
import sys


def sessions(readme):
    """The commands of all console blocks, each with its expected lines."""
    for block in re.findall(r"^```console\n(.*?)^```$", readme, re.M | re.S):
        command, expected = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command is not None:
                    yield command, expected
                command, expected = line[2:], []
            elif command is None:
                raise SystemExit(f"a console block of the README begins with {line!r}, not with a command")
            else:
                expected.append(line)
        yield command, expected


def matches(expected, printed):
    """Whether the printed lines are the expected ones, "..." standing for any."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and printed[0].rstrip() == expected[0].rstrip() and matches(expected[1:], printed[1:])


def main(readme, command, work, *files):
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for file in files:
        shutil.copy(file, work)
    path = str(pathlib.Path(command).parent) + ":/usr/bin:/bin"
    ran = 0
    for line, expected in sessions(pathlib.Path(readme).read_text()):
        code = int(re.search(r"# exit (\d)$", line).group(1)) if re.search(r"# exit \d$", line) else 0
        done = subprocess.run(["sh", "-c", line], cwd=work, env={"PATH": path}, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        printed = done.stdout.splitlines()
        if done.returncode != code or not matches(expected, printed):
            print(f"$ {line}\nexit code {done.returncode}, expected {code}; printed:", *printed, "expected:", *expected, sep="\n")
            return 1
        ran += 1
    print(f"{ran} commands")
    return 0 if ran >= 5 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
