import { DEVHOTLOAD_PERMISSION } from '../../../contracts/index.ts'

export const ROLES = ['ops', 'engineer', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export interface Person {
  id: string
  name: string
  role: Role
  permissions: readonly string[]
  isRoot: boolean
  isTenantAdmin: boolean
}

export interface Tenant {
  id: string
  name: string
}

/** The only people of the stand-in; each may work in each tenant. */
export const PEOPLE: readonly Person[] = [
  {
    id: 'u-ops',
    name: 'Olivia Santos',
    role: 'ops',
    permissions: [DEVHOTLOAD_PERMISSION],
    isRoot: false,
    isTenantAdmin: true,
  },
  {
    id: 'u-engineer',
    name: '李伟 (Li Wei)',
    role: 'engineer',
    permissions: [DEVHOTLOAD_PERMISSION, 'plugin:dev'],
    isRoot: false,
    isTenantAdmin: false,
  },
  { id: 'u-viewer', name: 'Vera Klein', role: 'viewer', permissions: [], isRoot: false, isTenantAdmin: false },
]

/** Fixed, so that scripts and tests may name them. The first one is where a sign-in lands. */
export const TENANTS: readonly [Tenant, ...Tenant[]] = [
  { id: '6f9d2c1e-4b7a-4e0c-9a52-3d1f8b6c7e01', name: 'Northwind Trading' },
  { id: 'c3a8e5b4-91d2-4f6e-8b07-5e2a9d4c1f02', name: '星河科技' },
]

export const personById = (id: string): Person | undefined => PEOPLE.find((person) => person.id === id)
export const personByRole = (role: Role): Person | undefined => PEOPLE.find((person) => person.role === role)
export const tenantById = (id: string): Tenant | undefined => TENANTS.find((tenant) => tenant.id === id)
