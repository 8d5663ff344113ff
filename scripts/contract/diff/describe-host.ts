import ts from 'typescript'

/** Who brings a value of a type: the shell gives it to the remote, gets it from the remote, or both. */
export type Direction = 'given' | 'received' | 'both'

export interface HostMember {
  readonly isOptional: boolean
  /** The type as text, in one form whatever the layout. */
  readonly type: string
  /** The words, when the type is a choice of texts. */
  readonly words: readonly string[] | null
}

export interface HostType {
  readonly direction: Direction
  /** Null for a type that is only a name for another one; that one is the member ''. */
  readonly members: ReadonlyMap<string, HostMember>
}

export interface HostSurface {
  readonly types: ReadonlyMap<string, HostType>
  readonly constants: ReadonlyMap<string, string>
}

/** Where values begin their way. Everything else is found from here. */
const ROOTS: Readonly<Record<string, 'given' | 'received'>> = {
  DevHotloadHost: 'given',
  MountOptions: 'given',
  MountHandle: 'received',
  AccessVerdict: 'received',
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration

const printer = ts.createPrinter({ removeComments: true })

function wordsOf(type: ts.TypeNode | undefined): string[] | null {
  const parts = type && ts.isUnionTypeNode(type) ? type.types : type ? [type] : []
  const words = parts.map((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? part.literal.text : null,
  )
  return words.length > 0 && words.every((word) => word !== null) ? words : null
}

const flip = (direction: 'given' | 'received') => (direction === 'given' ? 'received' : 'given')

/** Walks from the roots through every type; what a function takes goes the other way than the function. */
function findDirections(declarations: ReadonlyMap<string, Declaration>): Map<string, Set<'given' | 'received'>> {
  const found = new Map<string, Set<'given' | 'received'>>()
  function enter(name: string, direction: 'given' | 'received'): void {
    const declaration = declarations.get(name)
    const known = found.get(name) ?? new Set()
    if (!declaration || known.has(direction)) return
    found.set(name, known.add(direction))
    ts.forEachChild(declaration, (child) => walk(child, direction))
  }
  function walk(node: ts.Node, direction: 'given' | 'received'): void {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) enter(node.typeName.text, direction)
    ts.forEachChild(node, (child) => walk(child, ts.isParameter(child) ? flip(direction) : direction))
  }
  for (const [name, direction] of Object.entries(ROOTS)) enter(name, direction)
  return found
}

/** Reads the exported types and constants of a host contract, given as TypeScript. */
export function describeHost(source: string): HostSurface {
  const file = ts.createSourceFile('host.ts', source, ts.ScriptTarget.Latest, true)
  const textOf = (node: ts.Node) =>
    printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, ' ').replace(/; }/g, ' }')
  const declarations = new Map<string, Declaration>()
  const constants = new Map<string, string>()
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
      declarations.set(statement.name.text, statement)
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer) constants.set(textOf(name), textOf(initializer).replace(/^"(.*)"$/, "'$1'"))
  }

  function memberOf(node: ts.TypeElement): [string, HostMember] | null {
    if (ts.isIndexSignatureDeclaration(node))
      return ['[key]', { isOptional: true, type: textOf(node.type), words: null }]
    if (!node.name) return null
    const isOptional = node.questionToken !== undefined
    if (ts.isMethodSignature(node)) {
      const type = `(${node.parameters.map(textOf).join(', ')}) => ${node.type ? textOf(node.type) : 'any'}`
      return [node.name.getText(file), { isOptional, type, words: null }]
    }
    if (!ts.isPropertySignature(node) || !node.type) return null
    return [node.name.getText(file), { isOptional, type: textOf(node.type), words: wordsOf(node.type) }]
  }

  const membersOf = (declaration: Declaration): Map<string, HostMember> =>
    ts.isInterfaceDeclaration(declaration)
      ? new Map(declaration.members.map(memberOf).filter((member) => member !== null))
      : new Map([['', { isOptional: false, type: textOf(declaration.type), words: wordsOf(declaration.type) }]])

  const directions = findDirections(declarations)
  const types = [...declarations].map(([name, declaration]): [string, HostType] => {
    const ways = [...(directions.get(name) ?? [])]
    return [name, { direction: ways.length === 1 ? ways[0]! : 'both', members: membersOf(declaration) }]
  })
  return { types: new Map(types), constants }
}
