# Fill a graph that was empty when counted.
ADD SILENT GRAPH $staging TO GRAPH $live
