import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, nextTick, shallowRef } from 'vue'
import { GATEWAY_OFFERS, type Session } from '../../contracts/index.ts'
import { createFakeClock } from '../tests/fake-clock.ts'
import { testSession } from '../tests/test-session.ts'
import { inDoor } from '../tests/test-text.ts'
import { SessionsKey } from './ports.ts'
import { useSessionStore } from './session-store.ts'
import { useSessionWords } from './use-session-words.ts'

const page = (items: Session[]) => ({
  items,
  totalCount: items.length,
  limit: 50,
  offset: 0,
  statusCounts: new Map(),
  recentAlerts: [],
  streamCursor: null,
  rejected: 0,
})

function setUp(count: number, locale: 'en-US' | 'zh-CN' = 'en-US') {
  const clock = createFakeClock()
  const sessions = useSessionStore()
  const iso = (inMs: number) => new Date(clock.now() + inMs).toISOString()
  const items = (patch: Partial<Session> = {}) =>
    Array.from({ length: count }, (_, i) =>
      testSession(`s${i}`, { lastHeartbeatAt: iso(0), expiresAt: iso(3_600_000), ...patch }),
    )
  sessions.applySnapshot(page(items()), clock.now())
  let drawn = 0
  const Row = defineComponent({
    props: { id: { type: String, required: true } },
    setup(props) {
      const { look, status, reason, owner } = useSessionWords(() => sessions.byId(props.id)!)
      return () => {
        drawn++
        return h('p', { 'data-icon': look.value.icon, title: reason.value }, `${status.value} · ${owner.value}`)
      }
    },
  })
  const List = () => items().map(({ sessionId }) => h(Row, { key: sessionId, id: sessionId }))
  const { provide } = inDoor(locale)
  const port = { offers: shallowRef(GATEWAY_OFFERS), sessions, clock, userId: () => 'u-1' }
  const list = mount(List, { global: { provide: { ...provide, [SessionsKey as symbol]: port } } })
  return { clock, sessions, items, iso, list, drawn: () => drawn }
}

describe('the words of a session', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('are drawn once and not each second, with one timer for all rows', async () => {
    const { clock, drawn, list } = setUp(200)
    expect(drawn()).toBe(200)
    expect(clock.pending()).toBe(1)
    for (let i = 0; i < 20; i++) {
      clock.advance(1_000)
      await nextTick()
    }
    expect(drawn()).toBe(200)
    list.unmount()
    expect(clock.pending()).toBe(0)
  })

  it('change with the verdict, for that row only', async () => {
    const { clock, drawn, sessions, list, iso } = setUp(3)
    clock.advance(100_000)
    sessions.applySession({ ...sessions.byId('s1')!, lastHeartbeatAt: iso(-90_000) }, clock.now())
    clock.advance(1_000)
    await nextTick()
    const rows = list.findAll('p')
    expect(rows[1]!.text()).toBe('Lost · Uma (you)')
    expect(rows[1]!.attributes()).toMatchObject({ 'data-icon': 'lost' })
    expect(rows[1]!.attributes('title')).toContain('1.5')
    // Nothing was heard of the others: that is said, and they are not lost by it.
    expect(rows[0]!.text()).toBe('Running · Uma (you)')
    expect(rows[0]!.attributes('title')).toBe('It was running when the server last told of it.')
    expect(drawn()).toBe(6)
    list.unmount()
  })

  it('are those of the reader, and the server its own where there are none', async () => {
    const { clock, sessions, items, list } = setUp(1, 'zh-CN')
    expect(list.text()).toContain('运行中')
    sessions.applySnapshot(page(items({ status: 'HIBERNATING' })), clock.now())
    await nextTick()
    expect(list.text()).toContain('HIBERNATING')
    list.unmount()
  })
})
