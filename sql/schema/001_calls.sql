-- calls, and what there is exactly one row of per call: talk, counts, scores

create table calls (
    call_id varchar primary key check (call_id <> ''),
    recording varchar not null,
    record varchar not null,
    started_at timestamp,
    duration_s double not null check (duration_s >= 0),
    layout varchar not null check (layout in ('stereo', 'mono')),
    language varchar,
    seller varchar,
    customer varchar,
    account varchar,
    direction varchar,
    deal_stage varchar,
    consent boolean,
    report varchar,
    roles_known boolean not null,
    role_source varchar not null check (role_source in ('channel', 'sidecar', 'talk', 'none')),
    role_confidence double not null check (role_confidence between 0 and 1),
    outcome varchar check (outcome in ('order', 'advance', 'no', 'continuation', 'none')),
    outcome_reason varchar not null,
    pleasantness_per_100_turns double check (pleasantness_per_100_turns >= 0),
    summary varchar not null,
    transcriber varchar not null,
    transcriber_hash varchar not null,
    diarizer varchar,
    diarizer_hash varchar,
    activity varchar not null,
    demo_models boolean not null,
    program_version varchar not null,
    pack_hash varchar,
    settings_hash varchar not null,
    record_schema integer not null
);

comment on table calls is 'One row per call: who, when, what came of it, and what measured it.';
comment on column calls.call_id is 'Hash of the recording''s bytes: the same recording is the same call.';
comment on column calls.recording is 'File name of the recording as it came in.';
comment on column calls.record is 'File name of the record this row was loaded from.';
comment on column calls.started_at is 'When the call began, wall clock where it was made; NULL if nobody said.';
comment on column calls.duration_s is 'Length of the recording, seconds.';
comment on column calls.layout is 'stereo: a channel a side; mono: both sides in one channel, told apart by voice.';
comment on column calls.language is 'Language of the call, ISO 639-1; NULL if it could not be told.';
comment on column calls.seller is 'Name of the seller, from the sidecar.';
comment on column calls.customer is 'Name of the customer, from the sidecar.';
comment on column calls.account is 'The customer''s firm, from the sidecar.';
comment on column calls.direction is 'Who rang whom, from the sidecar.';
comment on column calls.deal_stage is 'Where the deal stood, from the sidecar.';
comment on column calls.consent is 'False where somebody did not agree to be recorded; NULL if nobody said.';
comment on column calls.report is 'The seller''s own report of the call, from the sidecar.';
comment on column calls.roles_known is 'Whether it is sure enough who sells; if not, nothing directional is claimed.';
comment on column calls.role_source is 'What told who sells: channel, sidecar, talk, none.';
comment on column calls.role_confidence is 'How sure that is, ratio 0-1.';
comment on column calls.outcome is 'order, advance, no, continuation, none (Rackham 1988); NULL if not measurable.';
comment on column calls.outcome_reason is 'Why, in the language of the call.';
comment on column calls.pleasantness_per_100_turns is 'Courtesy, agreement and appreciation in words, per 100 turns.';
comment on column calls.summary is 'The call in a sentence, in its own language.';
comment on column calls.transcriber is 'Model that wrote down the words.';
comment on column calls.transcriber_hash is 'Hash of that model''s files.';
comment on column calls.diarizer is 'Model that told the voices apart; NULL for a channel a side.';
comment on column calls.diarizer_hash is 'Hash of that model''s files.';
comment on column calls.activity is 'What found where there is speech.';
comment on column calls.demo_models is 'True if the demo models were used: they understand the demo''s voices only.';
comment on column calls.program_version is 'Version of callprobe that measured the call.';
comment on column calls.pack_hash is 'Hash of the language pack in force; NULL if the language is unknown.';
comment on column calls.settings_hash is 'Hash of the settings in force.';
comment on column calls.record_schema is 'Version of the record''s form.';

