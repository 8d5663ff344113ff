/** Times are milliseconds since 1970. Text that a client chose freely sits in JSON columns. */
export const FIRST_SCHEMA = `
create table meta (key text primary key, value text not null);

create table server_runs (run_id integer primary key, started_at integer not null, seen_at integer not null);

create table sign_ins (sign_in_id text primary key, user_id text not null, created_at integer not null, ended_at integer);

create table refresh_tokens (
  token_hash text primary key, sign_in_id text not null, user_id text not null, tenant_id text not null,
  expires_at integer not null, rotated_at integer
);

create table sessions (
  no integer primary key autoincrement, session_id text not null unique, tenant_id text not null,
  plugin_id text not null, developer_id text not null, registered_by text not null, reload_token_hash text not null,
  status text not null, status_reason text, started_at integer not null, last_heartbeat_at integer not null,
  heartbeat_told_at integer not null, expires_at integer not null, ended_at integer, note text,
  last_reload_at integer, last_reload_no integer, last_sequence integer not null default 0,
  reload_count integer not null default 0, reload_failure_count integer not null default 0,
  failures_in_row integer not null default 0, build_time_ms real, latency_ms real, latency_p95_ms real,
  error_count integer not null default 0, warn_count integer not null default 0,
  log_total integer not null default 0, log_pruned integer not null default 0,
  search_text text not null, facts text not null
);
create unique index sessions_live on sessions (tenant_id, plugin_id) where ended_at is null;
create index sessions_started on sessions (tenant_id, started_at desc, no desc);
create index sessions_status on sessions (tenant_id, status);
create index sessions_beating on sessions (last_heartbeat_at) where ended_at is null;

create table reloads (
  no integer primary key autoincrement, session_no integer not null, tenant_id text not null, reload_id text not null,
  sequence integer not null, at integer not null, duration_ms integer, build_time_ms integer, mode text, trigger text,
  changed_files text not null, success integer, error text
);
create unique index reloads_once on reloads (session_no, reload_id);
create unique index reloads_sequence on reloads (session_no, sequence);
create index reloads_tenant on reloads (tenant_id, at);
create table reload_marks (
  session_no integer not null, sequence integer not null, first_n integer not null, primary key (session_no, sequence)
) without rowid;

create table logs (
  session_no integer not null, n integer not null, level integer not null, body text not null,
  primary key (session_no, n)
) without rowid;
create table log_rates (
  session_no integer not null, at integer not null, tenant_id text not null,
  lines integer not null, errors integer not null, primary key (session_no, at)
) without rowid;
create index log_rates_tenant on log_rates (tenant_id, at);

create table commands (
  audit_id text primary key, tenant_id text not null, session_no integer not null, kind text not null, reload_id text,
  reason text, former_status text not null, requested_at integer not null, deadline_at integer not null,
  done_at integer, outcome text
);
create index commands_open on commands (deadline_at) where done_at is null;
create index commands_session on commands (session_no);
create index commands_done on commands (tenant_id, kind, done_at);

create table alerts (
  alert_id text primary key, tenant_id text not null, fingerprint text not null, rule text not null,
  severity text not null, state text not null, title text not null, message text not null, session_id text,
  plugin_id text, count integer not null, first_raised_at integer not null, last_raised_at integer not null,
  resolved_at integer, acknowledged_by text, snoozed_until integer, log_id text
);
create unique index alerts_once on alerts (tenant_id, fingerprint);
create index alerts_recent on alerts (tenant_id, last_raised_at desc);

create table admin_dev_hotload_audit (
  no integer primary key autoincrement, audit_id text not null unique, tenant_id text not null, at integer not null,
  action text not null, session_id text, actor text not null, actor_id text not null, result text not null,
  reason text, request_id text, details text not null
);
create index audit_tenant on admin_dev_hotload_audit (tenant_id, no desc);

create table notifications (
  notification_id text primary key, tenant_id text not null, at integer not null, actor_id text not null,
  body text not null
);

create table events (
  seq integer primary key autoincrement, tenant_id text not null, n integer not null, at integer not null,
  session_id text, type text not null, access text, payload text not null
);
create index events_tenant on events (tenant_id, seq);
create index events_time on events (tenant_id, at);
create table event_heads (
  tenant_id text primary key, last_seq integer not null, last_n integer not null,
  pruned_seq integer not null default 0, pruned_n integer not null default 0, pruned_at integer not null default 0
);

create table idempotency (
  tenant_id text not null, actor text not null, key text not null, target text not null, answer text not null,
  created_at integer not null, primary key (tenant_id, actor, key)
) without rowid;
create index idempotency_age on idempotency (created_at);
`
