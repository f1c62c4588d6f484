-- Calls that we place. In here before they are acknowledged; "trying" before the phone rings. So after a crash each is known to
-- have been placed (trying, answered) or not (waiting, queued).
create table outbound_call (
    id              text primary key,
    conversation    text        not null unique,
    state           text        not null check (state in ('waiting', 'queued', 'trying', 'answered', 'ended')),
    target          text        not null,
    caller_id       text,
    trunk           text,
    variables       json        not null,
    answer_within   bigint      not null,
    on_machine      text        not null,
    idempotency_key text unique,
    fingerprint     text        not null,
    promise         text unique,
    promised_in     text,
    carried         text,
    tries           integer     not null default 0,
    due_at          timestamptz not null,
    created_at      timestamptz not null,
    placed_at       timestamptz,
    answered_at     timestamptz,
    ended_at        timestamptz,
    outcome         text,
    status          integer,
    ended_by        text
);
create index outbound_call_open on outbound_call (state, due_at) where state <> 'ended';
create index outbound_call_target on outbound_call (target, placed_at desc);
create index outbound_call_ended on outbound_call (ended_at desc) where state = 'ended';
