"""Practices and networks, as the NHS Organisation Data Service has them, and what a patient's words find."""
