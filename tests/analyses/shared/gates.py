"""Grants of which gates, by the rubrics here, are sure or in doubt."""

SHEET = """\
Grant,Reach,Harm
direction,benefit,cost
scale,0..10,0..20
Club,5,2
Bank,9,?
Wells,8,12
Clinic,4,2..6
"""
GATES = {
    "strict": "Harm > 4: exclude",  # Wells always; Bank, unknown, in 4 of 5; Clinic in half
    "stricter": "Harm > 3: exclude",
    "nobody": "Harm > 1: exclude",
    "none": "Harm > 99: exclude",
    "clinics": "Harm > 3.9: exclude",
    "two": "Harm > 15: exclude}, {Harm > 4: exclude",
}
RUBRIC = "schema: toi/rubric/1\nid: {}\ntitle: One\nextends: sheet\ngates: [{{{}}}]\n"


def line(text):
    """The words of a screen, however its lines are broken."""
    return " ".join(text.split())
