"""What results mean: paired comparisons, fates, biographies, bottlenecks and the purse, from frames."""
