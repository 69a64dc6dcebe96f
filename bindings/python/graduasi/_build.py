"""Builds the module through which Python calls the library.

The declarations are those of capi/graduasi.h and graduasi/arrow_abi.h, read from the headers themselves: what is called
is what is declared, and the C compiler compares both.  Used by setup.py alone; not part of an installed package.
"""

import os
import re
from pathlib import Path
from typing import List, NamedTuple, Tuple

from cffi import FFI

VARIABLE = "GRADUASI_LIBRARY_DIR"
HERE = Path(__file__).resolve().parent

# What the binding adds in C; stream.c says what each does.
OWN = """
    typedef struct graduasi_py_stream graduasi_py_stream;
    graduasi_py_stream* graduasi_py_stream_new(void);
    struct ArrowArrayStream* graduasi_py_stream_source(graduasi_py_stream* stream);
    int graduasi_py_stream_export(graduasi_py_stream* stream, struct ArrowArrayStream* out);
    int graduasi_py_stream_failure(graduasi_py_stream* stream);
    const char* graduasi_py_stream_error(graduasi_py_stream* stream);
    int graduasi_py_stream_state(graduasi_py_stream* stream);
    void graduasi_py_stream_close(graduasi_py_stream* stream);
    void graduasi_py_stream_free(graduasi_py_stream* stream);
    int graduasi_py_one_batch(struct ArrowSchema* schema, struct ArrowArray* array, struct ArrowArrayStream* out);
    int graduasi_py_call_get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out);
    void graduasi_py_release_schema(struct ArrowSchema* schema);
    struct ArrowArrayStream* graduasi_py_new_stream(void);
    struct ArrowSchema* graduasi_py_new_schema(void);
    void graduasi_py_free_stream(struct ArrowArrayStream* stream);
    void graduasi_py_free_schema(struct ArrowSchema* schema);
    void graduasi_py_stream_capsule_free(void* capsule);
    void graduasi_py_schema_capsule_free(void* capsule);
    extern const char graduasi_py_stream_name[];
    extern const char graduasi_py_schema_name[];
"""


class Native(NamedTuple):
    """What the module is made of: the shared library, the folder to link from, and the folders of its headers."""

    library: Path
    capi: Path
    include: Path


def find_native() -> Native:
    """The library in the build or install directory that GRADUASI_LIBRARY_DIR names, and the headers that belong to
    it."""
    named = os.environ.get(VARIABLE, "")
    if not named:
        raise SystemExit(
            f"{VARIABLE} is not set. Set it to a directory that holds libgraduasi.so: the build directory of CMake "
            "(cmake -S . -B build && cmake --build build --target graduasi), or the prefix of cmake --install."
        )
    folder = Path(named).expanduser().resolve()
    places = [folder, folder / "lib", folder / "lib64", *sorted((folder / "lib").glob("*-linux-*"))]
    for place in places:
        library = place / "libgraduasi.so"
        if library.exists():
            return Native(library, *_headers(folder))
    raise SystemExit(f"{VARIABLE} is {folder}, and there is no libgraduasi.so in it, nor in its lib or lib64.")


def _headers(folder: Path) -> Tuple[Path, Path]:
    installed = folder / "include"
    if (installed / "graduasi.h").exists():
        return installed, installed
    cache = folder / "CMakeCache.txt"
    sources = (
        re.findall(r"^graduasi_SOURCE_DIR:STATIC=(.+)$", cache.read_text(), re.MULTILINE) if cache.exists() else []
    )
    for root in (*map(Path, sources), *HERE.parents[2:3]):
        if (root / "capi" / "graduasi.h").exists():
            return root / "capi", root / "include"
    raise SystemExit(
        f"There is no graduasi.h for the library in {folder}: "
        "neither include/graduasi.h in it, nor the sources that it is built of."
    )


def declarations(header: str) -> str:
    """What a header declares, as FFI.cdef reads it.  Anything that is not understood ends the build: nothing is passed
    over."""
    text = re.sub(r"/\*.*?\*/", " ", header, flags=re.DOTALL)
    kept: List[str] = []
    open_conditions: List[bool] = []  # for each #if that is open: are its lines kept?
    for line in text.splitlines():
        word = line.split()
        if not word:
            continue
        if not word[0].startswith("#"):
            if all(open_conditions):
                kept.append(line)
        elif word[0] in ("#ifndef", "#ifdef"):
            # Guards of a header, and of the structures that all Arrow libraries define alike, are open; what is for
            # C++, and how functions are exported, is left out.
            guard = word[0] == "#ifndef" and (word[1].endswith("_H_") or word[1].startswith("ARROW_C_"))
            if not guard and word[1] not in ("__cplusplus", "GRADUASI_API"):
                raise SystemExit(f"_build.py does not know the condition `{line.strip()}`")
            open_conditions.append(guard)
        elif word[0] == "#if" and not all(open_conditions):
            open_conditions.append(False)
        elif word[0] in ("#elif", "#else") and open_conditions and not open_conditions[-1]:
            pass  # the other half of what is left out is for exporting, too
        elif word[0] == "#endif":
            open_conditions.pop()
        elif word[0] == "#include" and word[1] in ("<stddef.h>", "<stdint.h>"):
            pass
        elif word[0] == "#define" and all(open_conditions):
            kept.extend(_constant(word))
        elif word[0] == "#define":
            pass
        else:
            raise SystemExit(f"_build.py does not know the line `{line.strip()}`")
    if open_conditions:
        raise SystemExit("_build.py misses an #endif")
    return re.sub(r"\bGRADUASI_(API|NOEXCEPT)\b", "", "\n".join(kept))


def _constant(word: List[str]) -> List[str]:
    if len(word) == 2:  # a guard
        return []
    if len(word) == 3 and re.fullmatch(r"\d+|\(-\d+\)|INT32_MAX|INT32_MIN|SIZE_MAX", word[2]):
        return [f"#define {word[1]} ..."]
    raise SystemExit(f"_build.py does not know the line `{' '.join(word)}`")


def functions(text: str) -> List[str]:
    """The names of the functions among declarations."""
    return re.findall(r"\b(graduasi_\w+)\s*\(", text)


def make() -> FFI:
    """The builder of graduasi._native."""
    native = find_native()
    header = (native.capi / "graduasi.h").read_text(encoding="utf-8")
    declared = declarations(header)
    if len(functions(declared)) != len(re.findall(r"^GRADUASI_API\b", header, flags=re.MULTILINE)):
        raise SystemExit("_build.py finds not every function of graduasi.h")
    ffi = FFI()
    ffi.cdef(declarations((native.include / "graduasi" / "arrow_abi.h").read_text(encoding="utf-8")))
    ffi.cdef(declared)
    ffi.cdef(OWN)
    ffi.set_source(
        "graduasi._native",
        '#include "graduasi.h"\n#include "graduasi/arrow_abi.h"\n'
        + (HERE.parent / "native" / "stream.c").read_text(encoding="utf-8"),
        include_dirs=[str(native.capi), str(native.include)],
        library_dirs=[str(native.library.parent)],
        libraries=["graduasi"],
        # The library lies beside the module.  Every symbol is looked up when it is loaded, so that a library that is
        # older than its header is refused at once and by name.
        extra_link_args=["-Wl,-rpath,$ORIGIN", "-Wl,-z,now"],
        py_limited_api=True,
    )
    return ffi


if __name__ == "__cffi__":
    ffibuilder = make()
