-- who took part in a call, its words one by one, and what the views go by

create table participants (
    call_id varchar not null,
    side varchar not null check (side in ('seller', 'customer', 'other')),
    name varchar check (name <> ''),
    turns integer not null check (turns >= 0),
    speech_s double check (speech_s >= 0),
    primary key (call_id, side),
    check (name is null or side <> 'other')
);

comment on table participants is 'One row per side of a call that is named or heard.';
comment on column participants.call_id is 'The call.';
comment on column participants.side is 'seller, customer, or other: a third voice, or one whose side is not sure.';
comment on column participants.name is 'Name, from the sidecar; NULL if nobody said.';
comment on column participants.turns is 'How often this side had the floor.';
comment on column participants.speech_s is 'How long this side speaks, seconds; NULL: not measurable, and always so for others.';

-- of the calls that are there already; sql/load/054_participants.sql says the same of new ones
insert into participants by name
with

sides as (
    select
        calls.call_id,
        unnest([
            {'side': 'seller', 'name': calls.seller, 'speech_s': talk.seller_speech_s},
            {'side': 'customer', 'name': calls.customer, 'speech_s': talk.customer_speech_s},
            {'side': 'other', 'name': null, 'speech_s': null}
        ], recursive := true)
    from calls
    left join talk using (call_id)
),

floors as (
    select
        call_id,
        side,
        count(*) as turns
    from turns
    group by all
)

select
    sides.call_id,
    sides.side,
    nullif(sides.name, '') as name,
    coalesce(floors.turns, 0) as turns,
    sides.speech_s
from sides
left join floors using (call_id, side)
where
    floors.turns is not null
    or nullif(sides.name, '') is not null;

create table words (
    call_id varchar not null,
    word_id integer not null check (word_id >= 0),
    side varchar not null check (side in ('seller', 'customer', 'other')),
    start_s double not null,
    end_s double not null,
    text varchar not null,
    probability double not null check (probability between 0 and 1),
    primary key (call_id, word_id),
    check (end_s >= start_s)
);

comment on table words is 'One row per word; empty unless the setting [warehouse] words asks for them.';
comment on column words.call_id is 'The call.';
comment on column words.word_id is 'Number of the word in the call, from 0.';
comment on column words.side is 'Who said it: seller, customer, or other.';
comment on column words.start_s is 'Start, seconds from the start of the recording.';
comment on column words.end_s is 'End, seconds from the start of the recording.';
comment on column words.text is 'The word.';
comment on column words.probability is 'How sure the recognizer was, ratio 0-1.';

create table view_settings (
    only_row boolean primary key default true check (only_row),
    few_calls integer not null default 5 check (few_calls >= 1),
    few_silences integer not null default 20 check (few_silences >= 1),
    few_verdicts integer not null default 5 check (few_verdicts >= 1),
    long_no_calls integer not null default 3 check (long_no_calls >= 1),
    long_no_stalls integer not null default 2 check (long_no_stalls >= 0),
    due_within_days integer not null default 7 check (due_within_days >= 0),
    review_page varchar not null default 'http://127.0.0.1:8642'
);

comment on table view_settings is 'One row: the numbers the views go by, the section [views] of the settings when this was published.';
comment on column view_settings.only_row is 'Always true: there is one row.';
comment on column view_settings.few_calls is 'A figure over fewer calls (or questions) than this is marked.';
comment on column view_settings.few_silences is 'A row of silence_curve over fewer silences than this is marked.';
comment on column view_settings.few_verdicts is 'A precision over fewer verdicts than this is marked.';
comment on column view_settings.long_no_calls is 'From so many calls without progress an account may be a painfully long no ...';
comment on column view_settings.long_no_stalls is '... if the customer stalled in at least so many of them.';
comment on column view_settings.due_within_days is 'A promise is due from so many days before its day.';
comment on column view_settings.review_page is 'Address of the coach''s page, with which links begin.';

insert into view_settings default values;
