import { createElement, createRef } from 'react'
import { createRoot } from 'react-dom/client'
import { LazyLog } from '@melloware/react-logviewer'
import { readBatches } from '../read-lines.ts'
import { newestRow, type StartViewer } from '../viewer.ts'

/**
 * `LazyLog` that follows and is fed through `appendLines`, the quickest of the ways that it offers. Its `ScrollFollow`
 * is left out: it takes the first scroll of a fast stream for the reader's. It keeps every line.
 */
export const start: StartViewer = async (root) => {
  let received = 0
  const log = createRef<LazyLog>()
  createRoot(root).render(createElement(LazyLog, { ref: log, external: true, enableSearch: true, follow: true }))
  await readBatches((batch) => {
    received += batch.length
    log.current?.appendLines(batch)
  })
  return {
    newest: () => newestRow(root, '.log-line'),
    received: () => received,
    field: () => root.querySelector('input'),
    key: '~',
  }
}
