"""What `pcnbot check` asks of staff's files: one small function a rule; each yields what it finds."""
