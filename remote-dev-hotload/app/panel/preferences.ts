import type { Preferences } from '../../client/index.ts'
import { defaultHabits, type Habits } from '../../dashboard/index.ts'
import type { LogLook } from '../../logs/index.ts'
import { COLUMNS, defaultTableLook, type TableLook } from '../../sessions/index.ts'
import { lookFrom } from './look-preference.ts'

/** How one person likes the panel. */
export interface PanelPreferences {
  readonly look: LogLook
  readonly table: TableLook
  readonly habits: Habits
}

/** What this browser remembers of it; anything that is not what it should be is as if new. */
export const preferencesFrom = (preferences: Preferences): PanelPreferences => ({
  look: lookFrom(preferences),
  table: tableFrom(recordOf(preferences['table'])),
  habits: habitsFrom(recordOf(preferences['habits'])),
})

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

function tableFrom({ columns, density }: Readonly<Record<string, unknown>>): TableLook {
  return {
    columns: Array.isArray(columns) ? COLUMNS.filter((name) => columns.includes(name)) : defaultTableLook.columns,
    density: density === 'compact' || density === 'cosy' ? density : defaultTableLook.density,
  }
}

function habitsFrom({ singleKeys, typedName, notifications }: Readonly<Record<string, unknown>>): Habits {
  const flag = (value: unknown, fallback: boolean) => (typeof value === 'boolean' ? value : fallback)
  return {
    singleKeys: flag(singleKeys, defaultHabits.singleKeys),
    typedName: flag(typedName, defaultHabits.typedName),
    notifications: flag(notifications, defaultHabits.notifications),
  }
}
