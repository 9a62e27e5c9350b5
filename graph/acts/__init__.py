"""What people do to the graph: right, revision, conflict and log in one place, and a file for each act."""
