"""The W3C's SPARQL tests, read from a folder that the user has, and run against the endpoint."""
