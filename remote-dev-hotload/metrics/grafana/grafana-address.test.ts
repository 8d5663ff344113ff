import { describe, expect, it } from 'vitest'
import { GRAFANA_DASHBOARD, panelsFor } from './dashboard.ts'
import { dashboardAddress, panelAddress, readGrafanaPlace, type GrafanaView } from './grafana-address.ts'

const page = (origin: string) => ({ origin, href: `${origin}/dev-hotload/sessions/s-1?q=a` })
const SECURE = page('https://admin.example.com')
const [ACTIVE, THROUGHPUT] = GRAFANA_DASHBOARD.panels
const FIFTEEN_MINUTES: GrafanaView = { sessionId: null, tenantId: 't-1', windowMs: 900_000 }

const placeOf = (address: string) => {
  const place = readGrafanaPlace(address, SECURE)
  if (!place) throw new Error(`Not an address: ${address}`)
  return place
}
const asked = (address: string) => Object.fromEntries(new URL(address).searchParams)

describe('where Grafana is', () => {
  it.each([
    'https://grafana.example.com',
    'https://grafana.example.com/',
    'https://grafana.example.com/?orgId=1&auth_token=ey.secret#x',
    'https://reader:secret@grafana.example.com/',
  ])('is told by the address of the shell, without name, password, token or anything else in it: %s', (address) => {
    const place = placeOf(address)
    expect(place).toMatchObject({ base: 'https://grafana.example.com', linkedOnly: null })
    for (const built of [
      dashboardAddress(place, FIFTEEN_MINUTES),
      panelAddress(place, ACTIVE, FIFTEEN_MINUTES, 'light'),
    ]) {
      expect(built).not.toMatch(/secret|token|reader|#/)
      expect(built).toMatch(/^https:\/\/grafana\.example\.com\/d(-solo)?\/powerx-admin-dev-hotload\//)
    }
  })

  it('may be below a path, and in an organisation', () => {
    const place = placeOf('https://ops.example.com/grafana/?orgId=7')
    expect(place.base).toBe('https://ops.example.com/grafana')
    expect(asked(panelAddress(place, ACTIVE, FIFTEEN_MINUTES, 'dark'))).toMatchObject({ orgId: '7' })
    expect(placeOf('https://ops.example.com/?orgId=7%26x').orgId).toBeNull()
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://grafana.example.com', 'blob:https://a/b', 'http://'])(
    'is nowhere when it is no address of the web: %s',
    (address) => expect(readGrafanaPlace(address, SECURE)).toBeNull(),
  )

  it.each(['/grafana', 'https://admin.example.com:443/grafana'])(
    'is only linked to when it is the origin of the page itself, whose frame could undo its own sandbox: %s',
    (address) => {
      expect(placeOf(address)).toMatchObject({
        base: 'https://admin.example.com/grafana',
        linkedOnly: 'same-origin',
      })
    },
  )

  it('is only linked to when the page is secure and Grafana is not, except on the reader’s own machine', () => {
    expect(placeOf('http://grafana.example.com').linkedOnly).toBe('insecure')
    expect(placeOf('http://localhost:3000').linkedOnly).toBeNull()
    expect(placeOf('http://127.0.0.1:3000').linkedOnly).toBeNull()
    expect(readGrafanaPlace('http://grafana.example.com', page('http://admin.test'))?.linkedOnly).toBeNull()
  })
})

describe('what Grafana is asked for', () => {
  const place = placeOf('https://grafana.example.com')

  it('is a panel in the theme and time range of the reader, for the tenant', () => {
    const address = panelAddress(place, THROUGHPUT, FIFTEEN_MINUTES, 'dark')
    expect(new URL(address).pathname).toBe('/d-solo/powerx-admin-dev-hotload/admin-dev-hotload')
    expect(asked(address)).toEqual({
      panelId: '2',
      theme: 'dark',
      refresh: '30s',
      from: 'now-15m',
      to: 'now',
      'var-tenant': 't-1',
      'var-session': '$__all',
    })
  })

  it('is the dashboard in the reader’s own look, when the link is followed', () => {
    const address = dashboardAddress(place, { ...FIFTEEN_MINUTES, windowMs: 90_000 })
    expect(new URL(address).pathname).toBe('/d/powerx-admin-dev-hotload/admin-dev-hotload')
    expect(asked(address)).toEqual({ from: 'now-90s', to: 'now', 'var-tenant': 't-1', 'var-session': '$__all' })
  })

  it('is one session by its id, whatever is in that id', () => {
    const sessionId = 's&var-tenant=other#?&panelId=9'
    const address = panelAddress(place, THROUGHPUT, { sessionId, tenantId: 't-1', windowMs: 60_000 }, 'light')
    expect(asked(address)).toMatchObject({ panelId: '2', 'var-tenant': 't-1', 'var-session': sessionId })
  })

  it('leaves the tenant to the dashboard where nobody has named one', () => {
    expect(asked(dashboardAddress(place, { ...FIFTEEN_MINUTES, tenantId: null }))).not.toHaveProperty('var-tenant')
  })

  it('is for one session only what means something for one', () => {
    expect(panelsFor(null).map(({ name }) => name)).toEqual(['activeSessions', 'logThroughput', 'terminateLatency'])
    expect(panelsFor('s-1').map(({ name }) => name)).toEqual(['logThroughput', 'terminateLatency'])
  })
})
