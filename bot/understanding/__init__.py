"""STEP 2. Words to topics: four parts, in the order of config.yml's pipeline."""
