import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { candidateJson } from './candidate-json.ts'
import { candidateMarkdown } from './candidate-markdown.ts'
import type { CandidateReport } from './candidate-report.ts'
import type { CandidateAct, CandidateForm, CandidateState } from './candidate-state.ts'
import { reportOf } from './make-report.ts'
import { useCandidate } from './ports.ts'

export interface CandidateControl {
  readonly state: Readonly<ShallowRef<CandidateState>>
  /** Gathers, from the start. */
  begin(): Promise<void>
  /** Makes a file or a copy, once it is on record. */
  make(form: CandidateForm): Promise<void>
  /** Ends whatever runs: the questions, the wait for the record. */
  cancel(): void
}

type Copy = (text: string) => Promise<void>
const toClipboard: Copy = (text) => navigator.clipboard.writeText(text)

/** One report at a time, ended with the calling component. */
export function useCandidateReport(sessionId: string, copy: Copy = toClipboard): CandidateControl {
  const { gather, record, cleanText, save, uuid } = useCandidate()
  const state = shallowRef<CandidateState>({ kind: 'gathering', progress: { step: 'session', lines: 0 } })
  let running = new AbortController()
  let key = ''

  const cancel = () => running.abort()
  onScopeDispose(cancel)

  async function begin(): Promise<void> {
    running.abort()
    const own = (running = new AbortController())
    key = uuid()
    const show = (next: CandidateState) => void (running === own && (state.value = next))
    show({ kind: 'gathering', progress: { step: 'session', lines: 0 } })
    const asked = gather(
      sessionId,
      own.signal,
      (progress) => void (own.signal.aborted || show({ kind: 'gathering', progress })),
    )
    const answer = await Promise.race([asked, endOf(own.signal)])
    if (answer === 'ended') show({ kind: 'cancelled' })
    else if (!answer.ok) show({ kind: 'failed', problem: answer.error })
    else show({ kind: 'ready', report: reportOf(answer.value, cleanText), act: { kind: 'none' }, auditId: null })
  }

  async function make(form: CandidateForm): Promise<void> {
    const { value: now } = state
    if (now.kind !== 'ready' || now.act.kind === 'recording') return
    const own = (running = new AbortController())
    const { report } = now
    const show = (act: CandidateAct, auditId: string | null) => {
      if (running === own) state.value = { kind: 'ready', report, act, auditId }
    }
    let { auditId } = now
    if (auditId === null) {
      show({ kind: 'recording', form }, null)
      const answer = await Promise.race([record({ ...basisOf(report, sessionId), key }), endOf(own.signal)])
      if (answer === 'ended') return show({ kind: 'cancelled' }, null)
      if (!answer.ok) return show({ kind: 'refused', problem: answer.error }, null)
      auditId = answer.value
    }
    show(await hand(form, report, auditId), auditId)
  }

  async function hand(form: CandidateForm, report: CandidateReport, auditId: string): Promise<CandidateAct> {
    const { pluginId, version } = report.candidate
    const name = ['candidate', pluginId, version].filter(Boolean).join('-')
    switch (form) {
      case 'md':
        save({ name, extension: 'md', type: 'text/markdown;charset=utf-8', text: candidateMarkdown(report, auditId) })
        break
      case 'json':
        save({ name, extension: 'json', type: 'application/json', text: candidateJson(report, auditId) })
        break
      case 'copy':
        try {
          await copy(candidateMarkdown(report, auditId))
        } catch {
          return { kind: 'copyRefused' }
        }
    }
    return { kind: 'done', form }
  }

  return { state, begin, make, cancel }
}

function basisOf({ logs }: CandidateReport, sessionId: string) {
  const { lines, from, to } = logs?.kind === 'told' ? logs.value : { lines: 0, from: null, to: null }
  return { sessionId, lines, from, to }
}

function endOf(signal: AbortSignal): Promise<'ended'> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('ended')
    signal.addEventListener('abort', () => resolve('ended'), { once: true })
  })
}
