from reports.models.change import Change
from reports.models.cost import Cost
from reports.models.goal import Goal, Indicator, Outcome
from reports.models.plan import Activity, PeriodTarget, StatedTotal, Target
from reports.models.programme import (
    ProgrammeEvidence,
    ProgrammeMaterial,
    ProgrammeReport,
    ProgrammeSnapshot,
    ProgrammeTarget,
    ProgrammeText,
)
from reports.models.report import AnnualReport, Attachment, Comment, ReportText
from reports.models.snapshot import Correction, FrozenFigures, Snapshot, SnapshotEvidence
from reports.models.writing import Material, Text, Version

__all__ = [
    "Activity",
    "AnnualReport",
    "Attachment",
    "Change",
    "Comment",
    "Correction",
    "Cost",
    "FrozenFigures",
    "Goal",
    "Indicator",
    "Material",
    "Outcome",
    "PeriodTarget",
    "ProgrammeEvidence",
    "ProgrammeMaterial",
    "ProgrammeReport",
    "ProgrammeSnapshot",
    "ProgrammeTarget",
    "ProgrammeText",
    "ReportText",
    "Snapshot",
    "SnapshotEvidence",
    "StatedTotal",
    "Target",
    "Text",
    "Version",
]
