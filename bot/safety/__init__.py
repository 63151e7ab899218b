"""First of all, for every message: does it speak of an emergency, a crisis, or somebody being harmed?"""
