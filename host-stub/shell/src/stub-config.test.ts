import { describe, expect, it } from 'vitest'
import { readStubConfig } from './stub-config.ts'

describe('readStubConfig', () => {
  it('keeps plain values of PX keys', () => {
    const config = { PX_ADMIN_DEV_MODE: '1', PX_DEV_METRICS_REFRESH_MS: 5000, PX_DEV_PLUGIN_HOTLOAD: true }
    expect(readStubConfig({ remoteUrl: 'http://127.0.0.1:5171/remoteEntry.js', config })).toEqual({
      remoteUrl: 'http://127.0.0.1:5171/remoteEntry.js',
      config,
    })
  })

  it('leaves out what is no key of the panel', () => {
    const body = JSON.parse('{"remoteUrl":"http://r/e.js","config":{"__proto__":1,"px":"1","PX_A":{},"PX_B":"b"}}')
    expect(readStubConfig(body).config).toEqual({ PX_B: 'b' })
  })

  it.each([null, [], {}, { remoteUrl: 'javascript:alert(1)' }, { remoteUrl: 5 }])('refuses %j', (body) => {
    expect(() => readStubConfig(body)).toThrow('names no remote')
  })
})
