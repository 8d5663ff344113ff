export { isMask, MASK_KINDS, type MaskKind } from './kinds.ts'
export { createLineMasker, maskBackwards, type LineMasker } from './line-masker.ts'
export { redactText } from './redact-text.ts'
export { redactValue } from './redact-value.ts'
