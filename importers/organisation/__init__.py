"""Who is responsible: org charts, from whatever system they are kept in."""
