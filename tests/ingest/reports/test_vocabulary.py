import pytest

from guide.domain.report_terms import AuditorAssistance, ReportingClass, ReportKind
from guide.ingest.reports.vocabulary import auditor_assistance, report_kind, reporting_class


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Regnskabsklasse A", ReportingClass.A),
        ("Regnskabsklasse B, mikrovirksomhed", ReportingClass.B_MICRO),
        ("Reporting class B, micro-undertaking", ReportingClass.B_MICRO),
        ("Regnskabsklasse B", ReportingClass.B),
        ("Reporting class B", ReportingClass.B),
        ("regnskabsklasse C, mellemstor virksomhed", ReportingClass.C_MEDIUM),
        ("Reporting class C, medium-size enterprise", ReportingClass.C_MEDIUM),
        ("Regnskabsklasse C, stor virksomhed", ReportingClass.C_LARGE),
        ("reporting class C, large enterprise", ReportingClass.C_LARGE),
        ("Regnskabsklasse D", ReportingClass.D),
        ("Reporting class D", ReportingClass.D),
        ("Regnskabsklasse C", ReportingClass.UNKNOWN),
        ("Regnskabsklasse E", ReportingClass.UNKNOWN),
        ("", ReportingClass.UNKNOWN),
    ],
)
def test_reporting_classes_are_read_in_both_languages(text, expected):
    """Small and large letters, and classes that do not exist."""
    assert reporting_class(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Årsrapport", ReportKind.ANNUAL),
        ("årsrapport", ReportKind.ANNUAL),
        ("Annual report", ReportKind.ANNUAL),
        ("Likvidationsregnskab", ReportKind.LIQUIDATION),
        ("Halvårsrapport", ReportKind.HALF_YEAR),
        ("Delårsrapport", ReportKind.INTERIM),
        ("Regnskabsstatistik", ReportKind.OTHER),
        ("Påkrævet information", ReportKind.OTHER),
        ("", ReportKind.UNKNOWN),
    ],
)
def test_kinds_of_reports_are_read_in_both_languages(text, expected):
    """What is no annual report is told apart."""
    assert report_kind(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Revisionspåtegning", AuditorAssistance.AUDIT),
        ("Auditor's report on audited financial statements", AuditorAssistance.AUDIT),
        ("Den uafhængige revisors erklæring", AuditorAssistance.AUDIT),
        ("Independent Auditor’s Report", AuditorAssistance.AUDIT),
        ("Erklæring om udvidet gennemgang", AuditorAssistance.EXTENDED_REVIEW),
        ("Auditor's report on extended review", AuditorAssistance.EXTENDED_REVIEW),
        ("Den uafhængige revisors erklæring om udvidet gennemgang",
         AuditorAssistance.EXTENDED_REVIEW),
        ("Independent Practitioner’s Extended Review Report", AuditorAssistance.EXTENDED_REVIEW),
        ("Den uafhængige revisors erklæringer (review)", AuditorAssistance.REVIEW),
        ("Den uafhængige revisors reviewerklæring", AuditorAssistance.REVIEW),
        ("The independent auditor’s reports (Review)", AuditorAssistance.REVIEW),
        ("Andre erklæringer med sikkerhed", AuditorAssistance.OTHER_ASSURANCE),
        ("The independent auditor's reports (Other assurance Reports)",
         AuditorAssistance.OTHER_ASSURANCE),
        ("Andre erklæringer uden sikkerhed", AuditorAssistance.NO_ASSURANCE),
        ("Auditor's reports (Other non-assurance reports)", AuditorAssistance.NO_ASSURANCE),
        ("Ingen bistand", AuditorAssistance.NONE),
        ("No auditor assistance", AuditorAssistance.NONE),
        ("Noget andet", AuditorAssistance.UNKNOWN),
    ],
)  # fmt: skip
def test_auditors_statements_are_read_in_both_languages_and_of_every_year(text, expected):
    """The wording of 2024 and that of 2025."""
    assert auditor_assistance(text) is expected
