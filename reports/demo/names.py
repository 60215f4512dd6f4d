"""Invented names: common first names and surnames, drawn together by lot."""

FIRST_NAMES = """
Aare Age Aili Aivar Ale Andres Anneli Ants Arvo Asta Eda Eha Einar Elle Endel Ene Enn Epp Ester Eve Evi Hannes
Heiki Helgi Helmi Hille Ilmar Imbi Ingrid Ivo Jaak Jaanika Janne Kadri Kai Kaja Kalev Kalju Karin Katrin Kristel
Krista Kristjan Kuno Külli Laine Lea Lembit Liina Liis Maarika Mait Malle Mare Margit Margus Marika Marju Meelis
Merike Milvi Neeme Oskar Peeter Piret Priit Raivo Rein Reet Riho Rita Ruth Sander Siiri Sirje Sulev Taavi Terje
Tiina Toomas Triin Tõnu Ulvi Urmas Urve Vaike Vello Viivi Virve Õie Õnne Ülle Ülo Žanna
""".split()  # noqa: SIM905, read like a list of names
LAST_NAMES = """
Aasmäe Allikas Haavik Harak Hein Ilves Jõesaar Järvekalda Kadakas Kallaste Kaseorg Kuuseoja Käosaar Laanemets
Lepiku Liivaku Lõhmus Maasikmets Metsaäär Mägiste Männioja Niidu Nurmsaar Oksaru Ojamaa Paasik Pihlamets Pärnoja
Raudsild Rebasmäe Rohtla Saarepuu Sarapuu Soosaar Sõnajalg Tammaru Teearu Toomingas Uibokand Vahtramäe Välba Õispuu
""".split()  # noqa: SIM905, read like a list of names
#: What invented communities are called; the kind follows ("Allikmäe küla").
PLACES = """
Allikmäe Haavasalu Hiiealuse Jõeotsa Kaarnamäe Kadaksaare Kivinõlva Koidumetsa Kuldnoka Kuuselaane Lepasalu
Linnukivi Luigemäe Metsavahi Murakasoo Mõisapargi Nurmetaguse Oruveere Paadisilla Pihlakakalda
Põllumetsa Raielaane Rukkioja Saarnaku Sinilille Soopealse Suitsumäe Sõstramäe Tammeveski Tedremäe Toomemetsa
Uduniidu Uuejärve Vaarikamäe Vahtrasilla Vanapargi Veskijärve Võsaveere Õunaaia Öökulli Üleoja Kauniaru Laululaane
Aasametsa Pärnaoja Vikerniidu Heinasilla
""".split()  # noqa: SIM905, read like a list of names
