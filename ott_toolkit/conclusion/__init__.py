"""What follows from the findings: verdicts, the customer's claim, the standard questions."""
