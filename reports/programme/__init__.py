"""The programme report after form B: what the records tell of one programme, its texts, its document."""
