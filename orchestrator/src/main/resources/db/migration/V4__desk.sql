-- Two people may have a request before them and approve it; what is only likely is drafted before it is asked.
alter table guidance add column holds json not null default '[]';
alter table guidance add column approvals json not null default '[]';
alter table guidance add column likely boolean not null default false;
update guidance
set holds = json_build_array(json_build_object('agent', offered_to, 'since', created_at, 'until', offer_until))
where offered_to is not null;
alter table guidance drop column offered_to;
alter table guidance drop column offer_until;
create index guidance_settled on guidance (closed_at desc) where closed_at is not null;

-- Null: no limit of its own.
alter table agent_presence add column capacity_voice integer check (capacity_voice >= 0);
alter table agent_presence add column capacity_chat integer check (capacity_chat >= 0);

-- Who did what with a request, when and with which outcome.
create table guidance_audit (
    seq      bigint generated always as identity primary key,
    guidance text        not null,
    at       timestamptz not null,
    who      text,
    what     text        not null,
    outcome  text,
    detail   text
);
create index guidance_audit_by_guidance on guidance_audit (guidance, seq);
create index guidance_audit_by_deed on guidance_audit (what, at desc);
