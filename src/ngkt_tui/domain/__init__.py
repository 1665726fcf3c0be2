"""Plain values and pure functions of the field: no I/O, no clock, no library but the standard one."""
