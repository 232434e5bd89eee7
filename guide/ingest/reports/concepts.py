"""Which concepts of which taxonomy bring which figure and which piece of master data.

Checked against the official taxonomy ARL 20241001. EBIT and staff cost have other names there:
the taxonomy knows no ``fsa:EBIT`` and no ``fsa:StaffCosts``.
"""

from enum import StrEnum
from typing import TypeAlias

from guide.domain.key_figures import KeyFigure


class Family(StrEnum):
    """The taxonomies; all but IFRS are the register's own, by the last part of the namespace."""

    FSA = "fsa"
    GSD = "gsd"
    CMN = "cmn"
    SOB = "sob"
    IFRS = "ifrs-full"


class CheckItem(StrEnum):
    """Amounts that are not shown but that the shown ones are checked against."""

    BALANCE_SUM = "balance_sum"
    LONG_DEBT = "long_debt"
    DEBT = "debt"


class TextItem(StrEnum):
    """Master data of a report."""

    START = "start"
    END = "end"
    PRECEDING_START = "preceding_start"
    PRECEDING_END = "preceding_end"
    CVR = "cvr"
    NAME = "name"
    KIND = "kind"
    MEETING = "meeting"
    APPROVAL = "approval"
    REPORTING_CLASS = "reporting_class"
    AUDITOR = "auditor"
    AUDIT_FIRM = "audit_firm"
    AUDIT_FIRM_CVR = "audit_firm_cvr"


Item: TypeAlias = KeyFigure | CheckItem

FIGURES: dict[tuple[Family, str], Item] = {
    (Family.FSA, "Revenue"): KeyFigure.REVENUE,
    (Family.FSA, "GrossProfitLoss"): KeyFigure.GROSS_PROFIT,
    (Family.FSA, "GrossResult"): KeyFigure.GROSS_PROFIT,
    (Family.FSA, "EmployeeBenefitsExpense"): KeyFigure.STAFF_COST,
    (Family.FSA, "ProfitLossFromOrdinaryOperatingActivities"): KeyFigure.EBIT,
    (Family.FSA, "ProfitLossFromOrdinaryActivitiesBeforeTax"): KeyFigure.PRETAX,
    (Family.FSA, "ProfitLoss"): KeyFigure.RESULT,
    (Family.FSA, "CurrentAssets"): KeyFigure.CURRENT_ASSETS,
    (Family.FSA, "Inventories"): KeyFigure.INVENTORIES,
    (Family.FSA, "Assets"): KeyFigure.ASSETS,
    (Family.FSA, "Equity"): KeyFigure.EQUITY,
    (Family.FSA, "ShorttermLiabilitiesOtherThanProvisions"): KeyFigure.SHORT_DEBT,
    (Family.FSA, "AverageNumberOfEmployees"): KeyFigure.EMPLOYEES,
    (Family.FSA, "LiabilitiesAndEquity"): CheckItem.BALANCE_SUM,
    (Family.FSA, "LongtermLiabilitiesOtherThanProvisions"): CheckItem.LONG_DEBT,
    (Family.FSA, "LiabilitiesOtherThanProvisions"): CheckItem.DEBT,
    (Family.IFRS, "Revenue"): KeyFigure.REVENUE,
    (Family.IFRS, "GrossProfit"): KeyFigure.GROSS_PROFIT,
    (Family.IFRS, "EmployeeBenefitsExpense"): KeyFigure.STAFF_COST,
    (Family.IFRS, "ProfitLossFromOperatingActivities"): KeyFigure.EBIT,
    (Family.IFRS, "ProfitLossBeforeTax"): KeyFigure.PRETAX,
    (Family.IFRS, "ProfitLoss"): KeyFigure.RESULT,
    (Family.IFRS, "CurrentAssets"): KeyFigure.CURRENT_ASSETS,
    (Family.IFRS, "Inventories"): KeyFigure.INVENTORIES,
    (Family.IFRS, "Assets"): KeyFigure.ASSETS,
    (Family.IFRS, "Equity"): KeyFigure.EQUITY,
    (Family.IFRS, "CurrentLiabilities"): KeyFigure.SHORT_DEBT,
    (Family.IFRS, "AverageNumberOfEmployees"): KeyFigure.EMPLOYEES,
    (Family.IFRS, "EquityAndLiabilities"): CheckItem.BALANCE_SUM,
    (Family.IFRS, "NoncurrentLiabilities"): CheckItem.LONG_DEBT,
    (Family.IFRS, "Liabilities"): CheckItem.DEBT,
}
"""Where two concepts bring the same figure, the first listed wins."""

TEXTS: dict[tuple[Family, str], TextItem] = {
    (Family.GSD, "ReportingPeriodStartDate"): TextItem.START,
    (Family.GSD, "ReportingPeriodEndDate"): TextItem.END,
    (Family.GSD, "PrecedingReportingPeriodStartDate"): TextItem.PRECEDING_START,
    (Family.GSD, "PredingReportingPeriodEndDate"): TextItem.PRECEDING_END,
    (Family.GSD, "PrecedingReportingPeriodEndDate"): TextItem.PRECEDING_END,
    (Family.GSD, "IdentificationNumberCvrOfReportingEntity"): TextItem.CVR,
    (Family.GSD, "NameOfReportingEntity"): TextItem.NAME,
    (Family.GSD, "InformationOnTypeOfSubmittedReport"): TextItem.KIND,
    (Family.GSD, "DateOfGeneralMeeting"): TextItem.MEETING,
    (Family.SOB, "DateOfApprovalOfAnnualReport"): TextItem.APPROVAL,
    (Family.FSA, "ClassOfReportingEntity"): TextItem.REPORTING_CLASS,
    (Family.CMN, "TypeOfAuditorAssistance"): TextItem.AUDITOR,
    (Family.CMN, "NameOfAuditFirm"): TextItem.AUDIT_FIRM,
    (Family.CMN, "IdentificationNumberCvrOfAuditFirm"): TextItem.AUDIT_FIRM_CVR,
}
"""``Preding…`` is the taxonomy's own spelling; the corrected one is taken as well."""
