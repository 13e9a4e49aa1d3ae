type Node = { id: string; parent?: string | null };

/** A category and all below it: it cannot move there. The rows are in the tree's order, parents first. */
export function branchOf(rows: readonly Node[], root?: Node): Set<string> {
  const branch = new Set(root ? [root.id] : []);
  for (const { id, parent } of rows) if (parent && branch.has(parent)) branch.add(id);
  return branch;
}
