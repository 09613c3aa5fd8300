# Let a graph hold what its staging graph holds, touching only what differs; nothing once that load is over.
DELETE { GRAPH $live { ?subject ?predicate ?object } } WHERE {
  GRAPH $loading { $load <https://schema.org/actionStatus> "complete" }
  GRAPH $live { ?subject ?predicate ?object }
  FILTER NOT EXISTS { GRAPH $staging { ?subject ?predicate ?object } }
} ;
INSERT { GRAPH $live { ?subject ?predicate ?object } } WHERE {
  GRAPH $staging { ?subject ?predicate ?object }
  FILTER NOT EXISTS { GRAPH $live { ?subject ?predicate ?object } }
}
