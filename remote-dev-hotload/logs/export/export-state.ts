import type { ExportEnd } from '../ports.ts'
import type { ExportFormat } from './export-format.ts'

/** Where an export is, from the open dialog to the file. */
export type ExportState =
  | { readonly kind: 'choosing' }
  /** Looking at the rows: how many, from when to when, with which gaps. */
  | { readonly kind: 'counting'; readonly format: ExportFormat }
  /** Waiting for the audit id. */
  | { readonly kind: 'recording'; readonly format: ExportFormat }
  /** Recorded, but the browser wants one more press before it asks for a place on the disk. */
  | { readonly kind: 'ready'; readonly auditId: string }
  /** Rows, not lines. */
  | { readonly kind: 'writing'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly lines: number; readonly gone: number; readonly auditId: string }
  /** No audit id, nothing written. */
  | { readonly kind: 'refused'; readonly code: string; readonly requestId: string | null }
  /** The act is on record, and the file is not there. */
  | { readonly kind: 'failed'; readonly reason: 'disk' | 'rearranged'; readonly auditId: string }
  /** By the user; on record already, or not yet. */
  | { readonly kind: 'cancelled'; readonly auditId: string | null }

const RUNNING = new Set<ExportState['kind']>(['counting', 'recording', 'ready', 'writing'])

/** In the words of a report: a file that could not be written is a fault of this machine, not of the server. */
export function endOfExport(state: ExportState): ExportEnd {
  if (state.kind === 'done') return { ok: true }
  return {
    ok: false,
    error: { code: state.kind === 'refused' ? state.code : state.kind === 'failed' ? 'DH_VIEW_002' : null },
  }
}

export const isRunning = (state: ExportState): boolean => RUNNING.has(state.kind)
