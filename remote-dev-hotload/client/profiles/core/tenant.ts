import { tenantOf, type Raw } from '../../decode/record.ts'

/**
 * Whose a record is. `untold`: it does not say, or in the numbers of an older server, which nobody can compare
 * with the tenant of a token.
 */
export type Standing = 'own' | 'foreign' | 'untold'

const isNumber = (value: string): boolean => /^\d+$/.test(value)

export function standingOf(raw: Raw, tenantId: string | null): Standing {
  const told = tenantOf(raw)
  if (tenantId === null || (typeof told !== 'string' && typeof told !== 'number') || told === '') return 'untold'
  if (String(told).toLowerCase() === tenantId.toLowerCase()) return 'own'
  return isNumber(String(told)) && !isNumber(tenantId) ? 'untold' : 'foreign'
}
