"""The server: SPARQL 1.1 Protocol, graph store, descriptions and pages over HTTP."""

from graph.server.application import application, routes
from graph.server.editions import Version
from graph.server.service import Service
from graph.server.settings import ServerSettings

__all__ = ["ServerSettings", "Service", "Version", "application", "routes"]
