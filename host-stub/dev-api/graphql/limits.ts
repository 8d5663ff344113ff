import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql'

export const MAX_DEPTH = 12
const MAX_FIELDS = 600

/** A query may be that deep and ask for that many fields; introspection has its own shape. */
export const limitShape = (context: ValidationContext): ASTVisitor => {
  const walk = (
    set: SelectionSetNode,
    depth: number,
    visited: ReadonlySet<string>,
  ): { depth: number; fields: number } => {
    let [deepest, fields] = [depth, 0]
    const merge = (inner: { depth: number; fields: number }) => {
      deepest = Math.max(deepest, inner.depth)
      fields += inner.fields
    }
    for (const selection of set.selections) {
      if (fields > MAX_FIELDS || deepest > MAX_DEPTH) break
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value.startsWith('__')) continue
        fields++
        if (selection.selectionSet) merge(walk(selection.selectionSet, depth + 1, visited))
      } else if (selection.kind === Kind.INLINE_FRAGMENT) merge(walk(selection.selectionSet, depth, visited))
      else {
        const name = selection.name.value
        const fragment = context.getFragment(name)
        // A fragment that contains itself is refused by another rule.
        if (fragment && !visited.has(name)) merge(walk(fragment.selectionSet, depth, new Set([...visited, name])))
      }
    }
    return { depth: deepest, fields }
  }

  return {
    OperationDefinition(node) {
      const { depth, fields } = walk(node.selectionSet, 1, new Set())
      if (depth > MAX_DEPTH) context.reportError(new GraphQLError(`The query is deeper than ${MAX_DEPTH} levels.`))
      if (fields > MAX_FIELDS)
        context.reportError(new GraphQLError(`The query asks for more than ${MAX_FIELDS} fields.`))
    },
  }
}
