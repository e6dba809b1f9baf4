-- one row per call of the records given; where two files hold one call, the last by name
create or replace temp table staged as
with

documents as (
    select
        filename,
        content
    from read_text(?)
),

records as (
    select
        filename,
        -- records of earlier versions have none
        from_json(
            content -> '$.conversation.roles.doubts', '[{"code": "varchar", "detail": "varchar"}]'
        ) as role_doubts,
        from_json(
            content -> '$.conversation.interludes',
            '[{"kind": "varchar", "start": "double", "end": "double", "cue": "varchar", "text": "varchar"}]'
        ) as interludes,
        from_json(
            content -> '$.measures.silences', '[{"confidence": "double", "cue": "varchar"}]'
        ) as silences_told,
        unnest(from_json_strict(content, '{
            "schema": "integer",
            "program": "varchar",
            "settings_hash": "varchar",
            "pack_hash": "varchar",
            "call": {
                "id": "varchar",
                "recording": "varchar",
                "started_at": "varchar",
                "seller": "varchar",
                "customer": "varchar",
                "account": "varchar",
                "direction": "varchar",
                "deal_stage": "varchar",
                "consent": "boolean",
                "report": "varchar"
            },
            "heard": {
                "duration": "double",
                "layout": "varchar",
                "language": "varchar",
                "doubts": [{"code": "varchar", "detail": "varchar"}],
                "engines": {
                    "transcriber": "varchar",
                    "transcriber_hash": "varchar",
                    "diarizer": "varchar",
                    "diarizer_hash": "varchar",
                    "activity": "varchar",
                    "demo": "boolean"
                }
            },
            "conversation": {
                "roles": {"source": "varchar", "confidence": "double", "known": "boolean"},
                "turns": [{
                    "id": "integer",
                    "side": "varchar",
                    "start": "double",
                    "end": "double",
                    "text": "varchar"
                }]
            },
            "measures": {
                "talk": {
                    "seller_speech_s": "double",
                    "customer_speech_s": "double",
                    "seller_talk_share_of_speech": "double",
                    "seller_talk_share_of_call": "double",
                    "customer_talk_share_of_call": "double",
                    "silence_share": "double",
                    "overlap_share": "double",
                    "longest_seller_monologue_s": "double",
                    "longest_seller_monologue": {"start": "double"},
                    "longest_customer_story_s": "double",
                    "longest_customer_story": {"start": "double"},
                    "turn_switches_per_min": "double",
                    "seller_words_per_min": "double",
                    "customer_words_per_min": "double",
                    "patience_s": "double",
                    "seller_interruptions": "integer",
                    "interruptions": [{"turn_ids": ["integer"], "start": "double", "end": "double", "quote": "varchar"}],
                    "customer_share_by_third": ["double"]
                },
                "questions": [{
                    "id": "integer",
                    "side": "varchar",
                    "turn_id": "integer",
                    "text": "varchar",
                    "start": "double",
                    "end": "double",
                    "form": "varchar",
                    "purpose": "varchar",
                    "counted": "boolean",
                    "not_counted": "varchar",
                    "probing": "boolean",
                    "follow_up": "boolean",
                    "chain": "integer",
                    "stacked": "boolean",
                    "answered": "boolean",
                    "confidence": "double",
                    "cue": "varchar"
                }],
                "silences": [{
                    "question_id": "integer",
                    "probing": "boolean",
                    "start": "double",
                    "end": "double",
                    "pause_s": "double",
                    "time_to_answer_s": "double",
                    "seller_silence_s": "double",
                    "broken_by": "varchar",
                    "result": "varchar",
                    "answer": "varchar",
                    "rescue_kind": "varchar",
                    "after_answer_s": "double",
                    "hesitations": ["varchar"],
                    "evidence": {"turn_ids": ["integer"], "quote": "varchar"}
                }],
                "counts": {
                    "seller_questions": "integer",
                    "customer_questions": "integer",
                    "seller_questions_per_hour": "double",
                    "open_share": "double",
                    "probing_questions": "integer",
                    "probing_share": "double",
                    "deepest_chain": "integer",
                    "stacked_questions": "integer",
                    "problems_named": "integer",
                    "problems_dug_into_share": "double",
                    "questions_by_third": ["integer"],
                    "silences_kept": "integer",
                    "silences_rescued": "integer",
                    "silences_run_on": "integer",
                    "silences_unanswered": "integer",
                    "silence_kept_rate": "double",
                    "rescue_rate": "double",
                    "extended_silences": "integer",
                    "longest_silence_s": "double",
                    "pause_bands": ["integer"]
                },
                "commitments": [{
                    "id": "integer",
                    "by": "varchar",
                    "kind": "varchar",
                    "step": "varchar",
                    "what": "varchar",
                    "when_text": "varchar",
                    "when_date": "date",
                    "conditional": "boolean",
                    "condition": "varchar",
                    "grade": "varchar",
                    "answers_turn_id": "integer",
                    "confidence": "double",
                    "cue": "varchar",
                    "evidence": {"turn_ids": ["integer"], "start": "double", "end": "double", "quote": "varchar"}
                }],
                "customer_map": [{
                    "kind": "varchar",
                    "cue": "varchar",
                    "confidence": "double",
                    "evidence": {"turn_ids": ["integer"], "start": "double", "end": "double", "quote": "varchar"}
                }],
                "tensions": [{
                    "ended": "varchar",
                    "cue": "varchar",
                    "confidence": "double",
                    "question_id": "integer",
                    "evidence": {"turn_ids": ["integer"], "start": "double", "end": "double", "quote": "varchar"}
                }],
                "pleasantness_per_100_turns": "double",
                "outcome": "varchar",
                "outcome_reason": "varchar",
                "flags": [{
                    "name": "varchar",
                    "severity": "integer",
                    "sentence": "varchar",
                    "evidence": [{"turn_ids": ["integer"], "start": "double", "end": "double", "quote": "varchar"}]
                }],
                "score": {
                    "total": "double",
                    "progress": "double",
                    "silence": "double",
                    "probing": "double",
                    "customer_map": "double",
                    "room": "double",
                    "missing": "varchar"
                },
                "summary": "varchar",
                "not_measurable": [{"measure": "varchar", "reason": "varchar"}]
            }
        }'))
    from documents
)

select *
from records
qualify row_number() over (partition by call.id order by filename desc) = 1;
