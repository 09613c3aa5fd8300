# Take a whole graph away.
DROP SILENT GRAPH $graph
