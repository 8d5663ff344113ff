import { afterEach, beforeEach, expect, vi } from 'vitest'

/** A warning or error on the console that a test did not expect fails it. */
const spied = ['warn', 'error'] as const

beforeEach(() => {
  for (const method of spied) vi.spyOn(console, method).mockImplementation(() => {})
})

afterEach(() => {
  for (const method of spied) {
    const calls = vi.mocked(console[method]).mock.calls
    expect(calls, `unexpected console.${method}`).toEqual([])
  }
  vi.restoreAllMocks()
})
