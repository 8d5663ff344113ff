/** The library has no types of its own for this plugin. */
declare module '@size-limit/file' {
  const plugins: { readonly name: string }[]
  export default plugins
}
