-- whether words are there: over their time a text of ours stands in place of all of them, and a
-- file for wider circles has none
create or replace macro words_kept(said) as said not in ('(no longer kept)', '');

comment on macro words_kept is 'Whether a text is what was said, and not empty or what stands in its place once its time is over.';
