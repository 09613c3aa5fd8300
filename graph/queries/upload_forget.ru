# Forget one thing that was put down about loading.
DELETE WHERE { GRAPH $loading { $thing ?predicate ?object } }
