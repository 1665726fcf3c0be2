"""What a digest holds, as strict models: one class per kind of record, with the names of the file format.

A model takes a record as it may stand in one digest, that is, perhaps in part: another digest may give the
rest. `Record.required` names what a record must have in the end; `digest.check` holds it to that.
"""
