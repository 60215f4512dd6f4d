"""The headings of form A, official and printed exactly so in every language (forms.md, "Form A")."""

SUMMARY = "Kokkuvõtlik hinnang aruandeaastale. Järeldused ja plaanid järgmiseks aastaks, edaspidiseks."
FIELD_OF_ACTION = "TEGEVUSSUUND: {}"
GOAL = "Eesmärk {}: {}"
OUTCOMES = "Ülevaade oodatavate tulemuste saavutamisest"
INDICATORS = "Saavutatud mõju üldine kirjeldus ja kirjeldus eduindikaatorite kaudu"
ACTIVITIES = (
    "Ülevaade läbiviidud olulisematest tegevustest, mis toetasid oodatavate tulemuste saavutamist "
    "(toimumise aeg, kulg, osalejad, olulisemad tähelepanekud, jms)"
)
GENERAL = "ÜLDINE TEAVE"
DEVIATIONS = "Kõrvalekalded tegevuste läbiviimisel koos selgituste ja/või põhjendustega"
MATERIALS = (
    "Aruandele lisatud tegevuste läbiviimise raames välja töötatud materjalid "
    "(võimalusel koos viidetega veebilehtedele)"
)
# Added by the portal behind the form's own parts.
PLAN = "Tegevuskava ja eelarve täitmine"
EVIDENCE = "Tõendid"
#: What the English edition prints beside them.
ENGLISH = {
    "SUMMARY": "Assessment of the year; conclusions and plans for the next year and beyond",
    "FIELD_OF_ACTION": "Field of action",
    "GOAL": "Goal",
    "OUTCOMES": "Overview of the expected outcomes",
    "INDICATORS": "General description of the impact, and by success indicators",
    "ACTIVITIES": (
        "Overview of the main activities that supported the expected outcomes "
        "(when, how, who took part, what was learnt)"
    ),
    "GENERAL": "General information",
    "DEVIATIONS": "Deviations in carrying out the activities, with explanations and reasons",
    "MATERIALS": "Materials worked out in the activities and attached to the report (with links where possible)",
    "PLAN": "Plan and budget beside what was done",
    "EVIDENCE": "Evidence",
}
