import type { Stream } from '../../client/index.ts'

/** Tells the stream what the page and the machine go through; the returned function ends it. */
export function watchEnvironment(stream: Pick<Stream, 'tell'>, page: Window = window): () => void {
  const online = () => stream.tell('online')
  const offline = () => stream.tell('offline')
  const pagehide = () => stream.tell('pagehide')
  const pageshow = () => stream.tell('pageshow')
  const seen = () => stream.tell(page.document.hidden ? 'hidden' : 'visible')
  const woken = () => {
    if (!page.document.hidden) stream.tell('woken')
  }
  if (page.document.hidden) seen()
  page.addEventListener('online', online)
  page.addEventListener('offline', offline)
  page.addEventListener('pagehide', pagehide)
  page.addEventListener('pageshow', pageshow)
  page.document.addEventListener('visibilitychange', seen)
  page.document.addEventListener('resume', woken)
  return () => {
    page.removeEventListener('online', online)
    page.removeEventListener('offline', offline)
    page.removeEventListener('pagehide', pagehide)
    page.removeEventListener('pageshow', pageshow)
    page.document.removeEventListener('visibilitychange', seen)
    page.document.removeEventListener('resume', woken)
  }
}
