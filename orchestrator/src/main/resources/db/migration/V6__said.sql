-- What was said to customers, and by which event it was caused: written in the same statement as that event. A line of
-- null is a sentence that was kept back because its claim had no cause.
create table said (
    conversation text        not null,
    seq          bigint      not null,
    n            integer     not null,
    line         bigint,
    party        text        not null,
    text         text        not null,
    cause        text        not null,
    at           timestamptz not null,
    primary key (conversation, seq, n)
);
