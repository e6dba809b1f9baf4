-- when calls began on one clock for all, to order those by of which a time zone was told

alter table calls add column started_utc timestamp;

comment on column calls.started_utc is 'The same moment in UTC, to order calls by; where no time zone was told, started_at as it is. NULL: nobody said when, or loaded by an earlier version, see callprobe rebuild.';
