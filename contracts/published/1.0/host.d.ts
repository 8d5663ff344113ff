/**
 * What the shell hands to the remote. Everything that changes is a getter plus a subscription, so a
 * shell gives it with or without sharing Vue.
 */
/** Version of this contract. The remote accepts the same major and any minor that is at least its own. */
export declare const DEVHOTLOAD_HOST_API = "1.0";
/** The permission that opens the panel and its commands. */
export declare const DEVHOTLOAD_PERMISSION = "admin.devHotload.manage";
/** Ends a subscription; calling it twice is harmless. */
export type Dispose = () => void;
/** A value that changes, without a framework. `subscribe` reports changes only, never the current value. */
export interface Watched<T> {
    get(): T;
    subscribe(listener: (value: T) => void): Dispose;
}
export interface HostUser {
    id: string;
    name: string;
    permissions: string[];
    isRoot?: boolean;
    isTenantAdmin?: boolean;
}
export interface HostTenant {
    id: string;
    name: string;
}
export interface HostAuth {
    /** A token that is fresh now. Rejects when the user is signed out or the shell cannot tell. */
    getAccessToken(): Promise<string>;
    /** A new token after a 401. Rejects when the sign-in has ended. */
    refresh(): Promise<string>;
    /** The remote gives up on this sign-in; `returnTo` is the panel's address to come back to. */
    onSessionEnded(returnTo: string): void;
}
export interface HostNavigation {
    /** Where the panel is mounted, e.g. `/dev-hotload`. */
    basePath: string;
    /** Path, query and hash of now, e.g. `/dev-hotload/sessions/s1/logs?level=warn`. */
    current(): string;
    push(path: string): void;
    replace(path: string): void;
    subscribe(listener: (path: string) => void): Dispose;
}
export interface HostNotice {
    kind: 'success' | 'info' | 'warning' | 'error';
    title: string;
    body?: string;
    id?: string;
}
export interface HostConfirm {
    title: string;
    body: string;
    confirmLabel: string;
    cancelLabel: string;
    tone: 'danger' | 'warning' | 'info';
}
export interface HostBreadcrumb {
    action: string;
    sessionId?: string;
    result: string;
    /** Milliseconds. */
    duration: number;
    errorCode?: string;
}
/** Forwarded by the shell to its own telemetry; the remote masks everything before it calls. */
export interface HostTelemetry {
    breadcrumb(crumb: HostBreadcrumb): void;
    metric(name: string, value: number, unit: string, tags?: Record<string, string>): void;
    exception(error: unknown, context?: Record<string, string>): void;
}
export interface HostEscalation {
    kind: 'stream.disconnected' | 'terminate.failing';
    severity: 'warning' | 'critical';
    /** RFC 3339. */
    since: string;
    count: number;
    sessionId?: string;
}
/** Keys of the specification; values as the shell has them. */
export interface HostConfig {
    PX_ADMIN_DEV_MODE?: string | number | boolean;
    PX_DEV_PLUGIN_HOTLOAD?: string | number | boolean;
    PX_DEV_API_BASE_URL?: string | number | boolean;
    PX_DEV_API_PROFILE?: string | number | boolean;
    PX_DEV_GRAPHQL_URL?: string | number | boolean;
    PX_DEV_SSE_URL?: string | number | boolean;
    PX_DEV_GRAFANA_URL?: string | number | boolean;
    PX_DEV_RUNBOOK_URL?: string | number | boolean;
    PX_DEV_METRICS_REFRESH_MS?: string | number | boolean;
    PX_DEV_LOG_RETENTION_LIMIT?: string | number | boolean;
    [key: string]: string | number | boolean | undefined;
}
/** The whole of it. Optional members have a fallback in the remote. */
export interface DevHotloadHost {
    apiVersion: string;
    config: HostConfig;
    /** Tells that `config` changed, e.g. a flag was switched; without it the config is read once a mount. */
    onConfigChange?(listener: () => void): Dispose;
    user: Watched<HostUser | null>;
    tenant: Watched<HostTenant | null>;
    auth: HostAuth;
    permissions?: {
        check(permission: string): boolean | Promise<boolean>;
    };
    locale: Watched<string>;
    theme: Watched<'light' | 'dark'>;
    navigation: HostNavigation;
    notify?(notice: HostNotice): void;
    confirm?(question: HostConfirm): Promise<boolean>;
    telemetry?: HostTelemetry;
    escalate?(escalation: HostEscalation): void;
}
/** Why the panel stays closed. */
export type DenyReason = 'flag-off' | 'backend-off' | 'signed-out' | 'no-tenant' | 'no-permission' | 'host-mismatch';
/** The guard's answer. Whatever is not known denies. */
export type AccessVerdict = {
    kind: 'allow';
} | {
    kind: 'deny';
    reason: DenyReason;
};
/** What `./mount` shows. */
export type MountView = 'dashboard' | 'logs' | 'metrics';
export interface MountOptions {
    view: MountView;
    sessionId?: string;
}
export interface MountHandle {
    update(options: Partial<MountOptions>): void;
    unmount(): void;
}
