"""Does it outlive what programs do to it: threads, garbage in any order, the end of the interpreter, use without
end?"""

import gc
import itertools
import os
import signal
import subprocess
import sys
import textwrap
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import DAY, SMALL

import graduasi

HERE = Path(__file__).parent


def run(code, **options):
    """A program of its own; its exit code, output and errors."""
    call = [
        sys.executable,
        "-X",
        "faulthandler",
        "-c",
        "from conftest import *\nimport graduasi\n" + textwrap.dedent(code),
    ]
    return subprocess.run(call, capture_output=True, text=True, cwd=HERE, timeout=300, **options)


def resident_kib():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])


def test_8_threads_share_a_policy(reference, synthetic):
    alone = [reference.decide(family, DAY).to_json() for family in synthetic]
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda _: [reference.decide(family, DAY).to_json() for family in synthetic], range(16)))
    assert all(made == alone for made in rounds)


def test_8_threads_share_a_decision(small, household):
    for _ in range(50):
        decision = small.decide(household, DAY)  # its text is made when it is first asked for, whatever thread asks
        barrier = threading.Barrier(8)

        def ask(decision=decision, barrier=barrier):
            barrier.wait()
            return decision.explain("id"), decision.to_json(), decision.to_bytes()

        with ThreadPoolExecutor(8) as pool:
            assert len({future.result() for future in [pool.submit(ask) for _ in range(8)]}) == 1


def test_exceptions_in_threads_stay_in_their_threads(small, household):
    def work(number):
        if number % 3 == 0:
            with pytest.raises(graduasi.BadData):
                small.decide({**household, "registered_on": float("nan")}, DAY)
        elif number % 3 == 1:
            with pytest.raises(graduasi.BadCall):
                small.decide(household, "2020-01-01")
        else:
            with pytest.raises(graduasi.BadPolicy):
                graduasi.Policy.parse("id: ")
        return small.decide(household, DAY).outcome

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(work, range(600))) == {graduasi.Outcome.ELIGIBLE}


def test_things_are_freed_in_any_order(household):
    pyarrow = pytest.importorskip("pyarrow")
    for order in itertools.permutations(range(4)):
        policy = graduasi.Policy.parse(SMALL)
        decisions = policy.decide_table(pyarrow.Table.from_pylist([household]), DAY)
        held = [policy, policy.decide(household, DAY), decisions, decisions.__arrow_c_stream__()]
        gone = [weakref.ref(thing) for thing in held[:3]]
        del policy, decisions
        for index in order:
            held[index] = None
            if held[1] is not None:
                assert held[1].outcome == "ELIGIBLE" and held[1].criteria[0].id == "held"
            if held[2] is not None:
                assert held[2].policy_id == "small"
        assert [ref() for ref in gone] == [None] * 3


def test_things_in_cycles_are_freed(small, household):
    pyarrow = pytest.importorskip("pyarrow")

    class Ring:
        pass

    for _ in range(200):
        ring = Ring()
        ring.ring = ring
        ring.decision = small.decide(household, DAY)
        ring.decisions = small.decide_table(pyarrow.Table.from_pylist([household]), DAY)
        ring.reader = ring.decisions.to_pyarrow()
    gone = weakref.ref(ring.decisions)
    del ring
    gc.collect()
    assert gone() is None


def test_100000_decisions_cost_no_memory(small, household):
    """10^5 decisions in all, half of them read to the end; memory after the second half is that after the first."""
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist([household])

    def use(rounds):
        for number in range(rounds):
            decision = small.decide(household, DAY)
            decision.outcome
            small.decide("{", DAY).findings
            if number % 5 == 0:
                decision.explain("id"), decision.to_bytes(), decision.criteria
                small.decide_table(table, DAY).__arrow_c_stream__()
                for wrong in (lambda: small.decide(household, "2020-01-01"), lambda: small.decide(object(), DAY)):
                    try:
                        wrong()
                    except graduasi.GraduasiError:
                        pass

    use(10000)
    gc.collect()
    before = resident_kib()
    use(40000)
    gc.collect()
    assert resident_kib() - before < 4096


