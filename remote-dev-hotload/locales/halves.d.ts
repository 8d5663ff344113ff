/** The halves of a language's texts, made by the build (scripts/build/first-texts.ts); elsewhere each is the whole. */
declare module '*.json?first' {
  interface Texts {
    readonly [key: string]: string | Texts
  }
  const texts: Texts
  export default texts
}

declare module '*.json?rest' {
  interface Texts {
    readonly [key: string]: string | Texts
  }
  const texts: Texts
  export default texts
}
