import { z } from 'zod'

/** What values a JSON schema lets through, with references followed and `allOf` put together. */
export interface Shape {
  /** `*` is anything; empty is nothing at all. */
  readonly types: readonly string[]
  /** The only values, as JSON; null when there is no such list. */
  readonly words: readonly string[] | null
  readonly fields: ReadonlyMap<string, Field>
  readonly items: Shape | null
  /** `maxItems`, `format` and the like. */
  readonly limits: ReadonlyMap<string, string>
  /** Forms of which one has to fit, by name; only where they cannot be told apart by type. */
  readonly variants: ReadonlyMap<string, Shape>
}

export interface Field {
  readonly shape: Shape
  readonly isRequired: boolean
}

/** Finds what a `$ref` points to. */
export type Lookup = (ref: string) => unknown

const ANYTHING: Shape = {
  types: ['*'],
  words: null,
  fields: new Map(),
  items: null,
  limits: new Map(),
  variants: new Map(),
}
const NOTHING: Shape = { ...ANYTHING, types: [] }

const LIMITS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'minItems', 'maxItems', 'uniqueItems'],
] as const

const nodeSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  allOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
})
type Node = z.output<typeof nodeSchema>

const typeOfWord = (word: unknown) => (word === null ? 'null' : Array.isArray(word) ? 'array' : typeof word)

function ownShape(node: Node, lookup: Lookup, path: readonly string[]): Shape {
  const listed = 'const' in node ? [node['const']] : node.enum
  const named = node.type === undefined ? undefined : [node.type].flat()
  const fields = Object.entries(node.properties ?? {}).map(([name, schema]): [string, Field] => [
    name,
    { shape: shapeAt(schema, lookup, path), isRequired: node.required?.includes(name) ?? false },
  ])
  // A field that is demanded and described nowhere, or in another part of an `allOf`.
  const bare = (node.required ?? [])
    .filter((name) => !(name in (node.properties ?? {})))
    .map((name): [string, Field] => [name, { shape: ANYTHING, isRequired: true }])
  return {
    types: named ?? (listed ? [...new Set(listed.map(typeOfWord))] : ['*']),
    words: listed?.map((word) => JSON.stringify(word)).sort() ?? null,
    fields: new Map([...fields, ...bare]),
    items: node.items === undefined ? null : shapeAt(node.items, lookup, path),
    limits: new Map(LIMITS.flatMap((name) => (node[name] === undefined ? [] : [[name, JSON.stringify(node[name])]]))),
    variants: new Map(),
  }
}

const common = (one: readonly string[], other: readonly string[]): string[] =>
  one.includes('*') ? [...other] : other.includes('*') ? [...one] : one.filter((type) => other.includes(type))

/** Both at once. */
function both(one: Shape, other: Shape): Shape {
  const fields = new Map(one.fields)
  for (const [name, { shape, isRequired }] of other.fields) {
    const known = fields.get(name)
    fields.set(
      name,
      known ? { shape: both(known.shape, shape), isRequired: known.isRequired || isRequired } : { shape, isRequired },
    )
  }
  return {
    types: common(one.types, other.types),
    words:
      one.words && other.words ? one.words.filter((word) => other.words?.includes(word)) : (one.words ?? other.words),
    fields,
    items: one.items && other.items ? both(one.items, other.items) : (one.items ?? other.items),
    limits: new Map([...one.limits, ...other.limits]),
    variants: new Map([...one.variants, ...other.variants]),
  }
}

const isPlain = ({ fields, items, variants }: Shape) => fields.size === 0 && items === null && variants.size === 0

/** One of several. They become one shape when their types tell them apart, as `string or null` does. */
function either(options: readonly unknown[], lookup: Lookup, path: readonly string[]): Shape {
  const shapes = options.map((option) => shapeAt(option, lookup, path))
  if (shapes.filter((shape) => !isPlain(shape)).length > 1) {
    const nameAt = (at: number) => nodeSchema.safeParse(options[at]).data?.$ref?.split('/').at(-1) ?? String(at)
    return { ...ANYTHING, variants: new Map(shapes.map((shape, at) => [nameAt(at), shape])) }
  }
  const closed = shapes.filter(({ types }) => types.join() !== 'null')
  const structured = shapes.find((shape) => !isPlain(shape))
  return {
    ...(structured ?? ANYTHING),
    types: [...new Set(shapes.flatMap(({ types }) => types))].sort(),
    words: closed.every(({ words }) => words !== null) ? closed.flatMap(({ words }) => words ?? []).sort() : null,
    limits: closed.length === 1 ? (closed[0]?.limits ?? new Map()) : new Map(),
  }
}

function shapeAt(schema: unknown, lookup: Lookup, path: readonly string[]): Shape {
  if (schema === false) return NOTHING
  const parsed = nodeSchema.safeParse(schema)
  if (!parsed.success) return ANYTHING
  const node = parsed.data
  let shape = ownShape(node, lookup, path)
  // What refers to itself is compared once; deeper down it is the same again.
  if (node.$ref !== undefined && !path.includes(node.$ref))
    shape = both(shape, shapeAt(lookup(node.$ref), lookup, [...path, node.$ref]))
  for (const part of node.allOf ?? []) shape = both(shape, shapeAt(part, lookup, path))
  for (const options of [node.anyOf, node.oneOf]) if (options) shape = both(shape, either(options, lookup, path))
  return shape
}

/** The shape of a schema, or anything at all where there is none. */
export const shapeOf = (schema: unknown, lookup: Lookup): Shape => shapeAt(schema, lookup, [])

/** Follows references inside of one document. */
export const lookupIn =
  (document: unknown): Lookup =>
  (ref) =>
    ref
      .replace(/^#\//, '')
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((place, key) => (place as Record<string, unknown> | undefined)?.[key], document)
