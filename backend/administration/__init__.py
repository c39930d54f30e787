"""Administration: who works here under which mandates, codes for people and desks, devices that are lost."""
