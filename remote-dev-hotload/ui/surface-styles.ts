/** Sheets are made once a page and shared by every surface. */
const sheets = new Map<string, CSSStyleSheet>()

function sheetOf(css: string): CSSStyleSheet {
  const known = sheets.get(css)
  if (known) return known
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  sheets.set(css, sheet)
  return sheet
}

/** Constructed sheets need no concession from a strict `style-src`. */
export function createStyleAdopter(root: ShadowRoot): (css: string) => void {
  const adopted = new Set<CSSStyleSheet>()
  return (css) => {
    const sheet = sheetOf(css)
    if (adopted.has(sheet)) return
    adopted.add(sheet)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
}
