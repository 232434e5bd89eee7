"""How a thing looks: numbers, charts and maps as text and SVG, without a line of Flask."""