create table talk (
    call_id varchar primary key,
    seller_speech_s double check (seller_speech_s >= 0),
    customer_speech_s double check (customer_speech_s >= 0),
    seller_share_of_speech double check (seller_share_of_speech between 0 and 1),
    seller_share_of_call double check (seller_share_of_call between 0 and 1),
    customer_share_of_call double check (customer_share_of_call between 0 and 1),
    silence_share double check (silence_share between 0 and 1),
    overlap_share double check (overlap_share between 0 and 1),
    longest_seller_monologue_s double check (longest_seller_monologue_s >= 0),
    longest_seller_monologue_at_s double,
    longest_customer_story_s double check (longest_customer_story_s >= 0),
    longest_customer_story_at_s double,
    turn_switches_per_min double check (turn_switches_per_min >= 0),
    seller_words_per_min double check (seller_words_per_min >= 0),
    customer_words_per_min double check (customer_words_per_min >= 0),
    patience_s double,
    seller_interruptions integer check (seller_interruptions >= 0),
    customer_share_first_third double check (customer_share_first_third between 0 and 1),
    customer_share_middle_third double check (customer_share_middle_third between 0 and 1),
    customer_share_last_third double check (customer_share_last_third between 0 and 1)
);

comment on table talk is 'One row per call: who spoke how long, and how they took turns. NULL: not measurable.';
comment on column talk.call_id is 'The call.';
comment on column talk.seller_speech_s is 'Seconds in which the seller speaks.';
comment on column talk.customer_speech_s is 'Seconds in which the customer speaks.';
comment on column talk.seller_share_of_speech is 'Seller / (seller + customer) seconds of speech, ratio 0-1.';
comment on column talk.seller_share_of_call is 'Seller''s speech / length of the call, ratio 0-1.';
comment on column talk.customer_share_of_call is 'Customer''s speech / length of the call, ratio 0-1.';
comment on column talk.silence_share is 'Part of the call in which nobody speaks, ratio 0-1.';
comment on column talk.overlap_share is 'Part of the call in which both speak, ratio 0-1.';
comment on column talk.longest_seller_monologue_s is 'The seller''s longest stretch, inner pauses included, seconds.';
comment on column talk.longest_seller_monologue_at_s is 'Where it begins, seconds from the start.';
comment on column talk.longest_customer_story_s is 'The customer''s longest stretch, inner pauses included, seconds.';
comment on column talk.longest_customer_story_at_s is 'Where it begins, seconds from the start.';
comment on column talk.turn_switches_per_min is 'How often the floor changes hands, per minute.';
comment on column talk.seller_words_per_min is 'The seller''s pace, words per minute of own speech.';
comment on column talk.customer_words_per_min is 'The customer''s pace, words per minute of own speech.';
comment on column talk.patience_s is 'Median gap from the end of a customer''s turn to the seller''s next, seconds; negative: overlap.';
comment on column talk.seller_interruptions is 'How often the seller takes the floor while the customer is speaking.';
comment on column talk.customer_share_first_third is 'Customer''s share of speech in the first third of the call, ratio 0-1.';
comment on column talk.customer_share_middle_third is 'The same in the middle third, ratio 0-1.';
comment on column talk.customer_share_last_third is 'The same in the last third, ratio 0-1.';

create table counts (
    call_id varchar primary key,
    seller_questions integer check (seller_questions >= 0),
    customer_questions integer check (customer_questions >= 0),
    seller_questions_per_hour double check (seller_questions_per_hour >= 0),
    open_share double check (open_share between 0 and 1),
    probing_questions integer check (probing_questions between 0 and seller_questions),
    probing_share double check (probing_share between 0 and 1),
    deepest_chain integer check (deepest_chain >= 0),
    stacked_questions integer check (stacked_questions >= 0),
    problems_named integer check (problems_named >= 0),
    problems_dug_into_share double check (problems_dug_into_share between 0 and 1),
    questions_first_third integer check (questions_first_third >= 0),
    questions_middle_third integer check (questions_middle_third >= 0),
    questions_last_third integer check (questions_last_third >= 0),
    silences_kept integer check (silences_kept >= 0),
    silences_rescued integer check (silences_rescued >= 0),
    silences_run_on integer check (silences_run_on >= 0),
    silences_unanswered integer check (silences_unanswered >= 0),
    silence_kept_rate double check (silence_kept_rate between 0 and 1),
    rescue_rate double check (rescue_rate between 0 and 1),
    extended_silences integer check (extended_silences >= 0),
    longest_silence_s double,
    pauses_under_half_s integer check (pauses_under_half_s >= 0),
    pauses_half_to_1_s integer check (pauses_half_to_1_s >= 0),
    pauses_1_to_2_s integer check (pauses_1_to_2_s >= 0),
    pauses_2_to_3_s integer check (pauses_2_to_3_s >= 0),
    pauses_from_3_s integer check (pauses_from_3_s >= 0)
);

