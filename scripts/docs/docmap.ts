import { parse } from 'yaml'
import { z } from 'zod'

const path = z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/, 'must be a path inside the repository')
const docId = z.string().regex(/^[A-Z]+(-[A-Z0-9]+)+$/, 'must be an id such as PX-DEV-HOTLOAD-UI-001')

const usecaseSchema = z.strictObject({
  doc_id: docId,
  scope: z.string().min(1),
  layer: z.enum(['proto', 'api', 'service', 'ui']),
  domain: z.string().min(1),
  optional: z.boolean(),
  path,
  standards: z.array(path).default([]),
  operations: z.array(path).default([]),
})

const docmapSchema = z.strictObject({
  version: z.literal(1),
  scenarios: z.array(
    z.strictObject({
      scn_id: z.string().regex(/^SCN-[A-Z0-9-]+$/, 'must be an id such as SCN-PUBLISH-HUB-001'),
      title: z.string().min(1),
      usecases: z.array(usecaseSchema).min(1),
    }),
  ),
})

/** One document that this repository answers for. */
export type Usecase = z.output<typeof usecaseSchema>
/** Which documents belong to which scenario. */
export type Docmap = z.output<typeof docmapSchema>

/** What the front matter of a document has to say; more may stand there. */
const frontMatterSchema = z.object({
  doc_id: docId,
  scn_id: z.string(),
  title: z.string().min(1),
  status: z.string().min(1),
  scope: z.string(),
  layer: z.string(),
  domain: z.string(),
  code_refs: z.array(z.object({ component: z.string(), path, description: z.string().min(1) })).default([]),
})

export type FrontMatter = z.output<typeof frontMatterSchema>
export type Read<T> = { ok: true; value: T } | { ok: false; problems: readonly string[] }

function read<T>(schema: z.ZodType<T>, text: string): Read<T> {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    return { ok: false, problems: [`is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`] }
  }
  const checked = schema.safeParse(value)
  if (checked.success) return { ok: true, value: checked.data }
  return {
    ok: false,
    problems: checked.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`),
  }
}

/** Reads `docs/_data/docmap.yaml`; every problem is a sentence with its place. */
export const readDocmap = (text: string): Read<Docmap> => read(docmapSchema, text)

/** Reads what stands between the two `---` at the top of a document. */
export function readFrontMatter(markdown: string): Read<FrontMatter> {
  const found = /^---\n([\s\S]*?)\n---\n/.exec(markdown)
  return found ? read(frontMatterSchema, found[1]!) : { ok: false, problems: ['has no front matter'] }
}
