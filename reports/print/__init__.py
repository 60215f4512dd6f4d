"""A report in files besides its kept PDF: English edition, DOCX to edit, XLSX to count with. All read the snapshot."""
