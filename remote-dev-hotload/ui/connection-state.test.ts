import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { inDoor } from '../tests/test-text.ts'
import { CONNECTION_LOOKS, RECONNECTS, type ConnectionView } from './connection.ts'
import ConnectionState from './ConnectionState.vue'

const NOW = 1_700_000_000_000
const names = Object.keys(CONNECTION_LOOKS) as ConnectionView['name'][]
const view = (patch: Partial<ConnectionView>): ConnectionView => ({
  name: 'live',
  failures: 0,
  nextAttemptAt: null,
  lastEventAt: NOW - 2_000,
  ...patch,
})
const show = (connection: ConnectionView, locale: 'en-US' | 'zh-CN' = 'en-US') =>
  mount(ConnectionState, { props: { connection, now: NOW }, global: inDoor(locale) })

describe('the state of the connection', () => {
  it.each(names)('%s has words of its own in both languages', (name) => {
    for (const locale of ['en-US', 'zh-CN'] as const) {
      const said = show(view({ name }), locale).get('[role="status"]').text()
      expect(said).not.toBe('')
      expect(said).not.toContain('connection.')
    }
  })

  it('says the next attempt and how long until then, in whole seconds', async () => {
    const connection = view({ name: 'waiting', failures: 3, nextAttemptAt: NOW + 7_200 })
    const state = show(connection)
    expect(state.text()).toContain('attempt 4 in 8 sec')
    await state.setProps({ connection, now: NOW + 7_200 })
    expect(state.text()).toContain('attempt 4 in 1 sec')
  })

  it('is announced once, however long it counts down', async () => {
    const connection = view({ name: 'waiting', failures: 3, nextAttemptAt: NOW + 60_000 })
    const state = show(connection)
    const announced = state.get('[role="status"]')
    const said = announced.html()
    for (let second = 1; second < 60; second++) {
      await state.setProps({ connection, now: NOW + second * 1_000 })
      expect(announced.html()).toBe(said)
    }
  })

  it('says nothing anew when a live stream falls quiet, but shows how long ago the last event was', async () => {
    const state = show(view({ name: 'live' }))
    const said = state.get('[role="status"]').text()
    await state.setProps({ connection: view({ name: 'quiet', lastEventAt: NOW - 130_000 }), now: NOW })
    expect(state.get('[role="status"]').text()).toBe(said)
    expect(state.text()).toContain('last event 2m ago')
  })

  it('offers to reconnect wherever there is no connection and none is being made', async () => {
    for (const name of names) {
      const state = show(view({ name }))
      const button = state.find('button')
      expect(button.exists(), name).toBe(RECONNECTS.has(name))
      expect(button.exists(), name).toBe(!['idle', 'connecting', 'live', 'quiet'].includes(name))
      if (button.exists()) await button.trigger('click')
      expect(state.emitted('retry')?.length ?? 0, name).toBe(button.exists() ? 1 : 0)
    }
  })
})

describe('a connection without heartbeats', () => {
  it.each([
    ['en-US', 'No news', 'The list is checked every 15 to 30 seconds.'],
    ['zh-CN', '没有新消息', '列表每 15–30 秒核对一次。'],
  ] as const)('that is quiet is not called live, and says what is done instead (%s)', (locale, word, why) => {
    const state = show(view({ name: 'quiet', isPolled: true }), locale)
    expect(state.get('[role="status"]').text()).toBe(`${word}${why}`)
    expect(state.attributes('data-state')).toBe('quiet')
    expect(state.get('.dh-mark').classes()).toContain('dh-tone-off')
  })

  it('is live while events come', () => {
    expect(
      show(view({ isPolled: true }))
        .get('[role="status"]')
        .text(),
    ).toBe('Live')
  })
})
