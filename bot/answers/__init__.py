"""STEP 5. What staff wrote under data/, as Python: read it, check it, find the words for a patient."""
