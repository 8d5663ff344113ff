import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

describe('options of the shell', () => {
  it('have defaults for a developer’s machine', () => {
    expect(readOptions([], {})).toEqual({
      port: 5170,
      host: '127.0.0.1',
      api: 'http://127.0.0.1:5172',
      remoteUrl: 'http://127.0.0.1:5171/remoteEntry.js',
      config: {},
    })
  })

  it('follow the ports of the environment, and arguments before those', () => {
    const env = { DH_SHELL_PORT: '6000', DH_REMOTE_PORT: '6001', DH_API_PORT: '6002' }
    expect(readOptions(['--port', '7000'], env)).toMatchObject({
      port: 7000,
      api: 'http://127.0.0.1:6002',
      remoteUrl: 'http://127.0.0.1:6001/remoteEntry.js',
    })
  })

  it.each([
    ['http://cdn.test', 'http://cdn.test/remoteEntry.js'],
    ['http://cdn.test/mfe/v1', 'http://cdn.test/mfe/v1/remoteEntry.js'],
    ['http://cdn.test/mfe/entry.js', 'http://cdn.test/mfe/entry.js'],
  ])('take %s as the remote at %s', (given, url) => {
    expect(readOptions(['--remote', given], {}).remoteUrl).toBe(url)
  })

  it('collect keys of the panel, with "=" in the value', () => {
    const args = ['--config', 'PX_DEV_GRAFANA_URL=http://g.test/?a=b', '--config', 'PX_ADMIN_DEV_MODE=0']
    expect(readOptions(args, {}).config).toEqual({
      PX_DEV_GRAFANA_URL: 'http://g.test/?a=b',
      PX_ADMIN_DEV_MODE: '0',
    })
  })
})
