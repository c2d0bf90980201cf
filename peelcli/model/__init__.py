"""The model: reports, cycles, areas, forces and grades."""
