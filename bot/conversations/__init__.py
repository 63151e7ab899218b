"""What is kept between two messages of a conversation, and who may write it."""
