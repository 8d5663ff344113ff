import { changesOf, missingFrom, type Change } from './change.ts'
import { compareShapes } from './compare-shapes.ts'
import type { StreamShapes } from './describe-stream.ts'
import { lookupIn, shapeOf } from './shape.ts'

const make = changesOf('stream')

const compareSchemas = (old: unknown, now: unknown, where: string): Change[] =>
  compareShapes(shapeOf(old, lookupIn(old)), shapeOf(now, lookupIn(now)), { where, role: 'event', make })

function compareLists(old: readonly string[], now: readonly string[], what: string): Change[] {
  return [
    ...missingFrom(old, now).map((name) => make.breaking(`${what} ${name} is gone`)),
    ...missingFrom(now, old).map((name) => make.addition(`${what} ${name} is new`)),
  ]
}

/** Compares two descriptions of the stream, for the servers that send it. */
export function compareStream(old: StreamShapes, now: StreamShapes): Change[] {
  const lists = [...new Set([...Object.keys(old.words), ...Object.keys(now.words)])]
  return [
    ...compareSchemas(old.envelope, now.envelope, 'Every event'),
    ...compareLists(Object.keys(old.events), Object.keys(now.events), 'The event'),
    ...Object.keys(old.events).flatMap((type) =>
      type in now.events ? compareSchemas(old.events[type], now.events[type], type) : [],
    ),
    ...compareSchemas(old.logEntry, now.logEntry, 'LogBatch.entries[]'),
    ...lists.flatMap((list) => compareLists(old.words[list] ?? [], now.words[list] ?? [], `The ${list} word`)),
    ...compareLists(Object.keys(old.aliases), Object.keys(now.aliases), 'The other name'),
    ...Object.entries(old.aliases)
      .filter(([name, type]) => name in now.aliases && now.aliases[name] !== type)
      .map(([name, type]) =>
        make.breaking(`The other name ${name} stands for ${now.aliases[name]} instead of ${type}`),
      ),
  ]
}
