"""Rules asked of the store as known at a day, within a register and across registers, one small file each.

What breaks a rule of `videre.registers.rules` is set aside at import. What breaks one of these is in the store, counts
in the figures, and is listed for whoever can mend it: it may be right, and only the sender can know.
"""
