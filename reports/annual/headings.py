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
