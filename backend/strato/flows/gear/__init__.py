"""Things made to a pet's measure, as solids: pure arithmetic, no Django. Lengths in mm, weights in g.

``designs`` says what each thing needs and may be asked for; ``shapes`` makes the solid.
"""
