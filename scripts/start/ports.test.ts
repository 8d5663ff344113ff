import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { choosePort, choosePorts, isPortFree } from './ports.ts'

const shell = { title: 'the shell', variable: 'DH_SHELL_PORT', fallback: 5170 }
const taken =
  (...ports: number[]) =>
  async (port: number) =>
    !ports.includes(port)

describe('the choice of ports', () => {
  it('takes the defaults when they are free', async () => {
    const said: string[] = []
    const choice = await choosePorts({}, taken(), (line) => said.push(line))
    expect(choice).toEqual({ kind: 'free', ports: { shell: 5170, remote: 5171, api: 5172, faults: null } })
    expect(said).toEqual([])
  })

  it('moves a taken default on, past the ports of the others, and says so', async () => {
    const said: string[] = []
    const choice = await choosePorts({}, taken(5170, 5172), (line) => said.push(line))
    expect(choice).toEqual({ kind: 'free', ports: { shell: 5173, remote: 5171, api: 5174, faults: null } })
    expect(said).toEqual([
      'Port 5170 is taken, so the shell uses 5173.',
      'Port 5172 is taken, so the Dev API uses 5174.',
    ])
  })

  it('has one for the fault server when things are to go wrong', async () => {
    const said: string[] = []
    const choice = await choosePorts({}, taken(5170, 5173), (line) => said.push(line), true)
    expect(choice).toEqual({ kind: 'free', ports: { shell: 5174, remote: 5171, api: 5172, faults: 5175 } })
    expect(said).toContain('Port 5173 is taken, so the fault server uses 5175.')
  })

  it('does not move a port that was asked for', async () => {
    expect(await choosePort(shell, { DH_SHELL_PORT: '9000' }, taken(9000), new Set())).toEqual({
      kind: 'taken',
      sentence: 'Port 9000 for the shell (DH_SHELL_PORT) is taken. Free it or name another one.',
    })
    expect(await choosePort(shell, { DH_SHELL_PORT: '9000' }, taken(), new Set())).toMatchObject({ port: 9000 })
  })

  it.each(['abc', '0', '70000', '51.5'])('refuses %s as a port', async (value) => {
    expect(await choosePort(shell, { DH_SHELL_PORT: value }, taken(), new Set())).toEqual({
      kind: 'taken',
      sentence: `DH_SHELL_PORT=${value} is not a port.`,
    })
  })

  it('sees that another program listens', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const { port } = server.address() as AddressInfo
    expect(await isPortFree(port)).toBe(false)
    await new Promise((resolve) => server.close(resolve))
    expect(await isPortFree(port)).toBe(true)
  })
})
