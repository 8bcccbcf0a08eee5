"""Case records and case statistics in the field's standards: a crosswalk says what each column becomes."""
