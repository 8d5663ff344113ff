import { missingFrom, type Change, type ChangeMaker } from './change.ts'
import type { Field, Shape } from './shape.ts'

/**
 * Who has to cope with a difference. `answer`: those who read what a server sends. `request`: those who send to a
 * server. `event`: servers, which send what the panel reads; there even a field that is read no more is a break.
 */
export type Role = 'answer' | 'request' | 'event'

interface Place {
  readonly where: string
  readonly role: Role
  readonly make: ChangeMaker
}

const covers = (types: readonly string[], type: string) =>
  types.includes('*') || types.includes(type) || (type === 'integer' && types.includes('number'))

function compareTypes(old: Shape, now: Shape, { where, role, make }: Place): Change[] {
  const gone = old.types.filter((type) => !covers(now.types, type))
  const added = now.types.filter((type) => !covers(old.types, type))
  const isReader = role === 'answer'
  if (gone.length > 0 && added.length > 0)
    return [make.breaking(`${where} may be ${added.join(' or ')} and no longer ${gone.join(' or ')}`)]
  if (gone.length > 0) {
    const what = `${where} is no longer ${gone.join(' or ')}`
    return [isReader ? make.addition(what) : make.breaking(what)]
  }
  if (added.length === 0) return []
  const what = `${where} may now be ${added.join(' or ')}`
  return [isReader ? make.breaking(what) : make.addition(what)]
}

function compareWords(old: Shape, now: Shape, { where, role, make }: Place): Change[] {
  if (old.words === null && now.words === null) return []
  if (old.words === null) {
    const what = `${where} is now one of ${now.words?.join(', ')} only`
    return [role === 'answer' ? make.addition(what) : make.breaking(what)]
  }
  if (now.words === null) {
    const what = `${where} may now be any value`
    return [role === 'answer' ? make.risky(what) : make.addition(what)]
  }
  return [
    ...missingFrom(old.words, now.words).map((word) => make.breaking(`${where} has no ${word} any more`)),
    // Readers keep a word that they do not know as text.
    ...missingFrom(now.words, old.words).map((word) =>
      role === 'answer' ? make.risky(`${where} may now be ${word}`) : make.addition(`${where} may now be ${word}`),
    ),
  ]
}

const LOOSER: Readonly<Record<string, (old: number, now: number) => boolean>> = {
  minimum: (old, now) => now < old,
  exclusiveMinimum: (old, now) => now < old,
  minLength: (old, now) => now < old,
  minItems: (old, now) => now < old,
  maximum: (old, now) => now > old,
  exclusiveMaximum: (old, now) => now > old,
  maxLength: (old, now) => now > old,
  maxItems: (old, now) => now > old,
}

function compareLimits(old: Shape, now: Shape, { where, role, make }: Place): Change[] {
  const names = new Set([...old.limits.keys(), ...now.limits.keys()])
  return [...names].flatMap((name) => {
    const [before, after] = [old.limits.get(name), now.limits.get(name)]
    if (before === after) return []
    const what = `${where} has ${name} ${after ?? 'no more'}${before === undefined ? '' : ` instead of ${before}`}`
    if (role === 'answer') return [name === 'format' && before !== undefined ? make.breaking(what) : make.risky(what)]
    const isLooser =
      after === undefined || (before !== undefined && (LOOSER[name]?.(Number(before), Number(after)) ?? false))
    return [isLooser ? make.addition(what) : make.breaking(what)]
  })
}

function compareField(name: string, old: Field | undefined, now: Field | undefined, place: Place): Change[] {
  const { where, role, make } = place
  const field = `${where}.${name}`
  if (!old)
    return [
      now?.isRequired && role !== 'answer'
        ? make.breaking(`${field} is new and required`)
        : make.addition(`${field} is new`),
    ]
  if (!now)
    return [role === 'request' ? make.risky(`${field} is not read any more`) : make.breaking(`${field} is gone`)]
  const within = compareShapes(old.shape, now.shape, { ...place, where: field })
  if (old.isRequired === now.isRequired) return within
  const was = role === 'answer' ? 'always there' : 'required'
  const what = now.isRequired ? `${field} was optional and is now required` : `${field} was ${was} and is now optional`
  const isBreak = now.isRequired === (role !== 'answer')
  return [isBreak ? make.breaking(what) : make.addition(what), ...within]
}

function compareVariants(old: Shape, now: Shape, place: Place): Change[] {
  const { where, role, make } = place
  return [...new Set([...old.variants.keys(), ...now.variants.keys()])].flatMap((name) => {
    const [before, after] = [old.variants.get(name), now.variants.get(name)]
    if (before && after) return compareShapes(before, after, { ...place, where: `${where} (${name})` })
    if (before)
      return [
        role === 'request'
          ? make.breaking(`${where} takes no ${name} any more`)
          : make.risky(`${where} is no ${name} any more`),
      ]
    return [
      role === 'answer' ? make.risky(`${where} may now be ${name}`) : make.addition(`${where} may now be ${name}`),
    ]
  })
}

/** Every difference between two shapes, said from the side of those who keep to the old one. */
export function compareShapes(old: Shape, now: Shape, place: Place): Change[] {
  const types = compareTypes(old, now, place)
  // Of two kinds of thing nothing else can be compared.
  if (types.some(({ level }) => level === 'breaking') && !now.types.some((type) => covers(old.types, type)))
    return types
  const fields = [...new Set([...old.fields.keys(), ...now.fields.keys()])]
  return [
    ...types,
    ...compareWords(old, now, place),
    ...compareLimits(old, now, place),
    ...fields.flatMap((name) => compareField(name, old.fields.get(name), now.fields.get(name), place)),
    ...(old.items && now.items ? compareShapes(old.items, now.items, { ...place, where: `${place.where}[]` }) : []),
    ...compareVariants(old, now, place),
  ]
}
