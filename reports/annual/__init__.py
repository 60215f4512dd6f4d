"""The annual report after form A: its outline, its texts, its way from draft to decision, its document."""
