import type { Database } from './open-database.ts'
import { FIRST_SCHEMA } from './first-schema.ts'
import { SECOND_SCHEMA } from './second-schema.ts'

/** In order, never edited once released: a new need is a new entry. */
const MIGRATIONS: readonly string[] = [FIRST_SCHEMA, SECOND_SCHEMA]

/** Brings the file to the newest shape; refuses one that is newer than this program. */
export const migrate = (db: Database): void => {
  const { user_version: version } = db.prepare<{ user_version: number }>('pragma user_version').first() ?? {
    user_version: 0,
  }
  if (version > MIGRATIONS.length) {
    throw new Error(`The database is of version ${version}, this Dev API knows only ${MIGRATIONS.length}.`)
  }
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.write(() => {
      db.exec(sql)
      db.exec(`pragma user_version = ${version + index + 1}`)
    })
  })
}
