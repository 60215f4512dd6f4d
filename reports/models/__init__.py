from reports.models.amendment import Amendment, AmendmentChange, CarryOver
from reports.models.change import Change
from reports.models.cost import Commitment, Cost, CostDocument, CostMapping
from reports.models.form import FormSection
from reports.models.goal import Goal, Indicator, Outcome
from reports.models.plan import Activity, PeriodTarget, StatedTotal, Target
from reports.models.programme import (
    ProgrammeMaterial,
    ProgrammePage,
    ProgrammeReport,
    ProgrammeSnapshot,
    ProgrammeTarget,
    ProgrammeText,
)
from reports.models.report import (
    AnnualReport,
    Attachment,
    Comment,
    ReportDue,
    ReportText,
    SignedReport,
    StaffNote,
)
from reports.models.snapshot import Correction, FrozenFigures, FrozenRecord, Snapshot, SnapshotPage
from reports.models.token import ApiToken
from reports.models.writing import Material, Text, Version

__all__ = [
    "Activity",
    "Amendment",
    "AmendmentChange",
    "AnnualReport",
    "ApiToken",
    "Attachment",
    "CarryOver",
    "Change",
    "Comment",
    "Commitment",
    "Correction",
    "Cost",
    "CostDocument",
    "CostMapping",
    "FormSection",
    "FrozenFigures",
    "FrozenRecord",
    "Goal",
    "Indicator",
    "Material",
    "Outcome",
    "PeriodTarget",
    "ProgrammeMaterial",
    "ProgrammePage",
    "ProgrammeReport",
    "ProgrammeSnapshot",
    "ProgrammeTarget",
    "ProgrammeText",
    "ReportDue",
    "ReportText",
    "SignedReport",
    "Snapshot",
    "SnapshotPage",
    "StaffNote",
    "StatedTotal",
    "Target",
    "Text",
    "Version",
]
