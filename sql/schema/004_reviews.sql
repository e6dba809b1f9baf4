-- what coaches said about what was found

create table reviews (
    call_id varchar not null,
    kind varchar not null check (kind in ('flag', 'moment')),
    key varchar not null,
    what varchar not null check (
        what in ('flag', 'silence', 'commitment', 'tension', 'missed', 'speaker', 'question')
    ),
    verdict varchar not null check (verdict in ('right', 'wrong', 'unsure')),
    should_be varchar,
    start_s double,
    end_s double,
    author varchar not null,
    given_at timestamp not null,
    comment varchar not null,
    shown varchar not null,
    primary key (call_id, kind, key, author)
);

comment on table reviews is 'One row per verdict of a coach, as it lies in the verdict files.';
comment on column reviews.call_id is 'The call.';
comment on column reviews.kind is 'flag, or moment.';
comment on column reviews.key is 'The flag''s name; of a moment what it is and its number; of a mark its tenths of a second.';
comment on column reviews.what is 'flag, silence, commitment, tension; or a mark: missed, speaker, question.';
comment on column reviews.verdict is 'right, wrong, unsure. A mark is always wrong.';
comment on column reviews.should_be is 'What the coach says it should be; none: nothing of the kind. NULL: not said.';
comment on column reviews.start_s is 'Start, seconds from the start of the recording; NULL for a flag without moments.';
comment on column reviews.end_s is 'End, seconds from the start of the recording; NULL for a flag without moments.';
comment on column reviews.author is 'Who gave it.';
comment on column reviews.given_at is 'When, UTC.';
comment on column reviews.comment is 'The coach''s words; empty where there are none.';
comment on column reviews.shown is 'The words the coach was shown.';
