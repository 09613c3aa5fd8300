# Say last what build is there, unless the load it came by is over.
INSERT { GRAPH $build { ?subject ?predicate ?object } } WHERE {
  GRAPH $loading { $load <https://schema.org/actionStatus> "complete" }
  GRAPH $staging { ?subject ?predicate ?object }
}
