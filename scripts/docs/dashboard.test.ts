import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { THRESHOLDS } from '../../host-stub/dev-api/metrics/thresholds.ts'
import * as usage from '../../remote-dev-hotload/app/lookout/usage/usage-metrics.ts'
import { GRAFANA_DASHBOARD } from '../../remote-dev-hotload/metrics/grafana/dashboard.ts'

interface Panel {
  readonly id: number
  readonly type: string
  readonly fieldConfig: { readonly defaults: { readonly thresholds: { readonly steps: { value: number | null }[] } } }
  readonly targets: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[]
}

interface Dashboard {
  readonly uid: string
  readonly title: string
  readonly panels: readonly Panel[]
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] }
}

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../docs/observability/${path}`, import.meta.url)), 'utf8')
const text = read('admin-dev-hotload.json')
const dashboard = JSON.parse(text) as Dashboard
const readme = read('README.md')

const names = Object.keys(usage.USAGE_METRICS)
const { ACTIVE_SESSIONS, LOG_THROUGHPUT, TERMINATE_LATENCY_MS } = usage
const inPrometheus = (name: string) => name.replaceAll('.', '_')
/** A histogram is three series; a level is one. */
const seriesOf = (name: string) =>
  name === TERMINATE_LATENCY_MS
    ? ['_bucket', '_count', '_sum'].map((part) => inPrometheus(name) + part)
    : [inPrometheus(name)]

const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
const asked = (expr: string) => [...expr.matchAll(/\badmin_dev_hotload_\w+/g)].map(([series]) => series)
const panel = (id: number) => {
  const found = dashboard.panels.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`The dashboard has no panel ${id}.`)
  return found
}
const variables = dashboard.templating.list.map(({ name }) => name)

describe('the dashboard', () => {
  it('shows every metric that the panel measures, and asks for no other', () => {
    const known = names.flatMap(seriesOf)
    const shown = expressions.flatMap(asked)
    expect(shown.filter((series) => !known.includes(series))).toEqual([])
    for (const name of names) expect(seriesOf(name).filter((series) => shown.includes(series))).not.toEqual([])
  })

  it('asks in each panel for something, of a data source that can be chosen', () => {
    for (const { targets } of dashboard.panels) {
      expect(targets.length).toBeGreaterThan(0)
      for (const { expr, datasource } of targets) {
        expect(asked(expr)).not.toEqual([])
        expect(datasource.uid).toBe('${datasource}')
      }
    }
    expect(variables).toContain('datasource')
  })

  it('takes the highest of what several people report of one tenant, and never adds it up before', () => {
    const levels = expressions.filter((expr) => /active_sessions|log_throughput/.test(expr))
    expect(levels.filter((expr) => !/max by \(tenant(, session)?\) \(admin_dev_hotload_/.test(expr))).toEqual([])
    expect(levels.filter((expr) => /sum\((admin|sum)/.test(expr))).toEqual([])
  })

  it('is filtered by the variables of the address, and by labels that the metrics have', () => {
    const { tenantVariable, sessionVariable } = GRAFANA_DASHBOARD
    expect(variables).toEqual(['datasource', tenantVariable, sessionVariable])
    expect(usage.USAGE_TAGS).toContain(tenantVariable)
    for (const expr of expressions) expect(expr).toContain(`${tenantVariable}=~"$${tenantVariable}"`)
    const used = [...text.matchAll(/\$(\w+)/g)].map(([, name]) => name)
    expect(new Set(used)).toEqual(new Set(['__all', '__range', '__rate_interval', tenantVariable, sessionVariable]))
  })

  it('shows the series of a whole tenant whatever session is picked, since the panel sends no session', () => {
    const { sessionVariable, panels } = GRAFANA_DASHBOARD
    expect(usage.USAGE_TAGS).not.toContain(sessionVariable)
    for (const { id } of panels.filter(({ perSession }) => perSession))
      for (const { expr } of panel(id).targets) expect(expr).toContain(`${sessionVariable}=~"$${sessionVariable}|"`)
  })

  it('is the one that the panel embeds: same id, same panels', () => {
    expect(dashboard.uid).toBe(GRAFANA_DASHBOARD.uid)
    expect(dashboard.title.toLowerCase().replaceAll(' ', '-')).toBe(GRAFANA_DASHBOARD.slug)
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
    const metricOf = {
      activeSessions: ACTIVE_SESSIONS,
      logThroughput: LOG_THROUGHPUT,
      terminateLatency: TERMINATE_LATENCY_MS,
    }
    for (const { id, name } of GRAFANA_DASHBOARD.panels) {
      expect(panel(id).type).toBe('timeseries')
      for (const { expr } of panel(id).targets)
        expect(asked(expr).every((series) => seriesOf(metricOf[name]).includes(series))).toBe(true)
    }
  })

  it('warns where the Dev API warns', () => {
    const limits = (metric: string) => {
      const found = THRESHOLDS.find((threshold) => threshold.metric === metric)
      return [null, found?.warning, found?.critical]
    }
    const steps = (id: number) => panel(id).fieldConfig.defaults.thresholds.steps.map(({ value }) => value)
    expect(steps(2)).toEqual(limits('logThroughputPerSec'))
    expect(steps(3)).toEqual(limits('terminateLatencyP95Ms'))
  })
})

describe('the page about it', () => {
  it('names each metric as it is sent and as it is stored, and every tag', () => {
    for (const name of names) {
      expect(readme).toContain(`\`${name}\``)
      expect(readme).toContain(`\`${inPrometheus(name)}\``)
    }
    for (const tag of usage.USAGE_TAGS) expect(readme).toContain(`\`${tag}\``)
    expect(readme).toContain(`\`${GRAFANA_DASHBOARD.uid}\``)
  })
})
