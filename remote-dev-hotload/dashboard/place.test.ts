import { describe, expect, it } from 'vitest'
import { defaultQuery } from '../sessions/index.ts'
import { noFilter, startOfLog } from '../logs/index.ts'
import { formatPlace, parsePlace, startPlace, type Place } from './place.ts'

const base = '/dev-hotload'

describe('the address of the panel', () => {
  it('is the bare base path at the start', () => {
    expect(formatPlace(startPlace, base)).toBe('/dev-hotload')
    expect(parsePlace('/dev-hotload', base)).toEqual(startPlace)
  })

  it.each<[string, Place]>([
    [
      '/dev-hotload?q=crm&status=FAILED&mine=1&sort=-errors&page=3',
      {
        ...startPlace,
        query: {
          ...defaultQuery,
          search: 'crm',
          status: 'FAILED',
          mine: true,
          sort: 'ERRORS',
          descending: true,
          page: 3,
        },
      },
    ],
    ['/dev-hotload/sessions/s%2F1/reloads', { ...startPlace, sessionId: 's/1', tab: 'reloads' }],
    ['/dev-hotload/sessions/s1/reloads/9', { ...startPlace, sessionId: 's1', tab: 'reloads', reload: 9 }],
    [
      '/dev-hotload?stale=1&owner=u-7&plugin=com.powerx.crm',
      { ...startPlace, query: { ...defaultQuery, stale: true, owner: 'u-7', plugin: 'com.powerx.crm' } },
    ],
    ['/dev-hotload/alerts', { ...startPlace, room: 'alerts' }],
    [
      '/dev-hotload/alerts?mine=1&state=open',
      { ...startPlace, room: 'alerts', alertState: 'OPEN', query: { ...defaultQuery, mine: true } },
    ],
    [
      '/dev-hotload/alerts?state=open&severity=critical',
      { ...startPlace, room: 'alerts', alertState: 'OPEN', alertSeverity: 'CRITICAL' },
    ],
    ['/dev-hotload/activity', { ...startPlace, room: 'activity' }],
    ['/dev-hotload/activity/a%2F1', { ...startPlace, room: 'activity', auditId: 'a/1' }],
    [
      '/dev-hotload/sessions/s1/logs?list=crm&level=warn&q=timeout',
      {
        ...startPlace,
        sessionId: 's1',
        query: { ...defaultQuery, search: 'crm' },
        log: { ...startOfLog, filter: { ...noFilter, level: 'warn', text: 'timeout' } },
      },
    ],
    [
      '/dev-hotload/sessions/s1/logs?source=cli&source=build&q=time.*out&re=1&x=health&find=order&since=2026-01-05T10%3A00%3A00.000Z&until=2026-01-05T10%3A05%3A00.000Z&line=l-7&wrap=1',
      {
        ...startPlace,
        sessionId: 's1',
        log: {
          filter: {
            ...noFilter,
            sources: ['cli', 'build'],
            text: 'time.*out',
            isPattern: true,
            exclude: 'health',
            from: Date.UTC(2026, 0, 5, 10),
            to: Date.UTC(2026, 0, 5, 10, 5),
          },
          find: 'order',
          line: 'l-7',
          at: null,
          wrap: true,
        },
      },
    ],
    [
      '/dev-hotload/sessions/s1/logs?at=2026-01-05T10%3A00%3A00.000Z',
      { ...startPlace, sessionId: 's1', log: { ...startOfLog, at: Date.UTC(2026, 0, 5, 10) } },
    ],
    [
      '/dev-hotload/sessions/s1/logs?since=reload',
      { ...startPlace, sessionId: 's1', log: { ...startOfLog, filter: { ...noFilter, sinceReload: true } } },
    ],
  ])('brings %s back as it was', (path, place) => {
    expect(parsePlace(path, base)).toEqual(place)
    expect(formatPlace(place, base)).toBe(path)
  })

  it('ignores what it does not know', () => {
    expect(parsePlace('/dev-hotload/sessions/s1/nonsense?page=-4&sort=drop&since=tomorrow&unknown=1', base)).toEqual({
      ...startPlace,
      sessionId: 's1',
    })
    expect(parsePlace('/elsewhere', base)).toEqual(startPlace)
    expect(parsePlace('/dev-hotload/sessions/%E0%A4%A/logs', base).sessionId).toBe('%E0%A4%A')
  })
})
