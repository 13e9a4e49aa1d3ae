# Strato: `make` lists what can be asked for.
