-- Questions put to people. version counts the moves that one broker made, so that its writes may overtake each other.
create table guidance (
    id            text primary key,
    node          text        not null,
    conversation  text        not null,
    state         text        not null check (state in
        ('OPEN', 'OFFERED', 'ACCEPTED', 'ANSWERED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
    request       json        not null,
    offered_to    text,
    offer_until   timestamptz,
    passed        text[]      not null default '{}',
    answer        json,
    withdrawn_for text,
    version       integer     not null default 0,
    created_at    timestamptz not null,
    answer_by     timestamptz not null,
    closed_at     timestamptz,
    delivered     boolean     not null default false
);
create index guidance_open on guidance (node, answer_by) where state in ('OPEN', 'OFFERED', 'ACCEPTED');
create index guidance_undelivered on guidance (node) where state in ('ANSWERED', 'DECLINED', 'EXPIRED') and not delivered;
create index guidance_by_conversation on guidance (conversation);
create index guidance_newest on guidance (created_at desc);

-- What a person allowed: one tool, these arguments, once. The token itself is not kept, only its id.
create table approval_token (
    id           text primary key,
    conversation text        not null,
    guidance     text        not null unique,
    tool         text        not null,
    arguments    json        not null,
    fingerprint  text        not null,
    granted_by   text        not null,
    granted_at   timestamptz not null,
    expires_at   timestamptz not null,
    used_by_call text,
    used_at      timestamptz
);

-- Keys that this installation made for itself.
create table installation_key (
    name  text primary key,
    value bytea not null
);

-- Presence outlives restarts.
create table agent_presence (
    agent    text primary key,
    presence text        not null,
    capacity integer     not null check (capacity >= 0),
    at       timestamptz not null
);
