import type { Database } from './open-database.ts'

/** Reads a value that the database keeps for good; the first reader makes it. */
export const readMeta = (db: Database, key: string, make: () => string): string =>
  db.write(() => {
    const known = db.prepare<{ value: string }>('select value from meta where key = ?').first(key)
    if (known) return known.value
    const value = make()
    db.prepare('insert into meta (key, value) values (?, ?)').run(key, value)
    return value
  })
