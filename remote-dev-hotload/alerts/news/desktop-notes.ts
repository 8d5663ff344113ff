/** Whether the browser lets the page notify: not at all, not asked yet, or the answer that was given. */
export type NotesState = 'unsupported' | 'default' | 'granted' | 'denied'

export interface DesktopNote {
  /** Equal ones replace each other, also those of other tabs. */
  readonly tag: string
  readonly title: string
  readonly body: string
  /** What a click leads to, once the page is in front. */
  open(): void
}

/** Notifications of the browser. */
export interface DesktopNotes {
  state(): NotesState
  /** Asks the person; to be called by a click. Resolves with what holds then. */
  ask(): Promise<NotesState>
  /** Only while nobody sees the page. False when nothing was shown. */
  show(note: DesktopNote): boolean
  /** Takes away what is still shown: what it leads to is gone. */
  dispose(): void
}

type NotesPage = Pick<Window, 'isSecureContext' | 'focus' | 'document'> & { Notification?: typeof Notification }

const MOST_CHARACTERS = 200

/** One short line: other people's text may have turns of direction and a megabyte in it. */
const lineOf = (text: string): string => {
  const line = text
    .slice(0, 2 * MOST_CHARACTERS)
    .replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim()
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line
}

export function createDesktopNotes(page: NotesPage): DesktopNotes {
  const shown = new Map<string, Notification>()
  /** Browsers of phones have the constructor and refuse it. */
  let isRefused = false

  function state(): NotesState {
    if (isRefused || !page.isSecureContext || !page.Notification) return 'unsupported'
    return page.Notification.permission
  }

  function make(note: DesktopNote): Notification | null {
    if (!page.document.hidden || state() !== 'granted' || !page.Notification) return null
    try {
      return new page.Notification(lineOf(note.title), { body: lineOf(note.body), tag: `dev-hotload:${note.tag}` })
    } catch {
      isRefused = true
      return null
    }
  }

  return {
    state,
    async ask() {
      try {
        if (state() === 'default') await page.Notification?.requestPermission()
      } catch {
        // A browser that does not even ask has not been given leave.
      }
      return state()
    },
    show(note) {
      const made = make(note)
      if (!made) return false
      made.onclick = () => {
        page.focus()
        made.close()
        note.open()
      }
      made.onclose = () => {
        if (shown.get(note.tag) === made) shown.delete(note.tag)
      }
      shown.set(note.tag, made)
      return true
    },
    dispose() {
      for (const note of shown.values()) note.close()
      shown.clear()
    },
  }
}
