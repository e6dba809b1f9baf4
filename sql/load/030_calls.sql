-- one row per call
insert into calls by name
select
    call.id as call_id,
    call.recording,
    parse_filename(filename) as record,
    -- the wall clock of the call, whatever its time zone
    try_cast(left(call.started_at, 19) as timestamp) as started_at,
    make_timestamp(epoch_us(try_cast(
        if(regexp_matches(call.started_at, '(Z|[+-]\d\d:?\d\d)$', 'i'), call.started_at, call.started_at || 'Z')
        as timestamptz
    ))) as started_utc,
    heard.duration as duration_s,
    heard.layout,
    heard.language,
    nullif(trim(nfc_normalize(call.seller)), '') as seller,
    nullif(trim(nfc_normalize(call.customer)), '') as customer,
    nullif(trim(nfc_normalize(call.account)), '') as account,
    call.direction,
    call.deal_stage,
    call.consent,
    call.report,
    conversation.roles.known as roles_known,
    conversation.roles.source as role_source,
    conversation.roles.confidence as role_confidence,
    measures.outcome,
    measures.outcome_reason,
    measures.pleasantness_per_100_turns,
    measures.summary,
    heard.engines.transcriber,
    heard.engines.transcriber_hash,
    heard.engines.diarizer,
    heard.engines.diarizer_hash,
    heard.engines.activity,
    heard.engines.demo as demo_models,
    program as program_version,
    pack_hash,
    settings_hash,
    schema as record_schema
from staged;
