-- Where conversations stand, and everything that happened in them.
create table conversation (
    id          text primary key,
    state       text        not null check (state in ('live', 'ended')),
    channel     text        not null,
    task        text        not null,
    node        text        not null,
    resume      text unique,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    termination text
);
create index conversation_by_state on conversation (state, started_at desc);

-- json, not jsonb: the text comes back exactly as it was written, escaped NULs included.
create table journal (
    conversation text        not null,
    seq          bigint      not null check (seq > 0),
    at           timestamptz not null,
    type         text        not null,
    data         json        not null,
    primary key (conversation, seq)
);
