export declare const findChromium: (env?: Record<string, string | undefined>) => string | null
export declare const ensureChromium: (say: (line: string) => void) => string | null
export declare const CHROMIUM_ADVICE: string
