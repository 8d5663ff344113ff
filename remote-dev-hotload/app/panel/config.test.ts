import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  it('fills in the defaults of the contract', () => {
    expect(readConfig({})).toEqual({
      config: {
        apiBaseUrl: 'https://dev-api.powerx.local',
        graphqlUrl: null,
        sseUrl: null,
        grafanaUrl: null,
        runbookUrl: null,
        profile: 'auto',
        metricsRefreshMs: 15_000,
        logRetentionLimit: 50_000,
      },
      problems: [],
    })
  })

  it('takes numbers as text, as environment variables come', () => {
    const { config, problems } = readConfig({
      PX_DEV_METRICS_REFRESH_MS: '1000',
      PX_DEV_LOG_RETENTION_LIMIT: '1000000',
      PX_DEV_API_PROFILE: 'Gateway',
    })
    expect(config).toMatchObject({ metricsRefreshMs: 1_000, logRetentionLimit: 1_000_000, profile: 'gateway' })
    expect(problems).toEqual([])
  })

  it.each([
    ['PX_DEV_METRICS_REFRESH_MS', '999'],
    ['PX_DEV_METRICS_REFRESH_MS', 'often'],
    ['PX_DEV_LOG_RETENTION_LIMIT', 1_000_001],
    ['PX_DEV_LOG_RETENTION_LIMIT', true],
    ['PX_DEV_API_BASE_URL', 'javascript:alert(1)'],
    ['PX_DEV_API_BASE_URL', '//evil.example'],
    ['PX_DEV_API_PROFILE', 'classic'],
  ])('names %s=%s once and uses the default', (key, value) => {
    const { config, problems } = readConfig({ [key]: value })
    expect(problems).toEqual([{ code: 'DH_CONFIG_001', key }])
    expect(config).toEqual(readConfig({}).config)
  })
})
