import { readDocmap, readFrontMatter, type Usecase } from './docmap.ts'
import { brokenLinks } from './links.ts'

/** The repository's files, by path from its root. */
export interface Repository {
  has(path: string): boolean
  /** Null when there is no such file. */
  read(path: string): string | null
}

export const DOCMAP = 'docs/_data/docmap.yaml'

/** Every reason why the documents of a scenario cannot be published; empty when they can. */
export function checkUsecases(repository: Repository, scnId: string): readonly string[] {
  const text = repository.read(DOCMAP)
  if (text === null) return [`${DOCMAP} is missing.`]
  const docmap = readDocmap(text)
  if (!docmap.ok) return docmap.problems.map((problem) => `${DOCMAP}: ${problem}`)
  const scenario = docmap.value.scenarios.find((one) => one.scn_id === scnId)
  if (!scenario) {
    const known = docmap.value.scenarios.map((one) => one.scn_id).join(', ')
    return [`${DOCMAP} names no scenario ${scnId}; it names ${known}.`]
  }
  const ids = scenario.usecases.map((usecase) => usecase.doc_id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return [
    ...twice.map((id) => `${DOCMAP}: ${id} stands there twice.`),
    ...scenario.usecases.flatMap((usecase) => checkUsecase(repository, scnId, usecase)),
  ]
}

function checkUsecase(repository: Repository, scnId: string, usecase: Usecase): readonly string[] {
  const markdown = repository.read(usecase.path)
  if (markdown === null) return [`${usecase.doc_id}: ${usecase.path} is missing.`]
  const front = readFrontMatter(markdown)
  if (!front.ok) return front.problems.map((problem) => `${usecase.path}: ${problem}`)
  const expected = { ...usecase, scn_id: scnId }
  const fields = ['doc_id', 'scn_id', 'scope', 'layer', 'domain'] as const
  const companions = [...usecase.standards, ...usecase.operations]
  return [
    ...fields
      .filter((field) => front.value[field] !== expected[field])
      .map((field) => `${usecase.path}: ${field} is ${front.value[field]}, and ${expected[field]} in ${DOCMAP}.`),
    ...front.value.code_refs
      .filter((ref) => !repository.has(ref.path))
      .map((ref) => `${usecase.path}: ${ref.component} points to ${ref.path}, which is not there.`),
    ...companions.filter((path) => !repository.has(path)).map((path) => `${usecase.doc_id}: ${path} is missing.`),
    ...[usecase.path, ...companions].flatMap((path) =>
      brokenLinks(path, repository.read(path) ?? '', repository).map(
        (link) => `${path}: the link ${link} leads nowhere.`,
      ),
    ),
  ]
}
