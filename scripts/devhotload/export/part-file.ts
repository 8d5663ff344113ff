import { open, readFile, rename, rm, stat, truncate, type FileHandle } from 'node:fs/promises'
import * as z from 'zod/mini'

/** How far an export has come; beside the file as `<file>.part.json` until the file is complete. */
export const partSchema = z.object({
  version: z.literal(1),
  /** What was asked for: a broken-off export goes on with the same wish only. */
  wish: z.string(),
  /** The record as it was sent, and its key: sent again they lead to the same audit id. */
  report: z.unknown(),
  key: z.string(),
  auditIds: z.array(z.string()),
  /** Position in the list of sessions, and what is known of that one; null when it has not begun. */
  session: z.number(),
  place: z.nullable(
    z.object({
      since: z.nullable(z.number()),
      endId: z.nullable(z.string()),
      afterId: z.nullable(z.string()),
      /** Sequence of the last reload that was written. */
      reload: z.number(),
      total: z.number(),
    }),
  ),
  lines: z.number(),
  /** Length of the file with whole lines only. */
  bytes: z.number(),
})
export type Part = z.output<typeof partSchema>

const partName = (file: string) => `${file}.part.json`

/** The state of a broken-off export; null when there is none that can be read. */
export async function readPart(file: string): Promise<Part | null> {
  try {
    const parsed = z.safeParse(partSchema, JSON.parse(await readFile(partName(file), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Where lines go. */
export interface Out {
  /** Whole lines only; they are on the disk when it resolves. Resolves to the length of what is there. */
  append(text: string): Promise<number>
  /** Remembers how far it is. */
  note(part: Part): Promise<void>
  /** The file is complete: nothing is left to go on with. */
  finish(): Promise<void>
  close(): Promise<void>
}

async function writeSafely(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.tmp`, 'w')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // One or the other, never half of one.
  await rename(`${file}.tmp`, file)
}

function outOf(file: string, handle: FileHandle, length: number): Out {
  return {
    async append(text) {
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length;)
        at += (await handle.write(bytes, at, bytes.length - at, length + at)).bytesWritten
      await handle.sync()
      return (length += bytes.length)
    },
    note: (part) => writeSafely(partName(file), `${JSON.stringify(part)}\n`),
    finish: () => rm(partName(file), { force: true }),
    close: () => handle.close(),
  }
}

/** A new file; one that is there already is nobody's to overwrite (rejects with `EEXIST`). */
export async function createOut(file: string): Promise<Out> {
  return outOf(file, await open(file, 'wx'), 0)
}

/** The broken-off file, cut back to its last whole line. Rejects when it is shorter than it was. */
export async function reopenOut(file: string, { bytes }: Part): Promise<Out> {
  if ((await stat(file)).size < bytes) throw new Error(`${file} is shorter than it was when it was broken off.`)
  await truncate(file, bytes)
  return outOf(file, await open(file, 'r+'), bytes)
}

/** Standard output: nothing to go on with. */
export function createStdout(stream: NodeJS.WritableStream): Out {
  return {
    append: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(error) : resolve(0)))
      }),
    note: async () => {},
    finish: async () => {},
    close: async () => {},
  }
}
