/** What the pay page hands back in the address. */
export function readReturn({ order, payment }: Record<string, unknown>): { order: string; payment?: string } {
  return { order: String(order ?? ''), ...(typeof payment === 'string' && { payment }) };
}
