from reports.models.change import Change
from reports.models.cost import Cost
from reports.models.goal import Goal, Indicator, Outcome
from reports.models.plan import Activity, PeriodTarget, StatedTotal, Target
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
    "ReportText",
    "Snapshot",
    "SnapshotEvidence",
    "StatedTotal",
    "Target",
    "Text",
    "Version",
]
