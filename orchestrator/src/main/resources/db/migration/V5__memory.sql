-- What people answered to questions whose answers may be learned from. Rows follow the guidance table, which is the truth.
create table memory_answer (
    guidance     text primary key,
    conversation text        not null,
    task         text        not null,
    point        text        not null,
    kind         text        not null,
    risk         text        not null,
    question     text        not null,
    facts        json        not null,
    -- 384 signed bytes, whatever their length; likeness is their cosine
    embedding    bytea       not null,
    answer       text        not null,
    label        text        not null,
    answer_text  text        not null,
    -- false: holds something of its own customer's
    tellable     boolean     not null,
    agent        text        not null,
    at           timestamptz not null,
    outcome      text
);
create index memory_answer_like on memory_answer (task, point, kind, at desc);
create index memory_answer_open on memory_answer (at) where outcome is null;
create index memory_answer_at on memory_answer (at);

-- What several people agreed on. A person switches it on.
create table proposed_rule (
    id          text primary key,
    state       text        not null check (state in ('proposed', 'shadow', 'on', 'off', 'expired', 'rolled_back')),
    task        text        not null,
    point       text        not null,
    kind        text        not null,
    question    text        not null,
    embedding   bytea       not null,
    conditions  json        not null,
    words       text[]      not null,
    answer      text        not null,
    label       text        not null,
    answer_text text        not null,
    evidence    text[]      not null,
    agents      text[]      not null,
    -- of the evidence: conversations that went well, and that did not
    base_helped integer     not null,
    base_failed integer     not null,
    agreed      integer     not null default 0,
    disagreed   integer     not null default 0,
    -- disagreements since the last agreement
    streak      integer     not null default 0,
    applied     integer     not null default 0,
    helped      integer     not null default 0,
    failed      integer     not null default 0,
    proposed_at timestamptz not null,
    expires_at  timestamptz not null,
    closed_at   timestamptz
);
create index proposed_rule_newest on proposed_rule (proposed_at desc);
create index proposed_rule_live on proposed_rule (task, point, kind) where state in ('proposed', 'shadow', 'on');

create table proposed_rule_change (
    rule       text        not null references proposed_rule (id) on delete cascade,
    at         timestamptz not null,
    who        text        not null,
    from_state text        not null,
    to_state   text        not null,
    reason     text        not null
);
create index proposed_rule_change_of on proposed_rule_change (rule, at);

-- finding what is new to remember, and the figures by day
create index guidance_answered on guidance (closed_at) where state in ('ANSWERED', 'DECLINED');
create index conversation_started on conversation (started_at);
