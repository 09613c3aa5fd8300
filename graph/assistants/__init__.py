"""For language-model assistants: the questions of `graph.knowledge` as tools of an MCP server, read-only.

Every answer carries its claims and where they stand, says what was cut, and marks text of the data as data.
"""

from graph.assistants.serving import HOST, serve_http, serve_stdio

__all__ = ["HOST", "serve_http", "serve_stdio"]
