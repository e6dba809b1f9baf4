-- one row per coach who gave a verdict: what is shown in place of the name, who was first being 1
create or replace temp table author_numbers as
select
    author as name,
    'coach ' || row_number() over (order by min(given_at), author) as shown
from reviews
group by author;
