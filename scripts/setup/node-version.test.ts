import { describe, expect, it } from 'vitest'
import { nodeComplaint } from './node-version.mjs'

describe('the version of Node', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.1.0', 'v24.0.0'])('%s is new enough', (version) => {
    expect(nodeComplaint(version)).toBeNull()
  })

  it.each(['v20.18.3', 'v18.20.0', 'v8.0.0'])('%s is too old, and the sentence says which is not', (version) => {
    expect(nodeComplaint(version)).toMatch(/needs Node 20\.19 or newer, and this is v/)
  })
})
