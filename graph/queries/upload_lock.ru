# Put down that a loader is at work, in place of what it put down before.
DELETE WHERE { GRAPH $loading { $lock ?predicate ?object } } ;
INSERT DATA { GRAPH $loading { $lock <http://purl.org/dc/terms/creator> $holder ; <http://purl.org/dc/terms/valid> $until } }
