"""Keeping it: the backup's form, the model's promises checked, and stores of an older form brought to this one."""
