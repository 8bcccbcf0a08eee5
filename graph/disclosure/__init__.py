"""What may leave the store, to whom, and what is written down of it: cases, their audit log, copies for an audience, and forgetting."""
