"""The fields of the filter language: each carries its names, its values, its SQL and its sentence."""
