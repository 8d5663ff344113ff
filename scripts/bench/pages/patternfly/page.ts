import { createElement, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { LogViewer, LogViewerSearch } from '@patternfly/react-log-viewer'
import '@patternfly/react-core/dist/styles/base.css'
import { readBatches } from '../read-lines.ts'
import { newestRow, type StartViewer } from '../viewer.ts'

/** `LogViewer` that follows its data with `scrollToRow`, and its own search, as its documentation shows it. */
export const start: StartViewer = async (root, { retention }) => {
  let received = 0
  let show: (batch: string[]) => void = () => {}
  const reading = readBatches((batch) => {
    received += batch.length
    show(batch)
  })

  function Page() {
    const [lines, setLines] = useState<string[]>([])
    useEffect(() => {
      show = (batch) => setLines((before) => [...before, ...batch].slice(-retention))
    }, [])
    return createElement(LogViewer, {
      data: lines,
      height: '100%',
      isTextWrapped: false,
      scrollToRow: lines.length,
      toolbar: createElement(LogViewerSearch, { placeholder: 'Search', minSearchChars: 1 }),
    })
  }

  createRoot(root).render(createElement(Page))
  await reading
  return {
    newest: () => {
      const list = root.querySelector('.pf-v6-c-log-viewer__main')
      return list === null ? null : newestRow(list, '.pf-v6-c-log-viewer__list-item')
    },
    received: () => received,
    field: () => root.querySelector('input'),
    key: '~',
  }
}
