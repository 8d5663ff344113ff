import { changesOf, missingFrom, type Change } from './change.ts'
import { describeHost, type Direction, type HostMember, type HostType } from './describe-host.ts'

const make = changesOf('host')
/** The number itself; whether it had to change is what the comparison tells. */
const VERSION = 'DEVHOTLOAD_HOST_API'

function compareWords(where: string, old: readonly string[], now: readonly string[], direction: Direction): Change[] {
  const [gone, added] = [missingFrom(old, now), missingFrom(now, old)]
  return [
    ...gone.map((word) =>
      direction === 'received'
        ? make.addition(`${where} is never '${word}' any more`)
        : make.breaking(`${where} may not be '${word}' any more`),
    ),
    ...added.map((word) =>
      direction === 'given'
        ? make.addition(`${where} may now be '${word}'`)
        : make.risky(`${where} may now be '${word}', which a shell of the published version does not know`),
    ),
  ]
}

function compareMember(where: string, old: HostMember, now: HostMember, direction: Direction): Change[] {
  const changes: Change[] = []
  if (!old.isOptional && now.isOptional)
    changes.push(
      direction === 'given'
        ? make.addition(`${where} may now be left out`)
        : make.breaking(`${where} was always there and is now optional`),
    )
  if (old.isOptional && !now.isOptional)
    changes.push(
      direction === 'received'
        ? make.addition(`${where} is now always there`)
        : make.breaking(`${where} was optional and is now required`),
    )
  if (old.words && now.words) return [...changes, ...compareWords(where, old.words, now.words, direction)]
  if (old.type === now.type) return changes
  return [...changes, make.breaking(`${where} is ${now.type} instead of ${old.type}`)]
}

function compareType(name: string, old: HostType, now: HostType): Change[] {
  const direction = old.direction === now.direction ? old.direction : 'both'
  const placeOf = (member: string) => (member === '' ? name : `${name}.${member}`)
  return [...new Set([...old.members.keys(), ...now.members.keys()])].flatMap((member) => {
    const [before, after] = [old.members.get(member), now.members.get(member)]
    const where = placeOf(member)
    if (before && after) return compareMember(where, before, after, direction)
    if (before) return [make.breaking(`${where} is gone`)]
    const isDemand = direction !== 'received' && after?.isOptional === false
    return [
      isDemand
        ? make.breaking(`${where} is new and required; no shell of the published version has it`)
        : make.addition(`${where} is new`),
    ]
  })
}

/** Compares two host contracts, given as TypeScript, for the shells that were written for the old one. */
export function compareHost(old: string, now: string): Change[] {
  const [before, after] = [describeHost(old), describeHost(now)]
  return [
    ...missingFrom(before.types.keys(), after.types.keys()).map((name) => make.breaking(`The type ${name} is gone`)),
    ...missingFrom(after.types.keys(), before.types.keys()).map((name) => make.addition(`The type ${name} is new`)),
    ...[...before.types].flatMap(([name, type]) => {
      const current = after.types.get(name)
      return current ? compareType(name, type, current) : []
    }),
    ...[...before.constants]
      .filter(([name, value]) => name !== VERSION && after.constants.get(name) !== value)
      .map(([name, value]) => make.breaking(`${name} is ${after.constants.get(name) ?? 'gone'} instead of ${value}`)),
  ]
}
