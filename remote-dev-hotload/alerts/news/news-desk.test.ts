import { describe, expect, it, vi } from 'vitest'
import type { Alert } from '../../../contracts/index.ts'
import type { OwnAlert } from '../own-alert-store.ts'
import { criticalOnes } from './critical-ones.ts'
import { createNewsDesk } from './news-desk.ts'

const at = (second: number) => new Date(1_760_000_000_000 + second * 1_000).toISOString()
const ms = (second: number) => Date.parse(at(second))
const critical = (fingerprint: string, second: number, patch: Partial<Alert> = {}) =>
  ({
    alertId: `id-${fingerprint}`,
    fingerprint,
    severity: 'CRITICAL',
    state: 'OPEN',
    lastRaisedAt: at(second),
    ...patch,
  }) as Alert
const own = (id: string, patch: Partial<OwnAlert> = {}) =>
  ({ id, code: 'DH_ALERT_001', severity: 'CRITICAL', state: 'OPEN', ...patch }) as OwnAlert

function desk() {
  const desk = createNewsDesk()
  const tell = vi.fn()
  desk.join({ isDashboard: true, tell })
  return { desk, tell, fresh: () => [...desk.fresh] }
}

describe('critical alerts', () => {
  it('are one piece of news when server and panel tell of the same cause', () => {
    const alerts = [critical('reload.failing:s-1', 1), critical('a', 1, { severity: 'WARNING' })]
    const found = criticalOnes(alerts, [
      own('reload.failing:s-1'),
      own('stream.disconnected'),
      own('x', { state: 'ACKNOWLEDGED' }),
    ])
    expect(found.map((alert) => ('id' in alert ? alert.id : alert.alertId))).toEqual([
      'stream.disconnected',
      'id-reload.failing:s-1',
    ])
  })

  it('are no news when they were open before somebody looked, until they are raised again', () => {
    const { desk: news, tell, fresh } = desk()
    news.follow([critical('a', 5), critical('b', 9)], ms(10))
    news.follow([critical('old', 1), critical('a', 5), critical('b', 9)], ms(10))
    expect(fresh()).toEqual([])
    news.follow([critical('a', 11, { count: 7 })], ms(11))
    expect(fresh()).toEqual(['a'])
    expect(tell).toHaveBeenCalledTimes(1)
  })

  it('are told once, however often they are raised, and anew when they were over', () => {
    const { desk: news, tell, fresh } = desk()
    news.follow([], 0)
    for (let n = 1; n <= 1_000; n++) news.follow([critical('a', n, { count: n })], ms(n))
    expect(tell).toHaveBeenCalledTimes(1)
    news.putAway('a')
    news.follow([critical('a', 1_001)], ms(1_001))
    expect(fresh()).toEqual([])
    news.follow([], ms(1_001))
    news.follow([critical('a', 1_002)], ms(1_002))
    expect(fresh()).toEqual(['a'])
    expect(tell).toHaveBeenCalledTimes(2)
  })

  it('of the server wait until it has told its alerts; those of the panel do not', () => {
    const { desk: news, fresh } = desk()
    news.follow([own('stream.disconnected'), critical('a', 3)], null)
    expect(fresh()).toEqual(['stream.disconnected'])
    news.follow([own('stream.disconnected'), critical('a', 3)], ms(3))
    expect(fresh()).toEqual(['stream.disconnected'])
  })

  it('of another tenant are not news because they are others', () => {
    const { desk: news, fresh } = desk()
    news.follow([critical('a', 3)], ms(3))
    news.follow([], null)
    news.follow([critical('theirs', 400)], ms(400))
    expect(fresh()).toEqual([])
    news.follow([critical('theirs', 400), critical('newer', 401)], ms(401))
    expect(fresh()).toEqual(['newer'])
  })

  it('are told to one door of the page, and to the dashboard where it is shown', () => {
    const news = createNewsDesk()
    const [alone, dashboard] = [vi.fn(), vi.fn()]
    news.join({ isDashboard: false, tell: alone })
    const leave = news.join({ isDashboard: true, tell: dashboard })
    news.follow([own('a')], 0)
    leave()
    news.follow([own('a'), own('b')], 0)
    expect([dashboard.mock.calls.length, alone.mock.calls.length]).toEqual([1, 1])
    expect(alone).toHaveBeenCalledWith(own('b'))
  })
})
