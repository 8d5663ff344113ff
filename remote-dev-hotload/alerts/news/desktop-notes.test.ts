import { describe, expect, it, vi } from 'vitest'
import { createDesktopNotes } from './desktop-notes.ts'

interface Options {
  permission?: NotificationPermission
  answer?: NotificationPermission
  hidden?: boolean
  secure?: boolean
  refuses?: boolean
}

/** A browser with what it was asked to show. */
function browser({ permission = 'granted', answer, hidden = true, secure = true, refuses = false }: Options = {}) {
  const shown: { title: string; body: string; tag: string; closed: boolean; onclick?: () => void }[] = []
  class FakeNotification {
    static permission = permission
    static requestPermission = vi.fn(() => {
      if (answer) FakeNotification.permission = answer
      return Promise.resolve(FakeNotification.permission)
    })
    closed = false
    title: string
    body: string
    tag: string
    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      if (refuses) throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification() instead.')
      ;[this.title, this.body, this.tag] = [title, body, tag]
      shown.push(this)
    }
    close = () => void (this.closed = true)
  }
  const page = {
    isSecureContext: secure,
    focus: vi.fn(),
    document: { hidden } as Document,
    Notification: FakeNotification as unknown as typeof Notification,
  }
  return { page, shown, notes: createDesktopNotes(page), ask: FakeNotification.requestPermission }
}

const note = { tag: 'reload:s-1', title: 'Reload failed', body: 'TypeError', open: () => {} }

describe('notifications of the browser', () => {
  it('are shown while nobody sees the page, by a tag that lets equal ones of other tabs replace each other', () => {
    const { notes, shown } = browser()
    expect(notes.show(note)).toBe(true)
    expect(shown).toMatchObject([{ title: 'Reload failed', body: 'TypeError', tag: 'dev-hotload:reload:s-1' }])
  })

  it.each<[string, Options]>([
    ['the page is seen', { hidden: false }],
    ['nobody was asked', { permission: 'default' }],
    ['they are blocked', { permission: 'denied' }],
    ['the page is not safe', { secure: false }],
  ])('are not shown when %s', (_why, options) => {
    const { notes, shown } = browser(options)
    expect(notes.show(note)).toBe(false)
    expect(shown).toEqual([])
  })

  it('bring the page to the front and lead to their cause', () => {
    const { notes, shown, page } = browser()
    const open = vi.fn()
    notes.show({ ...note, open })
    shown[0]!.onclick!()
    expect(page.focus).toHaveBeenCalledTimes(1)
    expect(open).toHaveBeenCalledTimes(1)
    expect(shown[0]!.closed).toBe(true)
  })

  it('are taken away with the panel that they lead to', () => {
    const { notes, shown } = browser()
    notes.show(note)
    notes.dispose()
    expect(shown[0]!.closed).toBe(true)
  })

  it('are one short line, whatever a server or a CLI has sent', () => {
    const { notes, shown } = browser()
    notes.show({ ...note, title: 'a\u202egnp.exe\u0000\n\u001b[31mred', body: 'x'.repeat(1_000_000) })
    expect(shown[0]!.title).toBe('a gnp.exe [31mred')
    expect(shown[0]!.body).toHaveLength(201)
  })

  it('ask only who has not answered yet', async () => {
    const fresh = browser({ permission: 'default', answer: 'granted' })
    expect(fresh.notes.state()).toBe('default')
    expect(await fresh.notes.ask()).toBe('granted')
    const blocked = browser({ permission: 'denied' })
    expect(await blocked.notes.ask()).toBe('denied')
    expect(blocked.ask).not.toHaveBeenCalled()
  })

  it('are called not available by a browser that has none, or has them and refuses', () => {
    expect(createDesktopNotes({ isSecureContext: true, focus: () => {}, document }).state()).toBe('unsupported')
    const phone = browser({ refuses: true })
    expect(phone.notes.show(note)).toBe(false)
    expect(phone.notes.state()).toBe('unsupported')
  })
})
