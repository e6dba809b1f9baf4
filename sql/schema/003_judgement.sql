-- what the call comes to: the customer map, tension, flags, and what could not be measured

create table customer_map (
    call_id varchar not null,
    entry_id integer not null check (entry_id >= 0),
    kind varchar not null check (kind in ('need', 'enthusiasm', 'aversion')),
    confidence double not null check (confidence between 0 and 1),
    cue varchar not null,
    start_s double not null,
    end_s double not null,
    quote varchar not null,
    primary key (call_id, entry_id)
);

comment on table customer_map is 'One row per need, enthusiasm or aversion the customer put into words.';
comment on column customer_map.call_id is 'The call.';
comment on column customer_map.entry_id is 'Number of the entry in the call, from 0.';
comment on column customer_map.kind is 'need, enthusiasm, aversion.';
comment on column customer_map.confidence is 'How sure this is, ratio 0-1.';
comment on column customer_map.cue is 'What in the words gave it away.';
comment on column customer_map.start_s is 'Start, seconds from the start of the recording.';
comment on column customer_map.end_s is 'End, seconds from the start of the recording.';
comment on column customer_map.quote is 'The customer''s words.';

create table tensions (
    call_id varchar not null,
    tension_id integer not null check (tension_id >= 0),
    ended varchar not null check (ended in ('held-solved', 'held', 'abandoned')),
    question_id integer,
    confidence double not null check (confidence between 0 and 1),
    cue varchar not null,
    start_s double not null,
    end_s double not null,
    quote varchar not null,
    primary key (call_id, tension_id)
);

comment on table tensions is 'One row per moment of tension, and how the seller let it end.';
comment on column tensions.call_id is 'The call.';
comment on column tensions.tension_id is 'Number of the moment in the call, from 0.';
comment on column tensions.ended is 'held-solved, held, abandoned.';
comment on column tensions.question_id is 'The question that led to it, if one did.';
comment on column tensions.confidence is 'How sure this is, ratio 0-1.';
comment on column tensions.cue is 'What in the words gave it away.';
comment on column tensions.start_s is 'Start, seconds from the start of the recording.';
comment on column tensions.end_s is 'End, seconds from the start of the recording.';
comment on column tensions.quote is 'The words said.';

create table interruptions (
    call_id varchar not null,
    interruption_id integer not null check (interruption_id >= 0),
    start_s double not null,
    end_s double not null,
    quote varchar not null,
    primary key (call_id, interruption_id)
);

comment on table interruptions is 'One row per time the seller took the floor while the customer was speaking.';
comment on column interruptions.call_id is 'The call.';
comment on column interruptions.interruption_id is 'Number of the interruption in the call, from 0.';
comment on column interruptions.start_s is 'Start, seconds from the start of the recording.';
comment on column interruptions.end_s is 'End, seconds from the start of the recording.';
comment on column interruptions.quote is 'The words said.';

create table flags (
    call_id varchar not null,
    flag varchar not null check (
        flag in (
            'good_conversation', 'quote_without_commitment', 'lingering_maybe', 'rescued_customer',
            'no_probing', 'seller_dominates', 'problem_dropped', 'tension_abandoned',
            'claim_not_found', 'check_by_hand', 'exemplary'
        )
    ),
    severity integer not null check (severity >= 0),
    sentence varchar not null,
    primary key (call_id, flag)
);

comment on table flags is 'One row per reason for the coach to look at a call.';
comment on column flags.call_id is 'The call.';
comment on column flags.flag is 'Name of the flag.';
comment on column flags.severity is 'How pressing; higher is graver, 0 is praise.';
comment on column flags.sentence is 'Why, in the language of the call.';

create table flag_moments (
    call_id varchar not null,
    flag varchar not null,
    moment_id integer not null check (moment_id >= 0),
    start_s double not null,
    end_s double not null,
    quote varchar not null,
    primary key (call_id, flag, moment_id)
);

comment on table flag_moments is 'One row per moment that bears a flag out.';
comment on column flag_moments.call_id is 'The call.';
comment on column flag_moments.flag is 'The flag.';
comment on column flag_moments.moment_id is 'Number of the moment under that flag, from 0.';
comment on column flag_moments.start_s is 'Start, seconds from the start of the recording.';
comment on column flag_moments.end_s is 'End, seconds from the start of the recording.';
comment on column flag_moments.quote is 'The words said.';

create table not_measurable (
    call_id varchar not null,
    measure varchar not null,
    reason varchar not null,
    primary key (call_id, measure)
);

comment on table not_measurable is 'One row per measure of a call that the recording does not carry.';
comment on column not_measurable.call_id is 'The call.';
comment on column not_measurable.measure is 'What could not be measured.';
comment on column not_measurable.reason is 'Why, in a sentence.';

create table doubts (
    call_id varchar not null,
    code varchar not null,
    detail varchar not null,
    primary key (call_id, code)
);

comment on table doubts is 'One row per thing about a recording that makes measures untrustworthy.';
comment on column doubts.call_id is 'The call.';
comment on column doubts.code is 'What it is: words_untrusted, one_speaker, bleed ...';
comment on column doubts.detail is 'A sentence with the figure that led to it.';
