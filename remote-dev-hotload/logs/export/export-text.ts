import type { Reload } from '../../../contracts/index.ts'
import { redactText, redactValue } from '../../kernel/index.ts'
import { plainTextWhole } from '../ansi.ts'
import type { LogGap } from '../engine/log-row.ts'

/** A server's text for a file that people open, of any length: no controls, nothing that reorders it, secrets masked. */
export const cleanText = (text: string): string => redactText(plainTextWhole(text))

/** Free-form fields as JSON text, masked; '' where there are none. */
export const fieldsText = (fields: unknown): string =>
  fields === null || fields === undefined ? '' : cleanText(JSON.stringify(redactValue(fields)) ?? '')

/** RFC 3339 of a wall-clock time; '' when it is none. */
export function timeText(at: number): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? '' : time.toISOString()
}

export function gapText({ missed, fromId, toId, fill }: LogGap): string {
  const size = missed === null ? 'events were missed, the server cannot say how many' : `${missed} events were missed`
  const range = fromId !== null && toId !== null ? ` after ${fromId} up to ${toId}` : ''
  const state = fill === 'partial' ? '; some of them were loaded later' : ''
  return cleanText(`gap: ${size}${range}${state}`)
}

export function reloadText({ sequence, success, durationMs, changedFiles, error }: Reload): string {
  const outcome = success === null ? 'outcome not reported' : success ? 'succeeded' : 'failed'
  const parts = [`reload #${sequence}: ${outcome}`]
  if (durationMs !== null) parts.push(`${durationMs} ms`)
  if (changedFiles.length > 0) parts.push(changedFiles.join(', '))
  if (error !== null) parts.push(error)
  return cleanText(parts.join(' · '))
}

export const MARK_TEXT = 'mark of the reader'
