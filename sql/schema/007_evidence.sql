-- the turns that every claim rests on, what told of a silence, and flags that an account raises

alter table silences add column confidence double;
alter table silences add column cue varchar;
alter table silences add column turn_ids integer[];
alter table commitments add column turn_ids integer[];
alter table customer_map add column turn_ids integer[];
alter table tensions add column turn_ids integer[];
alter table interruptions add column turn_ids integer[];
alter table flag_moments add column turn_ids integer[];
alter table flags add column calls_in_a_row integer;
alter table view_settings add column lingering_severity integer default 2;

comment on column silences.confidence is 'How sure this is, ratio 0-1; NULL: measured by an earlier version.';
comment on column silences.cue is 'Who spoke first (customer, seller, end), and what in the words told the rest; NULL: measured by an earlier version.';
comment on column silences.turn_ids is 'Turns it rests on; NULL: loaded by an earlier version, see callprobe rebuild.';
comment on column commitments.turn_ids is 'Turns it rests on; NULL: loaded by an earlier version, see callprobe rebuild.';
comment on column customer_map.turn_ids is 'Turns it rests on; NULL: loaded by an earlier version, see callprobe rebuild.';
comment on column tensions.turn_ids is 'Turns it rests on; NULL: loaded by an earlier version, see callprobe rebuild.';
comment on column interruptions.turn_ids is 'Turns it rests on; NULL: loaded by an earlier version, see callprobe rebuild.';
comment on column flag_moments.turn_ids is 'Turns it rests on; NULL: loaded by an earlier version, see callprobe rebuild.';
comment on column flags.calls_in_a_row is 'lingering_maybe only: this call is the last of so many of its account in a row without progress; NULL: the flag rests on this call alone.';
comment on column view_settings.lingering_severity is 'Weight of the flag lingering_maybe where it rests on an account''s calls.';
