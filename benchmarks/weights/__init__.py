"""What tuning weights takes: re-scoring, fronts between aims, and weights inferred from preferences."""
