import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { CORE_OFFERS } from '../../contracts/index.ts'
import { inDoor } from '../tests/test-text.ts'
import LogStreamPanel from './LogStreamPanel.vue'
import { LogsKey, type LogsPort } from './ports.ts'

let pane: VueWrapper
afterEach(() => pane.unmount())

function open(sessionId: string | null, address: string | null = null, locale: 'en-US' | 'zh-CN' = 'en-US') {
  const logUrl = shallowRef(address)
  const watch = vi.fn()
  const port = { offers: shallowRef(CORE_OFFERS), watch, logUrlOf: () => logUrl.value } as Partial<LogsPort> as LogsPort
  pane = mount(LogStreamPanel, {
    props: { sessionId },
    slots: { default: '<button data-testid="instead">instead</button>' },
    global: { provide: { ...inDoor(locale).provide, [LogsKey as symbol]: port } },
  })
  return { watch, logUrl, note: pane.get('[data-testid="dh-unsupported"]') }
}

describe('the log of a server that has none', () => {
  it.each([
    ['en-US', 'This server does not offer logs.', 'in the terminal in which its px-plugin dev runs'],
    ['zh-CN', '此服务器不提供日志。', '在运行 px-plugin dev 的终端中'],
  ] as const)(
    'is one sentence and where the lines are, without a toolbar and without a wait (%s)',
    (locale, no, where) => {
      const { note, watch } = open('s-1', null, locale)
      expect(note.attributes('data-feature')).toBe('logs')
      expect(note.text()).toContain(no)
      expect(note.text()).toContain(where)
      expect(pane.findAll('[data-testid^="dh-log"]')).toHaveLength(0)
      expect(pane.findAll('input')).toHaveLength(0)
      expect(watch).not.toHaveBeenCalled()
      expect(pane.find('[data-testid="instead"]').exists()).toBe(true)
    },
  )

  it('leads to where the CLI keeps it, once that is known', async () => {
    const { note, logUrl } = open('s-1')
    expect(note.find('a').exists()).toBe(false)
    logUrl.value = 'https://logs.example/orders'
    await nextTick()
    expect(note.get('a').attributes('href')).toBe('https://logs.example/orders')
    expect(note.get('a').attributes('rel')).toBe('noopener noreferrer')
  })

  it('links to nothing but the web', () => {
    const { note } = open('s-1', 'javascript:alert(1)')
    expect(note.find('a').exists()).toBe(false)
    expect(note.text()).toContain('not a web link')
  })

  it('says so for all sessions too', () => {
    expect(open(null, 'https://logs.example/').note.text()).toContain('in the terminal')
  })
})
