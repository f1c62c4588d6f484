-- An approval is for a customer too, may need two people, can be voided, and is signed with a key pair. Tokens of the
-- old kind are no longer accepted; their rows stay as facts.
alter table approval_token
    alter column granted_by type text[] using array [granted_by],
    add column customer    text    not null default '',
    add column token       text unique,
    add column required    integer not null default 1 check (required >= 1),
    add column revoked_at  timestamptz,
    add column revoked_for text,
    add constraint enough_people check (cardinality(granted_by) >= required),
    add constraint used_or_revoked check (used_at is null or revoked_at is null);
alter table approval_token alter column customer drop default, alter column required drop default;
delete from installation_key where name = 'approval';
