"""What PEEL is: reports, cycles, areas, forces and grades."""
