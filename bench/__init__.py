"""What is timed: black boxes in a pseudo-terminal, compared within one run."""
