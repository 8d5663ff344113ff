export declare const installReason: (root: string) => string | null
