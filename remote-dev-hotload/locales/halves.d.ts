/** The halves of a language's texts, made by the build (scripts/build/first-texts.ts); elsewhere each is the whole. */
declare module '*.json?first' {
  const texts: import('../app/gate/create-text.ts').Messages
  export default texts
}

declare module '*.json?rest' {
  const texts: import('../app/gate/create-text.ts').Messages
  export default texts
}
