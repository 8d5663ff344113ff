/** Where the text of an export goes. */
export interface ExportTarget {
  /** Rejects when the disk is full or the right to write was taken back. */
  write(text: string): Promise<void>
  /** The file is there only after this. */
  close(): Promise<void>
  /** Leaves no part of a file behind. */
  abort(): Promise<void>
}

/** What the picker says to a wish for a file. */
export type PickOutcome =
  | { readonly kind: 'picked'; readonly target: ExportTarget; readonly name: string }
  | { readonly kind: 'dismissed' }
  /** A browser opens the picker only for a fresh press of a button. */
  | { readonly kind: 'needs-press' }
  | { readonly kind: 'unsupported' }

/** Chromium's; not in the DOM types. Firefox and Safari have none. */
interface SaveHandle {
  readonly name: string
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>
  getFile(): Promise<{ readonly size: number }>
  remove?(): Promise<void>
}
export type SavePicker = (options: { suggestedName: string }) => Promise<SaveHandle>

/** The parts of a page that saving needs, so that tests bring their own. */
export interface SavePage {
  readonly picker: SavePicker | null
  /** True while the browser takes what happens for the work of the user's hand; null where it does not tell. */
  isPressFresh(): boolean | null
  /** Hands a finished file to the browser's downloads. */
  download(file: Blob, name: string): void
}

const nameOf = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : '')

/** Asks for a place on the disk and streams into it: nothing is held in memory. */
export async function pickTarget(page: SavePage, name: string): Promise<PickOutcome> {
  if (page.picker === null) return { kind: 'unsupported' }
  if (page.isPressFresh() === false) return { kind: 'needs-press' }
  try {
    const handle = await page.picker({ suggestedName: name })
    const stream = await handle.createWritable()
    return {
      kind: 'picked',
      name: handle.name,
      target: {
        write: (text) => stream.write(text),
        close: () => stream.close(),
        async abort() {
          await stream.abort().catch(() => {})
          // The browser has made an empty file for the new name; one that was there before is as it was.
          const isEmpty = await handle.getFile().then(
            ({ size }) => size === 0,
            () => false,
          )
          if (isEmpty) await handle.remove?.().catch(() => {})
        },
      },
    }
  } catch (error) {
    // SecurityError in a frame of another origin, NotAllowedError by policy: the downloads still work there.
    return { kind: nameOf(error) === 'AbortError' ? 'dismissed' : 'unsupported' }
  }
}

/** Blobs are the browser's to keep, on disk where it likes: the script never holds more than one part. */
const PART = 1024 * 1024

/** For browsers without a picker, and for files that are not worth its question. */
export function createDownloadTarget(page: SavePage, name: string, type: string): ExportTarget {
  let parts: Blob[] = []
  let text = ''
  const cut = () => {
    parts.push(new Blob([text]))
    text = ''
  }
  return {
    async write(more) {
      text += more
      if (text.length >= PART) cut()
    },
    async close() {
      cut()
      page.download(new Blob(parts, { type }), name)
      parts = []
    },
    async abort() {
      parts = []
      text = ''
    },
  }
}
