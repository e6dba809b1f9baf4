-- what is no part of the talk

create table interludes (
    call_id varchar not null,
    interlude_id integer not null check (interlude_id >= 0),
    kind varchar not null check (kind in ('announcement', 'hold')),
    start_s double not null,
    end_s double not null,
    cue varchar not null,
    text varchar not null,
    primary key (call_id, interlude_id),
    check (end_s >= start_s)
);

comment on table interludes is 'One row per recorded announcement, and per stretch on hold: no part of the talk.';
comment on column interludes.call_id is 'The call.';
comment on column interludes.interlude_id is 'Number of the interlude in the call, from 0.';
comment on column interludes.kind is 'announcement: a recorded voice; hold: nobody says a word for long, and it was announced.';
comment on column interludes.start_s is 'Start, seconds from the start of the recording.';
comment on column interludes.end_s is 'End, seconds from the start of the recording.';
comment on column interludes.cue is 'The phrase of the language pack that told, or music.';
comment on column interludes.text is 'What the recorded voice says; empty for hold.';
