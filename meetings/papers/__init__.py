"""What is printed of a meeting: agenda, minutes, extract, attendance sheet; plain data first."""
