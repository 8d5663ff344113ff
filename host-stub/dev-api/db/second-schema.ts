/** Messages for people on their way out, and alerts whose newest count the stream has not heard yet. */
export const SECOND_SCHEMA = `
create table deliveries (
  delivery_id integer primary key autoincrement, notification_id text not null, target text not null,
  body text not null, created_at integer not null, due_at integer not null, attempts integer not null default 0,
  quiet_until integer not null default 0, state text not null default 'waiting', last_answer text, done_at integer
);
create index deliveries_waiting on deliveries (target, due_at, delivery_id) where state = 'waiting';
create index deliveries_quiet on deliveries (target, quiet_until);
create index deliveries_notification on deliveries (notification_id);

alter table alerts add column told_at integer not null default 0;
alter table alerts add column untold integer not null default 0;
create index alerts_untold on alerts (told_at) where untold = 1;
`
