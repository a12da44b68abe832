"""The register of exams: a test of folkeskolens afgangsprøve, as columns."""

from videre.domain.exam import Discipline, ExamStatus
from videre.registers.schema import (
    CORRECTED_BY_KEY,
    Column,
    Delivery,
    Privacy,
    Register,
    Rhythm,
    ValueType,
    code_list,
    say,
)

SEVEN_POINT_SCALE = (-3, 0, 2, 4, 7, 10, 12)  # the scale since school year 2006/07

REGISTER = Register(
    name="exams",
    title=say("Afgangsprøver", "Exams"),
    row_is=say("En prøve i folkeskolens afgangsprøve", "A test of folkeskolens afgangsprøve"),
    delivery=Delivery.INCREMENT,
    correction=CORRECTED_BY_KEY,
    rhythm=Rhythm.YEARLY,
    source="Skolernes prøveadministration",
    legal_basis="Folkeskoleloven (paragraffen ikke efterset); databeskyttelsesloven § 10 (statistik)",
    privacy=Privacy.ORDINARY,
    columns=(
        Column("cpr", ValueType.CPR, say("Personnummer", "CPR number"), required=True, is_key=True),
        Column("school_year", ValueType.SCHOOL_YEAR, say("Skoleår", "School year"), required=True, is_key=True),
        Column("grade", ValueType.INTEGER, say("Klassetrin", "Grade"), required=True, is_key=True, codes=(9, 10)),
        Column("subject", ValueType.TEXT, say("Fag", "Subject")),
        Column(
            "discipline",
            ValueType.CODE,
            say("Fagdisciplin", "Discipline"),
            required=True,
            is_key=True,
            codes=code_list(Discipline),
        ),
        Column("mark", ValueType.INTEGER, say("Karakter", "Mark"), codes=SEVEN_POINT_SCALE, unit="7-trins-skala"),
        Column(
            "status",
            ValueType.CODE,
            say("Om prøven er taget", "Whether the test was taken"),
            required=True,
            codes=code_list(ExamStatus),
        ),
    ),
)
