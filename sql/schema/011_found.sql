-- what a verdict was about, to leave it out of the precision once something else is found there

alter table reviews add column found varchar;

comment on column reviews.found is 'What callprobe had found there, as the coach saw it: a silence''s result, a commitment''s who, kind and step, or how tension ended; NULL: a flag, a mark, or an earlier version''s verdict.';
