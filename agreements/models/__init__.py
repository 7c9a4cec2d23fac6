"""Agreements, what their parties promised, what was aimed at, and what was done."""

from agreements.models.activities import (
    Activity,
    ActivityDocument,
    ActivityObjective,
    ActivityOrganization,
    ActivityPhoto,
)
from agreements.models.agreements import Agreement, AgreementDocument, StatusChange
from agreements.models.milestones import (
    Milestone,
    MilestoneDependency,
    MilestoneDocument,
    MilestoneReminder,
)
from agreements.models.objectives import Indicator, Objective
from agreements.models.parties import Contribution, Movement, Party
from agreements.models.plan import Action, PlanImport

__all__ = [
    "Action",
    "Activity",
    "ActivityDocument",
    "ActivityObjective",
    "ActivityOrganization",
    "ActivityPhoto",
    "Agreement",
    "AgreementDocument",
    "Contribution",
    "Indicator",
    "Milestone",
    "MilestoneDependency",
    "MilestoneDocument",
    "MilestoneReminder",
    "Movement",
    "Objective",
    "Party",
    "PlanImport",
    "StatusChange",
]
