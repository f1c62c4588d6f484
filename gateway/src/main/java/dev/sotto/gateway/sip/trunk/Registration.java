package dev.sotto.gateway.sip.trunk;

import dev.sotto.config.TrunkSettings;
import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.trunk.TrunkState.Registered;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps one account registered (RFC 3261, 10.2).
 *
 * <pre>
 *   IDLE --start--> ASKING --2xx--> KEPT --before it expires--> ASKING
 *                   |  ^  \_ 423: longer, at once        |
 *     refused, or   |  | later                           | stop
 *     no answer     v  |                                 v
 *                  WAITING --stop--> OVER <--answer--- LEAVING
 *   no answer or 503: first the next way to the server (RFC 3263, 4.3), then WAITING
 * </pre>
 *
 * What the registrar saw as our address (RFC 3581) replaces the one we thought we had. Loop thread only.
 */
final class Registration {
    enum State {
        IDLE,
        ASKING,
        KEPT,
        WAITING,
        LEAVING,
        OVER
    }

    /** How long the registrar has to hear that we go. */
    static final long LEAVE_MILLIS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(Registration.class);
    private static final long MOST_SECONDS = 86_400;

    private final Trunk trunk;
    private final TrunkSettings.Registration account;
    private final TrunkLine line;
    private final Locator locator;
    private final TrunkBoard board;
    private final TrunkMeters meters;
    private final RegisterDraft drafts;
    private final Backoff backoff;

    private State state = State.IDLE;
    private long cseq;
    private long wantedSeconds;
    private Deque<Hop> ways = new ArrayDeque<>();
    /** Of all ways to the registrar: calls may come from any of them. */
    private List<InetAddress> known = List.of();

    private @Nullable Hop way;
    private @Nullable HostPort seen;
    private @Nullable String bound;
    private @Nullable Future<Void> leaving;
    private Runnable timer = () -> {};
    private Runnable keepAlive = () -> {};

    Registration(
            Trunk trunk,
            TrunkSettings.Registration account,
            TrunkLine line,
            Locator locator,
            TrunkBoard board,
            TrunkMeters meters) {
        this.trunk = trunk;
        this.account = account;
        this.line = line;
        this.locator = locator;
        this.board = board;
        this.meters = meters;
        drafts = new RegisterDraft(account, line.id(), line.id());
        backoff = new Backoff(line);
        wantedSeconds = account.expires().toSeconds();
    }

    State state() {
        return state;
    }

    void start() {
        if (state == State.IDLE) {
            locate();
        }
    }

    /** Takes the binding back; completes when the registrar knows, or has had its time. */
    Future<Void> stop() {
        Future<Void> already = leaving;
        if (already != null) {
            return already;
        }
        timer.run();
        keepAlive.run();
        Promise<Void> gone = Promise.promise();
        leaving = gone.future();
        Hop to = way;
        String contact = bound;
        if (to == null || contact == null) {
            over();
            gone.complete();
            return gone.future();
        }
        state = State.LEAVING;
        timer = line.after(LEAVE_MILLIS, () -> leave(gone));
        line.send(drafts.draft(contact, null, 0), this::nextCseq, to, credentials(), new Farewell(gone));
        return gone.future();
    }

    private void leave(Promise<Void> gone) {
        timer.run();
        over();
        gone.tryComplete();
    }

    private void over() {
        state = State.OVER;
        bound = null;
        report(Registered.ENDED, "", null, List.of());
    }

    private void locate() {
        state = State.ASKING;
        locator.locate(drafts.target()).onComplete(found -> {
            if (state != State.ASKING) {
                return;
            }
            if (found.failed() || found.result().isEmpty()) {
                fail("can't find " + drafts.target().host() + reason(found.cause()), backoff.next());
                return;
            }
            ways = new ArrayDeque<>(found.result());
            known = ways.stream().map(hop -> hop.address().getAddress()).toList();
            ask(ways.removeFirst(), null);
        });
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : ": " + cause.getMessage();
    }

    private void ask(Hop to, @Nullable String former) {
        state = State.ASKING;
        way = to;
        HostPort address = seen == null ? line.addressTowards(to) : seen;
        String contact = drafts.contact(address, to);
        line.send(
                drafts.draft(contact, former, wantedSeconds),
                this::nextCseq,
                to,
                credentials(),
                new Asked(to, contact, former));
    }

