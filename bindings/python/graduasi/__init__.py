"""Graduasi: decides whether a household may be proposed to leave social assistance, and says why.

    import graduasi
    from datetime import date

    policy = graduasi.Policy.load("2026.policy.txtpb")
    decision = policy.decide({"id": "35.79.01-0007", "members": [...]}, as_of=date(2026, 6, 15))
    print(decision.outcome, decision.explain("en"))
    print(policy.look_ahead({"id": "35.79.01-0007", "members": [...]}, as_of=date(2026, 6, 15)).explain("en"))

    decisions = policy.decide_table(duckdb.sql("FROM 'register.parquet'"), as_of=date(2026, 6, 15))
    duckdb.sql("SELECT outcome, route, count(*) FROM decisions GROUP BY ALL")

    report = graduasi.programme(policy, "cohort.jsonl", as_of=date(2026, 6, 15), target=(30, 35), rates=0.65)
    report.write_html("page.html", "en")

What is not known is never taken for zero, "no" or "fine".  An officer decides; the library proposes.  It reads no
clock: the day is always given.  Policies, decisions and reports are immutable and may be shared among threads; long
calls let other threads run.
"""

from graduasi._native import lib as _lib
from graduasi.codes import Actor, CriterionResult, MissingWhy, Outcome, RouteResult, SafeguardResult
from graduasi.comparison import Comparison, Flip, FlipCause, Flips, PolicyEdit, compare_tables
from graduasi.coverage import CoveredItem, CoveredResult, PolicyCoverage, measure_coverage
from graduasi.decision import AtLeast, Criterion, Decision, MissingFact, PolicyRanking, Route, Rule, Safeguard
from graduasi.errors import (
    BadCall,
    BadData,
    BadPolicy,
    Finding,
    GraduasiError,
    InternalError,
    NotInstalled,
    OutOfMemory,
    Unsupported,
)
from graduasi.facts import Fact, facts
from graduasi.life_cycle import EventRefused, LifeEvent, LifeHistory, LifeState, RefusalCause
from graduasi.mutation import AnswerDifference, Mutant, MutantStanding, MutationReport, TellingHousehold, run_mutants
from graduasi.nesting import nest
from graduasi.outlook import (
    CauseKind,
    ChangeSet,
    Obstacle,
    ObstacleKind,
    Outlook,
    PossibleChange,
    RecordEdit,
    ResultChange,
    RouteOutlook,
    Turn,
    TurnCause,
)
from graduasi.policy import Policy
from graduasi.policy_tests import PolicyTestCase, PolicyTestReport, PolicyTestResult, PolicyTestSuite
from graduasi.programme_report import (
    Cohort,
    Cut,
    Figures,
    Forecast,
    NeededRate,
    Obstruction,
    ObstructionKind,
    ProgrammeMonth,
    ProgrammeReport,
    ProgrammeTarget,
    RankedHousehold,
    TargetResult,
    UnreadableRecord,
    programme,
)
from graduasi.records import DecisionRecord, RecordDifference, read_records
from graduasi.register_quality import (
    FactCompleteness,
    QualityKind,
    QualityPlace,
    QualityRecord,
    QualityRegion,
    RegisterQuality,
    register_quality,
)
from graduasi.table import Decisions, IgnoredColumnWarning

__version__ = "0.1.0"


def library_version() -> str:
    """The version of the library in use, such as "0.1.0"."""
    number = int(_lib.graduasi_version())
    return f"{number // 1000000}.{number // 1000 % 1000}.{number % 1000}"


__all__ = [
    "Actor",
    "AnswerDifference",
    "AtLeast",
    "BadCall",
    "BadData",
    "BadPolicy",
    "CauseKind",
    "ChangeSet",
    "Cohort",
    "Comparison",
    "CoveredItem",
    "CoveredResult",
    "Criterion",
    "CriterionResult",
    "Cut",
    "Decision",
    "DecisionRecord",
    "Decisions",
    "EventRefused",
    "Fact",
    "FactCompleteness",
    "Figures",
    "Finding",
    "Flip",
    "FlipCause",
    "Flips",
    "Forecast",
    "GraduasiError",
    "IgnoredColumnWarning",
    "InternalError",
    "LifeEvent",
    "LifeHistory",
    "LifeState",
    "MissingFact",
    "MissingWhy",
    "Mutant",
    "MutantStanding",
    "MutationReport",
    "NeededRate",
    "NotInstalled",
    "Obstacle",
    "ObstacleKind",
    "Obstruction",
    "ObstructionKind",
    "OutOfMemory",
    "Outcome",
    "Outlook",
    "Policy",
    "PolicyCoverage",
    "PolicyEdit",
    "PolicyRanking",
    "PolicyTestCase",
    "PolicyTestReport",
    "PolicyTestResult",
    "PolicyTestSuite",
    "PossibleChange",
    "ProgrammeMonth",
    "ProgrammeReport",
    "ProgrammeTarget",
    "QualityKind",
    "QualityPlace",
    "QualityRecord",
    "QualityRegion",
    "RankedHousehold",
    "RecordDifference",
    "RecordEdit",
    "RefusalCause",
    "RegisterQuality",
    "ResultChange",
    "Route",
    "RouteOutlook",
    "RouteResult",
    "Rule",
    "Safeguard",
    "SafeguardResult",
    "TargetResult",
    "TellingHousehold",
    "Turn",
    "TurnCause",
    "UnreadableRecord",
    "Unsupported",
    "compare_tables",
    "facts",
    "library_version",
    "measure_coverage",
    "nest",
    "programme",
    "read_records",
    "register_quality",
    "run_mutants",
]
