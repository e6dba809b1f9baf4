-- what was said and found, many rows a call; (call_id, number) is the key everywhere

create table turns (
    call_id varchar not null,
    turn_id integer not null check (turn_id >= 0),
    side varchar not null check (side in ('seller', 'customer', 'other')),
    start_s double not null,
    end_s double not null,
    text varchar not null,
    primary key (call_id, turn_id),
    check (end_s >= start_s)
);

comment on table turns is 'One row per turn: the floor held by one side.';
comment on column turns.call_id is 'The call.';
comment on column turns.turn_id is 'Number of the turn in the call, from 0.';
comment on column turns.side is 'seller, customer, or other.';
comment on column turns.start_s is 'Start, seconds from the start of the recording.';
comment on column turns.end_s is 'End, seconds from the start of the recording.';
comment on column turns.text is 'The words said.';

create table questions (
    call_id varchar not null,
    question_id integer not null check (question_id >= 0),
    turn_id integer not null,
    side varchar not null check (side in ('seller', 'customer', 'other')),
    start_s double not null,
    end_s double not null,
    text varchar not null,
    form varchar not null check (form in ('open', 'closed', 'choice', 'check', 'declarative')),
    purpose varchar check (
        purpose in (
            'situation', 'problem', 'implication', 'need-payoff',
            'decision', 'commitment', 'confrontation', 'other'
        )
    ),
    counted boolean not null,
    not_counted varchar check (
        not_counted in (
            'courtesy', 'procedural', 'backchannel', 'rhetorical', 'quoted', 'echo', 'request', 'menu'
        )
    ),
    probing boolean not null,
    follow_up boolean not null,
    chain integer not null check (chain >= 0),
    stacked boolean not null,
    answered boolean,
    confidence double not null check (confidence between 0 and 1),
    cue varchar not null,
    primary key (call_id, question_id),
    check (end_s >= start_s),
    check (counted = (not_counted is null))
);

comment on table questions is 'One row per question, and per look-alike that was set aside.';
comment on column questions.call_id is 'The call.';
comment on column questions.question_id is 'Number of the question in the call.';
comment on column questions.turn_id is 'The turn it stands in.';
comment on column questions.side is 'Who asked.';
comment on column questions.start_s is 'Start, seconds from the start of the recording.';
comment on column questions.end_s is 'End, seconds from the start of the recording.';
comment on column questions.text is 'The words.';
comment on column questions.form is 'open, closed, choice, check, declarative (ISO 24617-2).';
comment on column questions.purpose is 'What a seller''s question is after; NULL for a customer''s.';
comment on column questions.counted is 'Whether it is a real question.';
comment on column questions.not_counted is 'Why it is not counted.';
comment on column questions.probing is 'Whether it digs.';
comment on column questions.follow_up is 'Whether it continues what the customer said last.';
comment on column questions.chain is 'Depth of the chain of follow-ups it stands in; 1 = none.';
comment on column questions.stacked is 'Whether it was asked on top of one that was not answered yet.';
comment on column questions.answered is 'Whether an answer followed; NULL if that cannot be told.';
comment on column questions.confidence is 'How sure this is, ratio 0-1.';
comment on column questions.cue is 'What in the words gave it away.';

create table silences (
    call_id varchar not null,
    question_id integer not null,
    probing boolean not null,
    start_s double not null,
    end_s double not null,
    pause_s double,
    time_to_answer_s double,
    seller_silence_s double,
    broken_by varchar not null check (broken_by in ('customer', 'seller', 'end')),
    result varchar not null check (result in ('kept', 'rescued', 'run-on', 'unanswered')),
    answer varchar not null check (answer in ('answered', 'evaded', 'none')),
    rescue_kind varchar check (
        rescue_kind in ('rephrased', 'answered', 'options', 'stacked', 'softened', 'topic')
    ),
    after_answer_s double,
    hesitations varchar not null,
    quote varchar not null,
    primary key (call_id, question_id),
    check (rescue_kind is null or result in ('rescued', 'run-on'))
);

comment on table silences is 'One row per silence after a seller''s question.';
comment on column silences.call_id is 'The call.';
comment on column silences.question_id is 'The question it follows.';
comment on column silences.probing is 'Whether that question digs; the scorecard counts only these.';
comment on column silences.start_s is 'End of the question, seconds from the start of the recording.';
comment on column silences.end_s is 'End of the silence, seconds from the start of the recording.';
comment on column silences.pause_s is 'End of the question to the first speech of anyone, seconds; negative: overlap; sounds of hesitation do not end it.';
comment on column silences.time_to_answer_s is 'End of the question to the customer''s first substantive speech, seconds.';
comment on column silences.seller_silence_s is 'How long the seller kept silent, seconds.';
comment on column silences.broken_by is 'Who ended it: customer, seller, end (of the call).';
comment on column silences.result is 'kept, rescued, run-on, unanswered.';
comment on column silences.answer is 'answered, evaded, none.';
comment on column silences.rescue_kind is 'How the seller broke it; NULL where it was kept or nobody spoke.';
comment on column silences.after_answer_s is 'End of the answer to the seller''s next turn, seconds: the second wait.';
comment on column silences.hesitations is 'Sounds of hesitation heard in it, comma-separated.';
comment on column silences.quote is 'The words around it.';

create table commitments (
    call_id varchar not null,
    commitment_id integer not null check (commitment_id >= 0),
    by_side varchar not null check (by_side in ('customer', 'seller', 'joint')),
    kind varchar not null check (kind in ('commit', 'accept', 'decline', 'stall')),
    step varchar not null check (
        step in (
            'order', 'pay', 'meeting', 'decision_maker', 'trial', 'deliver',
            'internal', 'quote', 'information', 'call_back', 'other'
        )
    ),
    what varchar not null,
    when_text varchar,
    when_date date,
    conditional boolean not null,
    condition varchar,
    grade varchar check (grade in ('A', 'B', 'C')),
    answers_turn_id integer,
    confidence double not null check (confidence between 0 and 1),
    cue varchar not null,
    start_s double not null,
    end_s double not null,
    quote varchar not null,
    primary key (call_id, commitment_id),
    check ((grade is null) = (kind in ('decline', 'stall')))
);

comment on table commitments is 'One row per act of committing, accepting, declining or stalling.';
comment on column commitments.call_id is 'The call.';
comment on column commitments.commitment_id is 'Number of the act in the call.';
comment on column commitments.by_side is 'Who owes it: customer, seller, joint.';
comment on column commitments.kind is 'commit, accept, decline, stall.';
comment on column commitments.step is 'What it is about: order, meeting, trial, quote ...';
comment on column commitments.what is 'The step in words.';
comment on column commitments.when_text is 'When, in the words said.';
comment on column commitments.when_date is 'That day, resolved against the day of the call.';
comment on column commitments.conditional is 'Whether it hangs on a condition.';
comment on column commitments.condition is 'The condition, in the words said.';
comment on column commitments.grade is 'A: what, who and when; B: what and who; C: tentative; NULL for a decline or stall.';
comment on column commitments.answers_turn_id is 'The turn with the proposal it answers.';
comment on column commitments.confidence is 'How sure this is, ratio 0-1.';
comment on column commitments.cue is 'What in the words gave it away.';
comment on column commitments.start_s is 'Start of its evidence, seconds from the start of the recording.';
comment on column commitments.end_s is 'End of its evidence, seconds from the start of the recording.';
comment on column commitments.quote is 'The words said.';