@pytest.mark.parametrize(
    "held",
    [
        "policy",
        "policy.decide({'id': 'K'}, DAY)",
        "policy.decide_table(table, DAY)",
        "policy.decide_table(table, DAY).__arrow_c_stream__()",
        "policy.decide_table(table, DAY).to_pyarrow()",
        "policy.decide_table(endless, DAY).to_pyarrow()",
    ],
)
def test_the_interpreter_ends_with_live_objects(held):
    pytest.importorskip("pyarrow")
    ended = run(
        f"""
        import pyarrow, sys, threading
        policy = graduasi.Policy.parse(SMALL)
        table = pyarrow.Table.from_pylist([{{"id": "K", "registered_on": "2010-01-01"}}] * 100000)
        def forever():
            while True: yield table.to_batches()[0]
        endless = pyarrow.RecordBatchReader.from_batches(table.schema, forever())
        sys.kept = held = {held}
        class Ring: pass
        ring = Ring(); ring.ring = ring; ring.held = held
        if hasattr(held, "read_next_batch"): held.read_next_batch()
        print("end")
        """
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "end\n", "")


def test_the_interpreter_ends_while_threads_decide():
    ended = run(
        """
        import threading
        policy = graduasi.Policy.load(REFERENCE)
        started = threading.Barrier(5)
        def forever():
            started.wait()
            while True: policy.decide({"id": "K"}, DAY).explain("en")
        for _ in range(4): threading.Thread(target=forever, daemon=True).start()
        started.wait()
        print("end")
        """
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "end\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_process_decides():
    ended = run(
        """
        import os
        policy = graduasi.Policy.parse(SMALL)
        decision = policy.decide({"id": "K"}, DAY)
        child = os.fork()
        if child == 0:
            os._exit(0 if policy.decide({"id": "K"}, DAY) == decision else 9)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """
    )
    assert ended.stdout == "0\n", ended.stderr


def test_control_c_ends_a_long_loop_and_leaves_everything_whole():
    """The signal comes while decisions are made; what was made before and what is made after are right."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                from conftest import *
                policy = graduasi.Policy.load(REFERENCE)
                first = last = policy.decide({"id": "K"}, DAY)
                try:
                    print("ready", flush=True)
                    while True: last = policy.decide({"id": "K"}, DAY)
                except KeyboardInterrupt:
                    print(last == first == policy.decide({"id": "K"}, DAY))
                """
            ),
        ],
        cwd=HERE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "True\n" and process.returncode == 0


def test_control_c_ends_the_reading_of_a_stream_without_end():
    pytest.importorskip("pyarrow")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            textwrap.dedent(
                """
                import pyarrow
                from conftest import *
                policy = graduasi.Policy.parse(SMALL)
                table = pyarrow.Table.from_pylist([{"id": "K", "registered_on": "2010-01-01"}] * 5000)
                def forever():
                    number = 0
                    while True:
                        number += 1
                        if number == 50: print("ready", flush=True)
                        yield table.to_batches()[0]
                decisions = policy.decide_table(pyarrow.RecordBatchReader.from_batches(table.schema, forever()), DAY)
                try:
                    decisions.read_all()
                except KeyboardInterrupt:
                    print(policy.decide_table(table, DAY).read_all().num_rows)
                """
            ),
        ],
        cwd=HERE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "5000\n" and process.returncode == 0


def test_other_threads_run_while_one_decides(reference, synthetic):
    """Python's lock is given up: a stream that waits for its input in one thread holds up no other."""
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist(synthetic)
    inside, go_on = threading.Event(), threading.Event()

    def batches():
        inside.set()
        assert go_on.wait(60)
        yield from table.to_batches()

    decisions = reference.decide_table(pyarrow.RecordBatchReader.from_batches(table.schema, batches()), DAY)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(decisions.read_all)
        assert inside.wait(60)
        assert reference.decide(synthetic[0], DAY).outcome  # meanwhile
        go_on.set()
        assert reading.result(60).num_rows == 300
