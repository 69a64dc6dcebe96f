"""What a call costs from Python; as calls.c. Arguments: reference policy, household.json, policy of W1, libbench_register.so."""
import ctypes
import datetime
import statistics
import sys
import time

import graduasi

WARM_UP, CALLS, PASSES, ARRAYS = 2000, 20000, 5, 10


class Register:
    """The register as what `decide_table` takes: an object with __arrow_c_stream__."""

    def __init__(self, library):
        self._make = ctypes.CDLL(library).bench_register
        self._make.argtypes = [ctypes.c_int64, ctypes.c_void_p]
        self._make.restype = None

    def __arrow_c_stream__(self, requested_schema=None):
        self._stream = ctypes.create_string_buffer(5 * ctypes.sizeof(ctypes.c_void_p))  # an ArrowArrayStream; its taker empties it
        self._make(ARRAYS, self._stream)
        new = ctypes.pythonapi.PyCapsule_New
        new.restype = ctypes.py_object
        new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        return new(ctypes.addressof(self._stream), b"arrow_array_stream", None)


def one_us(policy, household):
    day = datetime.date(2026, 6, 15)
    times = []
    for i in range(-WARM_UP, CALLS):
        start = time.perf_counter()
        if policy.decide(household, as_of=day).outcome is not graduasi.Outcome.ELIGIBLE:
            sys.exit("wrong")
        if i >= 0:
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def million_ms(policy, register):
    import pyarrow

    times = []
    for i in range(-1, PASSES):
        start = time.perf_counter()
        decisions = policy.decide_table(register, as_of=datetime.date(2026, 7, 1))
        rows = sum(len(batch) for batch in pyarrow.RecordBatchReader.from_stream(decisions))
        if i >= 0:
            times.append(time.perf_counter() - start)
        if rows != ARRAYS * 100000:
            sys.exit(f"{rows} rows")
    return statistics.median(times) * 1e3


def main(reference, household, w1, library):
    with open(household, encoding="utf-8") as file:
        text = file.read()
    one = one_us(graduasi.Policy.load(reference), text)
    print(f"one_us {one:.2f} million_ms {million_ms(graduasi.Policy.load(w1), Register(library)):.1f}")


main(*sys.argv[1:])
