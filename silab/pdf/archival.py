"""What makes a PDF/UA-1 a PDF/A-3a as well: WeasyPrint makes one of the two. Only `silab.pdf.engine` may import it."""

from functools import cache
from importlib.resources import files

import pydyf

#: Both standards in the words of XMP. PDF/A asks that names it does not know, PDF/UA's, be described in the file.
CLAIMS = b"""<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  pdfaid:part="3" pdfaid:conformance="A" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
#: Annotations (links) print: bit 3 of their flags.
PRINTS = 4


def made_to_last(file: pydyf.PDF) -> None:
    """Say what the colours mean, that links print, and which standards the file follows."""
    profile = pydyf.Stream([_srgb()], {"N": 3}, compress=True)
    file.add_object(profile)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String("sRGB"),
            "Info": pydyf.String("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile.reference,
        }
    )
    file.catalog["OutputIntents"] = pydyf.Array([intent])
    for each in file.objects:
        if isinstance(each, dict) and each.get("Type") == "/Annot":
            each["F"] = PRINTS
    _claim(file)


def _claim(file):
    told = file.objects[int(file.catalog["Metadata"].split()[0])]
    told.stream = [b"".join(told.stream).replace(b"</rdf:RDF>", CLAIMS + b"</rdf:RDF>", 1)]
    # Programs that know no PDF look for it as plain text.
    told.compress = False


@cache
def _srgb() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
