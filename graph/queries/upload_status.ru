# Put down how far a load is.
DELETE WHERE { GRAPH $loading { $load <https://schema.org/actionStatus> ?status } } ;
INSERT DATA { GRAPH $loading { $load <https://schema.org/actionStatus> $status } }
