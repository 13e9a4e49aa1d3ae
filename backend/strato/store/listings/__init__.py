"""A lab's catalog as a table: one row a variant. Here its columns, its cells, and what a table would change."""
