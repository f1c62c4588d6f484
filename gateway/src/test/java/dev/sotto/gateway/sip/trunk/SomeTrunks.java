package dev.sotto.gateway.sip.trunk;

import dev.sotto.config.Secret;
import dev.sotto.config.TrunkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes trunks as settings would; every change is a copy. */
public record SomeTrunks(TrunkSettings settings) {
    public static final String PASSWORD = "correct horse";

    public static SomeTrunks named(String name) {
        return new SomeTrunks(new TrunkSettings(
                name,
                List.of(),
                "",
                new Secret(""),
                "",
                "auto",
                "",
                "",
                new Secret(""),
                Optional.empty(),
                Map.of(),
                "",
                List.of(),
                List.of(),
                1_000,
                "",
                Map.of(),
                false,
                Duration.ZERO));
    }

    public SomeTrunks at(String... addresses) {
        TrunkSettings s = settings;
        return of(
                List.of(addresses),
                s.user(),
                s.server(),
                s.ourUser(),
                s.register(),
                s.numbers(),
                s.task(),
                s.maxCalls());
    }

    /** Its password is {@link #PASSWORD}. */
    public SomeTrunks user(String user) {
        TrunkSettings s = settings;
        return of(s.addresses(), user, s.server(), s.ourUser(), s.register(), s.numbers(), s.task(), s.maxCalls());
    }

    public SomeTrunks server(String server) {
        TrunkSettings s = settings;
        return of(s.addresses(), s.user(), server, s.ourUser(), s.register(), s.numbers(), s.task(), s.maxCalls());
    }

    /** What we show it; the password is {@link #PASSWORD}. */
    public SomeTrunks ourUser(String user) {
        TrunkSettings s = settings;
        return of(s.addresses(), s.user(), s.server(), user, s.register(), s.numbers(), s.task(), s.maxCalls());
    }

    public SomeTrunks numbers(Map<String, String> numbers, String task) {
        TrunkSettings s = settings;
        return of(s.addresses(), s.user(), s.server(), s.ourUser(), s.register(), numbers, task, s.maxCalls());
    }

    public SomeTrunks maxCalls(int calls) {
        TrunkSettings s = settings;
        return of(s.addresses(), s.user(), s.server(), s.ourUser(), s.register(), s.numbers(), s.task(), calls);
    }

    /** An account there, with {@link #PASSWORD}, for 300 s. */
    public SomeTrunks registered(String server, String user) {
        TrunkSettings s = settings;
        var account = new TrunkSettings.Registration(
                server,
                "auto",
                "",
                user,
                user,
                new Secret(PASSWORD),
                Duration.ofSeconds(300),
                user,
                Duration.ofSeconds(25));
        return of(s.addresses(), s.user(), server, user, Optional.of(account), s.numbers(), s.task(), s.maxCalls());
    }

    public SomeTrunks account(TrunkSettings.Registration account) {
        TrunkSettings s = settings;
        return of(
                s.addresses(),
                s.user(),
                account.server(),
                account.login(),
                Optional.of(account),
                s.numbers(),
                s.task(),
                s.maxCalls());
    }

    public SomeTrunks outgoing(String... beginnings) {
        TrunkSettings s = settings;
        return new SomeTrunks(new TrunkSettings(
                s.name(),
                s.addresses(),
                s.user(),
                s.password(),
                s.server(),
                s.transport(),
                s.proxy(),
                s.ourUser(),
                s.ourPassword(),
                s.register(),
                s.numbers(),
                s.task(),
                List.of(beginnings),
                s.codecs(),
                s.maxCalls(),
                s.callerId(),
                s.headers(),
                s.trusted(),
                s.ping()));
    }

    public SomeTrunks ping(Duration every) {
        TrunkSettings s = settings;
        return new SomeTrunks(new TrunkSettings(
                s.name(),
                s.addresses(),
                s.user(),
                s.password(),
                s.server(),
                s.transport(),
                s.proxy(),
                s.ourUser(),
                s.ourPassword(),
                s.register(),
                s.numbers(),
                s.task(),
                s.outgoing(),
                s.codecs(),
                s.maxCalls(),
                s.callerId(),
                s.headers(),
                s.trusted(),
                every));
    }

    public Trunk trunk() {
        return new Trunk(settings);
    }

    private SomeTrunks of(
            List<String> addresses,
            String user,
            String server,
            String ourUser,
            Optional<TrunkSettings.Registration> register,
            Map<String, String> numbers,
            String task,
            int maxCalls) {
        TrunkSettings s = settings;
        return new SomeTrunks(new TrunkSettings(
                s.name(),
                addresses,
                user,
                secret(user),
                server,
                s.transport(),
                s.proxy(),
                ourUser,
                secret(ourUser),
                register,
                numbers,
                task,
                s.outgoing(),
                s.codecs(),
                maxCalls,
                s.callerId(),
                s.headers(),
                s.trusted(),
                s.ping()));
    }

    private static Secret secret(String user) {
        return new Secret(user.isEmpty() ? "" : PASSWORD);
    }
}
