import { DEVHOTLOAD_PERMISSION } from '../../../contracts/index.ts'
import type { Person, Tenant } from './people.ts'

/** Who asks, and in which tenant. */
export interface Caller {
  person: Person
  tenant: Tenant
}

/** The panel and its commands are for holders of this permission. */
export const mayUsePanel = ({ person }: Caller): boolean => person.permissions.includes(DEVHOTLOAD_PERMISSION)
