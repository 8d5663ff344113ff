/** An element of a head: its name, its attributes and, for a title, its text. */
export function headElement(name: string, attributes: Readonly<Record<string, string>> = {}, text = ''): Element {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.textContent = text
  return element
}

/** The page has this head, until the returned function puts the old one back. */
export function swapHead(...elements: readonly Element[]): () => void {
  const before = [...document.head.childNodes]
  document.head.replaceChildren(...elements)
  return () => document.head.replaceChildren(...before)
}
