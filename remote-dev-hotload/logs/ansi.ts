/* eslint-disable no-control-regex -- control characters are what this file is about */

/** CSI and OSC sequences and the other two-character escapes; every part is linear. */
const ESCAPES = /\x1b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,2048}(?:\x07|\x1b\\)?|[@-Z\\-_])?/g
/** Controls but tab and newline, and the marks that reorder text on screen. */
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g
const MAX_LENGTH = 32 * 1024

/** The readable text of a log message: no escape, control or reordering character survives. */
export function plainText(message: string): string {
  const text = message.length > MAX_LENGTH ? `${message.slice(0, MAX_LENGTH)} …` : message
  return text.replace(ESCAPES, '').replace(UNSEEN, '')
}
