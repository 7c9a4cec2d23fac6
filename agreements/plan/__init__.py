"""The plan d'action as a workbook: written to be filled in, read, compared with what stands."""
