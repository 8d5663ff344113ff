import { describe, expect, it, vi } from 'vitest'
import type { Stream } from '../../client/index.ts'
import { watchEnvironment } from './environment.ts'

function begin({ hidden = false } = {}) {
  const told: string[] = []
  const stream: Pick<Stream, 'tell'> = { tell: (signal) => told.push(signal) }
  const isHidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  const end = watchEnvironment(stream)
  return { told, end, isHidden }
}

describe('watchEnvironment', () => {
  it('tells the stream what the page and the network go through', () => {
    const { told, end, isHidden } = begin()
    for (const name of ['offline', 'online', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(name))
    document.dispatchEvent(new Event('resume'))
    isHidden.mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    document.dispatchEvent(new Event('resume'))
    isHidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(told).toEqual(['offline', 'online', 'pagehide', 'pageshow', 'woken', 'hidden', 'visible'])
    end()
  })

  it('says at once that a page was opened in the background', () => {
    const { told, end } = begin({ hidden: true })
    expect(told).toEqual(['hidden'])
    end()
  })

  it('says nothing after its end', () => {
    const { told, end } = begin()
    end()
    for (const name of ['offline', 'online', 'pagehide', 'pageshow']) window.dispatchEvent(new Event(name))
    for (const name of ['visibilitychange', 'resume']) document.dispatchEvent(new Event(name))
    expect(told).toEqual([])
  })
})
