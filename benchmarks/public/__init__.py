"""Our classifier (reader, encoder, topics, decision) on published data sets whose files somebody gives us."""