    private void accepted(SipResponse ok, Hop to, String contact, boolean moved) {
        HostPort observed = RegisterDraft.observed(ok);
        bound = contact;
        if (!moved && observed != null && isElsewhere(observed, to)) {
            seen = observed;
            log.atInfo()
                    .addKeyValue("trunk", trunk.name())
                    .addKeyValue("address", observed)
                    .log("the registrar sees us at another address");
            ask(to, contact);
            return;
        }
        long seconds = Math.max(1, RegisterDraft.granted(ok, contact, wantedSeconds));
        state = State.KEPT;
        backoff.reset();
        report(Registered.REGISTERED, "", board.now().plusSeconds(seconds), RegisterDraft.serviceRoute(ok));
        timer = line.after(Math.max(500, (long) (seconds * 900 * line.jitter(0.8))), this::locate);
        keepOpen(to);
    }

    private boolean isElsewhere(HostPort observed, Hop to) {
        HostPort thought = seen == null ? line.addressTowards(to) : seen;
        return to.protocol() == Protocol.UDP && !line.hasAdvertisedAddress() && !observed.equals(thought);
    }

    /** Mappings of UDP last half a minute in many a NAT; streams have their own way. */
    private void keepOpen(Hop to) {
        keepAlive.run();
        if (!account.keepAlive().isZero() && to.protocol() == Protocol.UDP) {
            keepAlive = line.after(account.keepAlive().toMillis(), () -> {
                line.keepAlive(to);
                keepOpen(to);
            });
        }
    }

    private void refused(SipResponse response, Hop to, @Nullable String former) {
        long least = RegisterDraft.seconds(response.headers().first(HeaderNames.MIN_EXPIRES), 0);
        if (response.status() == 423 && least > wantedSeconds && least <= MOST_SECONDS) {
            wantedSeconds = least;
            ask(to, former);
            return;
        }
        if (response.status() == 503 && !ways.isEmpty()) {
            ask(ways.removeFirst(), former);
            return;
        }
        boolean password = response.status() == 401 || response.status() == 407 || response.status() == 403;
        String why = response.status() + " " + response.reason() + (password ? " (check user and password)" : "");
        long after = RegisterDraft.seconds(response.headers().first(HeaderNames.RETRY_AFTER), 0) * 1000;
        fail(why, Math.max(after, password ? backoff.nextSlow() : backoff.next()));
    }

    private void silent(String why, @Nullable String former) {
        if (!ways.isEmpty()) {
            ask(ways.removeFirst(), former);
        } else {
            fail(why, backoff.next());
        }
    }

    private void fail(String why, long againMillis) {
        state = State.WAITING;
        keepAlive.run();
        report(Registered.FAILED, why, null, List.of());
        timer = line.after(againMillis, this::locate);
    }

    private void report(Registered next, String why, @Nullable Instant until, List<String> routes) {
        TrunkState before = board.of(trunk);
        board.registeredAt(trunk, next == Registered.REGISTERED ? known : List.of());
        board.update(trunk, old -> old.with(next, why, board.now(), until, routes));
        meters.registered(trunk.name(), next == Registered.REGISTERED);
        if (before.registration() != next || !before.reason().equals(why)) {
            log.atLevel(next == Registered.FAILED ? Level.WARN : Level.INFO)
                    .addKeyValue("trunk", trunk.name())
                    .addKeyValue("server", account.server())
                    .addKeyValue("state", next)
                    .addKeyValue("reason", why)
                    .log("registration changed");
        }
    }

    private @Nullable Credentials credentials() {
        return account.password().isEmpty()
                ? null
                : new Credentials(account.login(), account.password().value());
    }

    private long nextCseq() {
        return ++cseq;
    }

    /** What becomes of one REGISTER; one that was overtaken by stop changes nothing. */
    private final class Asked implements TrunkLine.Answer {
        private final Hop to;
        private final String contact;
        private final @Nullable String former;

        Asked(Hop to, String contact, @Nullable String former) {
            this.to = to;
            this.contact = contact;
            this.former = former;
        }

        @Override
        public void onFinal(SipResponse response) {
            if (state != State.ASKING) {
                return;
            }
            if (response.isSuccess()) {
                accepted(response, to, contact, former != null);
            } else {
                refused(response, to, former);
            }
        }

        @Override
        public void onSilence(String why) {
            if (state == State.ASKING) {
                silent(why, former);
            }
        }
    }

    private final class Farewell implements TrunkLine.Answer {
        private final Promise<Void> gone;

        Farewell(Promise<Void> gone) {
            this.gone = gone;
        }

        @Override
        public void onFinal(SipResponse response) {
            leave(gone);
        }

        @Override
        public void onSilence(String why) {
            leave(gone);
        }
    }
}