comment on table counts is 'One row per call: sums over its questions and silences. NULL: not measurable, or nothing to take a share of.';
comment on column counts.call_id is 'The call.';
comment on column counts.seller_questions is 'Questions the seller asked; courtesies and the like not counted.';
comment on column counts.customer_questions is 'Questions the customer asked.';
comment on column counts.seller_questions_per_hour is 'Seller''s questions per hour of call.';
comment on column counts.open_share is 'Part of the seller''s questions that are open, ratio 0-1.';
comment on column counts.probing_questions is 'Seller''s questions that dig: problem, implication, decision, commitment, confrontation, or into the last answer.';
comment on column counts.probing_share is 'Part of the seller''s questions that dig, ratio 0-1.';
comment on column counts.deepest_chain is 'Length of the longest chain of follow-ups on one topic.';
comment on column counts.stacked_questions is 'Questions asked on top of one that was not answered yet.';
comment on column counts.problems_named is 'Problems the customer named.';
comment on column counts.problems_dug_into_share is 'Part of those that the seller asked about next, ratio 0-1.';
comment on column counts.questions_first_third is 'Seller''s questions in the first third of the call.';
comment on column counts.questions_middle_third is 'The same in the middle third.';
comment on column counts.questions_last_third is 'The same in the last third.';
comment on column counts.silences_kept is 'Probing questions that the customer answered before the seller spoke again.';
comment on column counts.silences_rescued is 'Probing questions after which the seller broke a silence of half a second or more.';
comment on column counts.silences_run_on is 'Probing questions after which the seller spoke on at once.';
comment on column counts.silences_unanswered is 'Probing questions that were never answered.';
comment on column counts.silence_kept_rate is 'kept / (kept + rescued + run-on), ratio 0-1.';
comment on column counts.rescue_rate is 'rescued / (kept + rescued + run-on), ratio 0-1.';
comment on column counts.extended_silences is 'Silences of 3 seconds and more that were held: a strength.';
comment on column counts.longest_silence_s is 'The longest silence after a probing question, seconds.';
comment on column counts.pauses_under_half_s is 'Probing questions followed by a pause under 0.5 s.';
comment on column counts.pauses_half_to_1_s is '... from 0.5 to 1 s.';
comment on column counts.pauses_1_to_2_s is '... from 1 to 2 s.';
comment on column counts.pauses_2_to_3_s is '... from 2 to 3 s.';
comment on column counts.pauses_from_3_s is '... of 3 s and more.';

create table scores (
    call_id varchar primary key,
    total double check (total between 0 and 100),
    progress double check (progress >= 0),
    silence double check (silence >= 0),
    probing double check (probing >= 0),
    customer_map double check (customer_map >= 0),
    room double check (room >= 0),
    missing varchar,
    check ((total is null) = (missing is not null))
);

comment on table scores is 'One row per call: the progress score and its parts, points. A coaching aid, not for employment decisions.';
comment on column scores.call_id is 'The call.';
comment on column scores.total is 'The sum, 0-100; NULL if a part is not measurable.';
comment on column scores.progress is 'Points for what came of the call.';
comment on column scores.silence is 'Points for the silences kept after probing questions.';
comment on column scores.probing is 'Points for probing questions and for digging on.';
comment on column scores.customer_map is 'Points for needs, enthusiasm and aversion brought to the table.';
comment on column scores.room is 'Points for the room left to the customer.';
comment on column scores.missing is 'Which part is not measurable, and why.';
