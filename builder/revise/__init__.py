"""Two builds -> what differs between them, or one dataset of both. Rows are the same when they share a member."""
