/** Few names that come again and again, as small numbers for a column. */
export interface NameTable {
  /** The number of the name, 1 …; the last one stands for all names beyond the table. */
  indexOf(name: string): number
  /** '' for 0 (no name) and for a number that stands for several. */
  nameOf(index: number): string
  clear(): void
}

/** `most` is the highest number, e.g. 255 for one byte. */
export function createNameTable(most: number): NameTable {
  let names = ['']
  let last: string | null = null
  let lastIndex = 0
  const numbers = new Map<string, number>()
  return {
    indexOf(name) {
      if (name === last) return lastIndex
      let index = numbers.get(name)
      if (index === undefined) {
        if (names.length >= most) return most
        index = names.push(name) - 1
        numbers.set(name, index)
      }
      last = name
      lastIndex = index
      return index
    },
    nameOf: (index) => names[index] ?? '',
    clear() {
      names = ['']
      numbers.clear()
      last = null
    },
  }
}
