export declare const nodeComplaint: (version: string) => string | null
