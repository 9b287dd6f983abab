CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE inbox (
    id TEXT NOT NULL,
    team TEXT NOT NULL,
    lane TEXT NOT NULL,
    conversation TEXT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    error TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE conversations (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL,
    silent BOOLEAN NOT NULL,
    updated BIGINT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE messages (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at BIGINT NOT NULL,
    speaker TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    files TEXT NOT NULL,
    source TEXT NOT NULL,
    copies TEXT NOT NULL,
    "case" BIGINT NOT NULL,
    edited BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE outbox (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    place TEXT NOT NULL,
    "to" TEXT NOT NULL,
    conversation TEXT NOT NULL,
    kind TEXT NOT NULL,
    voice TEXT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL,
    due BIGINT NOT NULL,
    number BIGINT NOT NULL,
    "case" BIGINT NOT NULL,
    state TEXT NOT NULL,
    lease BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    platform_id TEXT NOT NULL,
    error TEXT NOT NULL,
    settled BIGINT NOT NULL, bundle TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE places (
    team TEXT NOT NULL,
    place TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (team, place)
)
 WITHOUT ROWID;
CREATE TABLE timers (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    lane TEXT NOT NULL,
    conversation TEXT NOT NULL,
    what TEXT NOT NULL,
    due BIGINT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE cases (
    team TEXT NOT NULL,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    conversation TEXT NOT NULL,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    thread TEXT NOT NULL,
    stage TEXT NOT NULL,
    department TEXT NOT NULL,
    tier BIGINT NOT NULL,
    urgent BOOLEAN NOT NULL,
    rule TEXT NOT NULL,
    brief TEXT NOT NULL,
    opened BIGINT NOT NULL,
    owner TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    claimed BIGINT NOT NULL,
    first_claim BIGINT NOT NULL,
    first_word BIGINT NOT NULL,
    last_staff BIGINT NOT NULL,
    last_customer BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    reason TEXT NOT NULL,
    card TEXT NOT NULL,
    alerts BIGINT NOT NULL,
    "order" TEXT NOT NULL,
    callback TEXT NOT NULL,
    told_owner_rule TEXT NOT NULL, call TEXT DEFAULT '' NOT NULL, call_secret TEXT DEFAULT '' NOT NULL, call_at BIGINT DEFAULT '0' NOT NULL, call_tries BIGINT DEFAULT '0' NOT NULL, call_asked BIGINT DEFAULT '0' NOT NULL, called BIGINT DEFAULT '0' NOT NULL,
    PRIMARY KEY (team, number)
);
CREATE TABLE bindings (
    team TEXT NOT NULL,
    person TEXT NOT NULL,
    customer TEXT NOT NULL,
    how TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, person)
);
CREATE TABLE codes (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    address TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE confirmations (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE audit (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE settings (
    team TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    at BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    PRIMARY KEY (team, name)
);
CREATE TABLE web_feed (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (id)
);
CREATE INDEX inbox_new ON inbox (at) WHERE state='new';
CREATE INDEX messages_told ON messages (team, conversation, at);
CREATE INDEX messages_of_case ON messages (team, "case", at) WHERE "case"<>0;
CREATE UNIQUE INDEX outbox_open ON outbox (team, place, number) WHERE state='queued' or state='sending' or state='unknown';
CREATE INDEX outbox_failed ON outbox (team, at) WHERE state='failed';
CREATE INDEX timers_due ON timers (due) WHERE state='set';
CREATE INDEX timers_of ON timers (team, conversation);
CREATE UNIQUE INDEX cases_open ON cases (team, conversation) WHERE stage<>'closed';
CREATE INDEX cases_of ON cases (team, conversation, number);
CREATE INDEX cases_at ON cases (team, stage);
CREATE INDEX bindings_of ON bindings (team, customer);
CREATE INDEX codes_by ON codes (team, person, at);
CREATE INDEX codes_to ON codes (team, address, at);
CREATE INDEX confirmations_of ON confirmations (team, conversation, at);
CREATE INDEX audit_at ON audit (team, at);
CREATE INDEX web_feed_shown ON web_feed (channel, seq);
CREATE TABLE discord_guilds (
    team TEXT NOT NULL,
    guild TEXT NOT NULL,
    name TEXT NOT NULL,
    staff_channel TEXT NOT NULL,
    staff_role TEXT NOT NULL,
    lead_role TEXT NOT NULL,
    panel_channel TEXT NOT NULL,
    panel_message TEXT NOT NULL,
    commands TEXT NOT NULL,
    joined BIGINT NOT NULL,
    "left" BIGINT NOT NULL,
    PRIMARY KEY (team, guild)
);
CREATE TABLE discord_dms (
    team TEXT NOT NULL,
    user TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    closed BOOLEAN NOT NULL,
    guild TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, user)
);
CREATE TABLE discord_threads (
    team TEXT NOT NULL,
    place TEXT NOT NULL,
    guild TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    card TEXT NOT NULL,
    "case" BIGINT NOT NULL,
    closed BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, place)
);
CREATE TABLE discord_seen (
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    last TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, channel)
);
CREATE TABLE discord_values (
    team TEXT NOT NULL,
    digest TEXT NOT NULL,
    ask TEXT NOT NULL,
    value TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, digest)
);
CREATE TABLE discord_marks (
    team TEXT NOT NULL,
    message TEXT NOT NULL,
    emoji TEXT NOT NULL,
    notice TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, message)
);
CREATE INDEX discord_dms_at ON discord_dms (channel);
CREATE INDEX discord_dms_thread ON discord_dms (thread);
CREATE INDEX discord_threads_at ON discord_threads (thread);
CREATE TABLE slack_workspaces (
    space TEXT NOT NULL,
    team TEXT NOT NULL,
    name TEXT NOT NULL,
    enterprise TEXT NOT NULL,
    app TEXT NOT NULL,
    bot_user TEXT NOT NULL,
    bot TEXT NOT NULL,
    scopes TEXT NOT NULL,
    token TEXT NOT NULL,
    refresh TEXT NOT NULL,
    expires BIGINT NOT NULL,
    joined BIGINT NOT NULL,
    "left" BIGINT NOT NULL,
    agent BOOLEAN NOT NULL,
    PRIMARY KEY (space)
);
CREATE TABLE slack_members (
    team TEXT NOT NULL,
    space TEXT NOT NULL,
    user TEXT NOT NULL,
    name TEXT NOT NULL,
    home TEXT NOT NULL,
    email TEXT NOT NULL,
    admin BOOLEAN NOT NULL,
    guest BOOLEAN NOT NULL,
    bot BOOLEAN NOT NULL,
    deleted BOOLEAN NOT NULL,
    locale TEXT NOT NULL,
    zone TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, space, user)
);
CREATE TABLE slack_dms (
    team TEXT NOT NULL,
    space TEXT NOT NULL,
    user TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, space, user)
);
CREATE TABLE slack_threads (
    team TEXT NOT NULL,
    place TEXT NOT NULL,
    space TEXT NOT NULL,
    channel TEXT NOT NULL,
    ts TEXT NOT NULL,
    "case" BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, place)
);
CREATE TABLE slack_seen (
    team TEXT NOT NULL,
    space TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    last TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, channel, thread)
);
CREATE TABLE slack_values (
    team TEXT NOT NULL,
    digest TEXT NOT NULL,
    ask TEXT NOT NULL,
    value TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, digest)
);
CREATE TABLE slack_marks (
    team TEXT NOT NULL,
    message TEXT NOT NULL,
    emoji TEXT NOT NULL,
    notice TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, message)
);
CREATE TABLE slack_begun (
    team TEXT NOT NULL,
    outbox TEXT NOT NULL,
    shown TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, outbox)
);
CREATE TABLE slack_states (
    digest TEXT NOT NULL,
    at BIGINT NOT NULL,
    used BOOLEAN NOT NULL,
    PRIMARY KEY (digest)
);
CREATE INDEX slack_workspaces_of ON slack_workspaces (team);
CREATE INDEX slack_dms_at ON slack_dms (channel);
CREATE INDEX slack_threads_at ON slack_threads (ts);
CREATE TABLE consents (
    team TEXT NOT NULL,
    person TEXT NOT NULL,
    platform TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, person, platform)
);
CREATE TABLE spaces (
    platform TEXT NOT NULL,
    space TEXT NOT NULL,
    team TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (platform, space)
);
CREATE TABLE links (
    digest TEXT NOT NULL,
    version BIGINT NOT NULL,
    team TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    used TEXT NOT NULL,
    PRIMARY KEY (digest)
);
CREATE INDEX outbox_bundles ON outbox (team, bundle) WHERE bundle<>'';
CREATE TABLE reports (
    team TEXT NOT NULL,
    topic TEXT NOT NULL,
    person TEXT NOT NULL,
    place TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (team, topic, person)
);
CREATE TABLE incidents (
    team TEXT NOT NULL,
    topic TEXT NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    opened BIGINT NOT NULL,
    since BIGINT NOT NULL,
    status TEXT NOT NULL,
    "by" TEXT NOT NULL,
    closed BIGINT NOT NULL,
    PRIMARY KEY (team, topic)
);
CREATE INDEX reports_at ON reports (team, topic, at);
CREATE TABLE answers (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    asks TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE TABLE questions (
    team TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    text TEXT NOT NULL,
    intent TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (team, id)
);
CREATE INDEX questions_at ON questions (team, at);
CREATE TABLE gone_files (
    team TEXT NOT NULL,
    ref TEXT NOT NULL,
    due BIGINT NOT NULL,
    anyway BOOLEAN NOT NULL,
    PRIMARY KEY (team, ref)
);
CREATE TABLE seals (
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE ratings (
    team TEXT NOT NULL,
    number BIGINT NOT NULL,
    version BIGINT NOT NULL,
    conversation TEXT NOT NULL,
    department TEXT NOT NULL,
    mate TEXT NOT NULL,
    mate_name TEXT NOT NULL,
    asked BIGINT NOT NULL,
    score BIGINT NOT NULL,
    rated BIGINT NOT NULL,
    comment TEXT NOT NULL,
    commented BIGINT NOT NULL,
    alerted BOOLEAN NOT NULL,
    PRIMARY KEY (team, number)
);
CREATE INDEX ratings_of ON ratings (team, conversation, asked);
CREATE INDEX ratings_asked ON ratings (team, asked);
insert into alembic_version values ('0011');
