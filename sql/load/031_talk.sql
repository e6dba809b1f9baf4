-- one row per call
insert into talk by name
with

measured as (
    select
        call.id as call_id,
        unnest(measures.talk)
    from staged
)

select
    call_id,
    seller_speech_s,
    customer_speech_s,
    seller_talk_share_of_speech as seller_share_of_speech,
    seller_talk_share_of_call as seller_share_of_call,
    customer_talk_share_of_call as customer_share_of_call,
    silence_share,
    overlap_share,
    longest_seller_monologue_s,
    longest_seller_monologue.start as longest_seller_monologue_at_s,
    longest_customer_story_s,
    longest_customer_story.start as longest_customer_story_at_s,
    turn_switches_per_min,
    seller_words_per_min,
    customer_words_per_min,
    patience_s,
    seller_interruptions,
    customer_share_by_third[1] as customer_share_first_third,
    customer_share_by_third[2] as customer_share_middle_third,
    customer_share_by_third[3] as customer_share_last_third
from measured;
