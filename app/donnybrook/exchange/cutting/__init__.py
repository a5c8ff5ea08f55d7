"""Fights cut out of films: as stills, loops, clips, contact sheets and supercuts."""
