import { z } from 'zod'
import { describeStream } from '../../contract/diff/describe-stream.ts'
import { code, page, table } from './markdown.ts'

const shapeSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
})

const fieldsOf = (schema: unknown): string => {
  const { properties, required } = shapeSchema.parse(schema)
  return Object.keys(properties)
    .map((name) => code(required.includes(name) ? `${name} *` : name))
    .join(', ')
}

/** Events of the stream with their fields. */
export function streamPage(): string {
  const { envelope, events, logEntry, words, aliases } = describeStream()
  return page('Stream', '`contracts/stream-events.ts` and `records.ts`', [
    'Server-Sent Events at `{base}/internal/dev/plugins/stream`. `event:` is the type, `id:` the place to resume from (`Last-Event-ID`), `data:` one JSON object:',
    fieldsOf(envelope),
    'Fields with * are demanded, the others may be absent or null; unknown ones are ignored.',
    '## Payloads',
    table(
      ['event', 'payload'],
      Object.entries(events).map(([type, schema]) => [code(type), fieldsOf(schema)]),
    ),
    `One entry of \`LogBatch\`: ${fieldsOf(logEntry)}`,
    '## Words',
    table(
      ['of', 'known words'],
      Object.entries(words).map(([of, known]) => [of, known.map(code).join(' · ')]),
    ),
    'Another word is shown as it is.',
    '## Other names that are taken',
    table(
      ['name', 'means'],
      Object.entries(aliases).map(([name, type]) => [code(name), code(type)]),
    ),
  ])
}
