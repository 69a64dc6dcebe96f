"""Arrow's structures in Python's capsules, as the PyCapsule interface of Arrow fixes it.  The only file that calls
Python's C API."""

import ctypes
from typing import Any, Optional

from graduasi._native import ffi, lib
from graduasi.errors import BadCall, OutOfMemory

# Prototypes of our own: those on ctypes.pythonapi are shared by everything in the process.
_new = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
    ("PyCapsule_New", ctypes.pythonapi)
)
_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)


def _address(pointer: Any) -> int:
    return int(ffi.cast("uintptr_t", pointer))


def of_stream(fill: Any) -> Any:
    """A capsule named arrow_array_stream; fill(struct ArrowArrayStream*) makes what it holds, and gives 0 or an
    errno."""
    made = lib.graduasi_py_new_stream()
    return _capsule(
        made, fill, lib.graduasi_py_stream_name, "graduasi_py_stream_capsule_free", lib.graduasi_py_free_stream
    )


def of_schema(fill: Any) -> Any:
    """A capsule named arrow_schema; fill(struct ArrowSchema*) makes what it holds, and gives 0 or an errno."""
    made = lib.graduasi_py_new_schema()
    return _capsule(
        made, fill, lib.graduasi_py_schema_name, "graduasi_py_schema_capsule_free", lib.graduasi_py_free_schema
    )


def _capsule(made: Any, fill: Any, name: Any, destructor: str, free: Any) -> Optional[Any]:
    if made == ffi.NULL:
        raise OutOfMemory("there is no memory for a stream")
    try:
        code = fill(made)
        if code != 0:
            raise OutOfMemory("there is no memory for a stream")
        return _new(_address(made), _address(ffi.cast("const char*", name)), _address(ffi.addressof(lib, destructor)))
    except BaseException:
        free(made)
        raise


def read(capsule: Any, name: str, kind: str) -> Any:
    """The structure in a capsule of somebody else's: kind such as "struct ArrowSchema*".  Errors: BadCall."""
    try:
        return ffi.cast(kind, _pointer(capsule, name.encode("ascii")))
    except (ValueError, TypeError, ctypes.ArgumentError):
        raise BadCall(f"the data gives no capsule named {name}: its {name} is {type(capsule).__name__}") from None
