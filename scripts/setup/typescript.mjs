/** From here on this process can import TypeScript; only after the dependencies are installed. */
export const learnTypeScript = async () => {
  const { register } = await import('tsx/esm/api')
  register()
}
