"""The headings of form B, official and printed exactly so in every language (forms.md, "Form B")."""

ACTIVITIES = "Läbiviidud tegevuste kirjeldus (toimumise aeg, kulg, osalejad, olulisemad tähelepanekud, jms)"
RESULTS = "Tegevuste olulisemad tulemused vastavalt esitatud taotlusele, sh väljundid"
DEVIATIONS = (
    "Kas tegevuste läbiviimisel/tulemustes oli erinevusi/kõrvalekaldeid võrreldes kavandatuga "
    "(millest tulenevalt)?"
)
MATERIALS = "Aruandele lisatud tegevuste läbiviimise raames välja töötatud materjalid"
ADVICE = "Soovitused edaspidiseks taoliste arenguprogrammide läbiviimisel"
DATE = "Aruande koostamise kuupäev"
AUTHOR = "Aruande koostanud"
# Added by the portal behind the form's own parts.
EVIDENCE = "Tõendid"
