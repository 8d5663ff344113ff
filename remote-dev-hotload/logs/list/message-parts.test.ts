import { describe, expect, it } from 'vitest'
import { drawnMessage, LINE_LIMIT, linksIn, openedText, type MessageLook } from './message-parts.ts'

const look: MessageLook = { wrap: false, rangesIn: () => [] }
const find = (text: string): MessageLook => ({
  ...look,
  rangesIn: (line) => (line.includes(text) ? [[line.indexOf(text), line.indexOf(text) + text.length]] : []),
})
const textOf = (message: string, with_: MessageLook = look) => {
  const { text, parts } = drawnMessage(message, with_)
  return parts ? parts.map((part) => part.text).join('') : text
}

describe('a drawn message', () => {
  it('is one run of text when there is nothing to mark in it', () => {
    expect(drawnMessage('plain <b>text</b>', look)).toEqual({ text: 'plain <b>text</b>', parts: null, more: 0 })
  })

  it('shows newlines as marks on one line and as they are when wrapped', () => {
    expect(textOf('a\nb')).toBe('a ⏎ b')
    expect(textOf('a\nb', { ...look, wrap: true })).toBe('a\nb')
    expect(textOf('\u001b[31ma\nb\u001b[0m')).toBe('a ⏎ b')
  })

  it('marks a hit across colours', () => {
    const { parts } = drawnMessage('one t\u001b[31mwo th\u001b[0mree', find('two three'))
    expect(parts!.filter((part) => part.isHit).map((part) => part.text)).toEqual(['t', 'wo th', 'ree'])
    expect(parts!.find((part) => part.text === 'wo th')!.classes).toBe('dh-a-f1')
  })

  it('marks a hit behind newlines at its place', () => {
    const { parts } = drawnMessage('a\nb\nneedle', find('needle'))
    expect(parts!.filter((part) => part.isHit).map((part) => part.text)).toEqual(['needle'])
  })

  it.each([
    ['see https://example.com/a?b=c, then', ['https://example.com/a?b=c']],
    ['(http://localhost:5170/x).', ['http://localhost:5170/x']],
    ['javascript://example.com/%0aalert(1)', []],
    ['data:text/html;base64,AAAA ftp://host/x', []],
    ['http://', []],
  ])('links in %j only what is http', (text, links) => {
    expect(linksIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(links)
  })

  it('is cut, and says by how much', () => {
    const { text, more } = drawnMessage('x'.repeat(1_000_000), look)
    expect([text.length, more]).toEqual([LINE_LIMIT, 998_000])
    expect(openedText('x'.repeat(1_000_000)).text.length).toBe(256 * 1_024)
  })

  it('has no links when it is too long to be read in one line', () => {
    expect(drawnMessage(`https://example.com/ ${'x'.repeat(3_000)}`, look).parts).toBeNull()
  })
})
