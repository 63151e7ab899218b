"""The channel of our own: `POST /api/messages` and the page that works without JavaScript."""
