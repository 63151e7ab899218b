"""What identifies a patient, found and masked before anything keeps it; and what is kept, for how long."""
