import type { IconName } from '../../ui/index.ts'
import type { DrawnMessage } from './message-parts.ts'
import type { RowModel } from './row-model.ts'

/** What changes about a row while its content stays. */
export interface RowMarks {
  readonly isSelected: boolean
  readonly isCurrent: boolean
  readonly isOpen: boolean
  /** What is read out when the reader stands on this row; null for all other rows. */
  readonly spoken: string | null
}

/** Words for controls in a row. */
export interface RowLabels {
  readonly open: string
  readonly close: string
  more(count: number): string
}

/**
 * One element of the pool. Its nodes are made once and written into, by the DOM's own text interfaces: at
 * 10 000 lines/s every row on the screen is another one in every frame, and this is the cheapest way to say so.
 */
export interface RowElement {
  readonly element: HTMLElement
  write(model: RowModel, labels: RowLabels): void
  mark(marks: RowMarks, labels: RowLabels): void
  /** Puts the details of an opened line under its text; null takes them away. */
  hold(details: HTMLElement | null): void
}

/** The `id` of the row that the reader stands on. */
export const ACTIVE_ROW_ID = 'dh-log-active'

function part(parent: Element, className: string, tag = 'span'): HTMLElement {
  const element = document.createElement(tag)
  element.className = className
  parent.append(element)
  return element
}

/** A text node that is written only when its text is another one. */
function textIn(parent: Element): (text: string) => void {
  const node = document.createTextNode('')
  parent.append(node)
  let last = ''
  return (text) => {
    if (text !== last) node.data = last = text
  }
}

function attribute(element: Element, name: string): (value: string | null) => void {
  let last: string | null = null
  return (value) => {
    if (value === last) return
    last = value
    if (value === null) element.removeAttribute(name)
    else element.setAttribute(name, value)
  }
}

function messageIn(parent: HTMLElement): (message: DrawnMessage, labels: RowLabels) => void {
  const writeText = textIn(parent)
  const node = parent.firstChild!
  let isPlain = true
  return (message, labels) => {
    const { text, parts, more } = message
    if (parts === null && more === 0) {
      if (!isPlain) parent.replaceChildren(node)
      isPlain = true
      writeText(text)
      return
    }
    isPlain = false
    const children: Node[] = parts === null ? [document.createTextNode(text)] : parts.map(nodeOf)
    if (more > 0) {
      const rest = document.createElement('span')
      rest.className = 'dh-log-more'
      rest.textContent = ` ${labels.more(more)}`
      children.push(rest)
    }
    parent.replaceChildren(...children)
  }
}

function nodeOf({ text, classes, href, isHit }: NonNullable<DrawnMessage['parts']>[number]): Node {
  let node: Node = document.createTextNode(text)
  const wrap = (tag: string, className: string) => {
    const element = document.createElement(tag)
    if (className) element.className = className
    element.append(node)
    node = element
    return element
  }
  if (classes) wrap('span', classes)
  if (isHit) wrap('mark', 'dh-log-hit')
  if (href !== null) {
    const link = wrap('a', 'dh-log-link') as HTMLAnchorElement
    link.href = href
    link.target = '_blank'
    link.rel = 'noopener noreferrer'
    link.tabIndex = -1
  }
  return node
}

/** Makes an empty row. `icon` gives a drawn shape, which stays where it is. */
export function createRowElement(icon: (name: IconName) => Element | null): RowElement {
  const element = document.createElement('div')
  element.className = 'dh-log-row'
  element.dataset['testid'] = 'dh-log-row'
  element.setAttribute('role', 'listitem')

  const open = part(element, 'dh-log-open', 'button') as HTMLButtonElement
  open.type = 'button'
  open.tabIndex = -1
  const chevron = icon('next')
  if (chevron) open.append(chevron.cloneNode(true))
  const time = part(element, 'dh-log-time', 'time') as HTMLTimeElement
  const level = part(element, 'dh-log-level')
  const session = part(element, 'dh-log-source dh-log-session')
  const source = part(element, 'dh-log-source')
  const columns = part(element, 'dh-log-columns')
  const message = part(element, 'dh-log-message')
  const fold = part(element, 'dh-log-fold')
  const load = part(element, 'dh-log-load', 'button') as HTMLButtonElement
  load.type = 'button'
  load.tabIndex = -1
  let held: HTMLElement | null = null

  const writeTime = textIn(time)
  const writeWord = textIn(level)
  const writeSession = textIn(session)
  const writeSource = textIn(source)
  const writeMessage = messageIn(message)
  const writeFold = textIn(fold)
  const writeLoad = textIn(load)
  const cells: ((text: string) => void)[] = []
  const [kind, logId, levelName, success, markKind, at] = [
    attribute(element, 'data-kind'),
    attribute(element, 'data-log-id'),
    attribute(element, 'data-level'),
    attribute(element, 'data-success'),
    attribute(element, 'data-mark'),
    attribute(time, 'datetime'),
  ]
  const [id, selected, current, opened, expanded, label, spokenLabel] = [
    attribute(element, 'id'),
    attribute(element, 'data-selected'),
    attribute(element, 'aria-current'),
    attribute(element, 'data-open'),
    attribute(open, 'aria-expanded'),
    attribute(open, 'aria-label'),
    attribute(element, 'aria-label'),
  ]
  let iconNow = ''

  function writeIcon(name: IconName): void {
    if (name === iconNow) return
    iconNow = name
    const shape = icon(name)
    const next = shape?.firstElementChild
    const path = level.firstElementChild?.firstElementChild
    if (!shape || !next) return
    if (!path) return level.prepend(shape.cloneNode(true))
    // Another outline in the same element: a new element would be styled and laid out from nothing.
    path.setAttribute('d', next.getAttribute('d') ?? '')
    path.setAttribute('class', next.getAttribute('class') ?? '')
  }

  function writeColumns(texts: readonly string[]): void {
    while (cells.length < texts.length) cells.push(textIn(part(columns, 'dh-log-column')))
    while (cells.length > texts.length) {
      cells.pop()
      columns.lastElementChild?.remove()
    }
    for (const [index, text] of texts.entries()) cells[index]!(text)
  }

  return {
    element,
    write(model, labels) {
      kind(model.kind)
      logId(model.logId)
      levelName(model.level)
      success(model.success === null ? null : String(model.success))
      markKind(model.mark)
      at(model.at || null)
      writeTime(model.time)
      writeIcon(model.icon)
      writeWord(model.word)
      writeSession(model.session)
      writeSource(model.source)
      if (model.columns.length > 0 || cells.length > 0) writeColumns(model.columns)
      writeMessage(model.message, labels)
      writeFold(model.fold)
      writeLoad(model.load ?? '')
    },
    mark({ isSelected, isCurrent, isOpen, spoken }, labels) {
      id(spoken === null ? null : ACTIVE_ROW_ID)
      spokenLabel(spoken)
      selected(isSelected ? 'true' : null)
      current(isCurrent ? 'true' : null)
      opened(isOpen ? 'true' : null)
      expanded(String(isOpen))
      label(isOpen ? labels.close : labels.open)
    },
    hold(host) {
      if (host === held) return
      if (held?.parentNode === element) held.remove()
      held = host
      if (host) element.append(host)
    },
  }
}
