export { default as AttentionList } from './AttentionList.vue'
export { useAttentionStore, type AttentionAnswer, type AttentionStore } from './attention-store.ts'
export { AttentionKey, useAttention, type AttentionPort } from './ports.ts'
