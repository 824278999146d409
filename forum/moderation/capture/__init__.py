"""How hard it is to capture panels: a simulation with the code that draws them; see docs/capture.md."""
