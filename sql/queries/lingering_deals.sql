-- Which accounts have been talked to again and again without getting anywhere?
select
    account,
    calls_without_progress,
    without_progress_since as since,
    last_call,
    sellers_without_progress as sellers
from account_momentum
where
    calls_without_progress >= 2
    and asked_for(account, getvariable('account'))
    -- the whole row of calls counts, whoever held them
    and asked_for(sellers_without_progress, getvariable('seller'))
    and (getvariable('since') is null or last_call >= getvariable('since'))
order by
    calls_without_progress desc,
    last_call desc,
    account;
