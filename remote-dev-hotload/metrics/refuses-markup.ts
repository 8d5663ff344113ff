/** The parts of a browser that tell whether text may become markup. */
type TypedWindow = Window & { readonly trustedTypes?: { readonly defaultPolicy: object | null } }

/**
 * Does the page's policy demand Trusted Types, with no `default` policy that would let a text through? No script can
 * read the policy, and merely trying is a report. A window whose frame has left the page keeps the policy and has
 * nobody left to report to: Chromium throws there and stays silent, whatever `trusted-types` allows. An empty frame
 * is not loaded, so `frame-src` has no say. Browsers that tell nothing this way count as allowing it.
 * `home` is in the page; it is as it was afterwards.
 */
export function refusesMarkup(home: Node, page: TypedWindow = window): boolean {
  if (page.trustedTypes === undefined || page.trustedTypes.defaultPolicy !== null) return false
  const frame = page.document.createElement('iframe')
  frame.hidden = true
  home.appendChild(frame)
  const left = frame.contentWindow
  const run: ((code: string) => unknown) | undefined = left?.setTimeout
  frame.remove()
  if (left === null || run === undefined) return false
  try {
    // Runs nowhere: timers of a window without a page never fire.
    run.call(left, '0')
    return false
  } catch (error) {
    return String(error).includes('TrustedScript')
  }
}
