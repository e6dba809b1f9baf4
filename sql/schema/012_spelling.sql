-- what the columns of names hold in what is published

comment on column calls.seller is 'Name of the seller, from the sidecar; where calls differ in capitals and blanks alone, published as most of them have it.';
comment on column calls.customer is 'Name of the customer, from the sidecar; spelled alike, as the seller''s.';
comment on column calls.account is 'The customer''s firm, from the sidecar; spelled alike, as the seller''s.';
comment on column participants.name is 'Name, as in calls; NULL if nobody said.';
