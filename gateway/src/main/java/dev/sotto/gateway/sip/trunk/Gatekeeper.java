package dev.sotto.gateway.sip.trunk;

import dev.sotto.gateway.sip.auth.DigestServer;
import dev.sotto.gateway.sip.auth.DigestServer.Check;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.trunk.TrunkMeters.Refusal;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Says who may call, before anything is remembered of a request: whoever is not let in gets one answer without a transaction
 * (RFC 3261, 8.2.7), which is never repeated, and, past a rate, none. One loop, time as an argument.
 *
 * <p>A source is known by its address, where that is a trunk's or where we are registered, or for a while by the password that
 * came from there. A trunk with addresses and a user wants both.
 */
public final class Gatekeeper {
    /** Wrong passwords of one source: ten at once, then one in ten seconds. */
    private static final double FAILURES = 10;

    private static final double FAILURES_PER_SECOND = 0.1;
    /** What an unknown source may send at once, in seconds of its rate. */
    private static final int BURST_SECONDS = 4;

    /**
     * @param open true: everybody may call
     * @param requestsPerSecond of one source that isn't known; 0: any number
     */
    public record Rules(boolean open, String realm, int requestsPerSecond) {
        public static final Rules OPEN = new Rules(true, "sotto", 0);
    }

    /** What becomes of a request outside of calls. */
    public sealed interface Verdict {}

    /** It is served, as one of that trunk. */
    public record Welcome(Trunk trunk) implements Verdict {}

    /** It gets that answer. */
    public record Refused(int status, List<Header> extra) implements Verdict {
        public Refused {
            extra = List.copyOf(extra);
        }
    }

    /** It gets none. */
    public record Ignored() implements Verdict {}

    private static final Ignored IGNORED = new Ignored();

    private final Trunks trunks;
    private final TrunkBoard board;
    private final Rules rules;
    private final TrunkMeters meters;
    private final DigestServer digest;
    private final SourceLimit rate;
    private final SourceLimit failures = new SourceLimit(FAILURES_PER_SECOND, FAILURES);
    private final KnownSources known = new KnownSources();

    public Gatekeeper(TrunkBoard board, Rules rules, TrunkMeters meters, RandomGenerator random) {
        this.board = board;
        this.rules = rules;
        this.meters = meters;
        trunks = board.trunks();
        digest = new DigestServer(rules.realm(), this::password, random);
        double perSecond = rules.requestsPerSecond() == 0 ? Double.MAX_VALUE : rules.requestsPerSecond();
        rate = new SourceLimit(perSecond, perSecond * BURST_SECONDS);
    }

    /** Lets everybody in. */
    public static Gatekeeper open(RandomGenerator random) {
        TrunkLoad load = new TrunkLoad(TrunkMeters.NONE);
        TrunkBoard empty = new TrunkBoard(Trunks.NONE, load, InstantSource.system());
        return new Gatekeeper(empty, Rules.OPEN, TrunkMeters.NONE, random);
    }

    public TrunkLoad load() {
        return board.load();
    }

    /** Whether anything from there is looked at; asked before it is even parsed. */
    public boolean hears(Hop source, long nowMillis) {
        InetAddress address = source.address().getAddress();
        boolean heard = rules.open() || isKnown(address, nowMillis) || rate.take(address, nowMillis);
        if (!heard) {
            meters.refused(Trunk.NOBODY.name(), Refusal.IGNORED);
        }
        return heard;
    }

    /** A request outside of calls, ACK and CANCEL not among them. */
    public Verdict admit(SipRequest request, Hop source, long nowMillis) {
        InetAddress address = source.address().getAddress();
        Trunk at = at(address);
        if (at != null && !at.authenticates()) {
            return new Welcome(at);
        }
        if (!request.is(SipRequest.INVITE)) {
            return others(at, address, nowMillis);
        }
        Check check = digest.check(request, address, nowMillis);
        return switch (check.outcome()) {
            case ACCEPTED -> accepted(check.user(), address, nowMillis);
            case STALE -> challenge(true, Refusal.STALE, address, nowMillis);
            case WRONG -> wrong(address, nowMillis);
            case ABSENT -> absent(at, address, nowMillis);
        };
    }

    private Verdict accepted(String user, InetAddress address, long nowMillis) {
        Trunk trunk = trunks.ofUser(user);
        if (trunk == null || !trunk.acceptsFrom(address)) {
            meters.refused(Trunk.NOBODY.name(), Refusal.UNKNOWN_SOURCE);
            return forbidden();
        }
        if (!failures.isOpen(address, nowMillis)) {
            meters.refused(trunk.name(), Refusal.IGNORED);
            return IGNORED;
        }
        known.add(address, nowMillis);
        return new Welcome(trunk);
    }

    private Verdict wrong(InetAddress address, long nowMillis) {
        if (!failures.take(address, nowMillis)) {
            meters.refused(Trunk.NOBODY.name(), Refusal.IGNORED);
            return IGNORED;
        }
        return challenge(false, Refusal.WRONG_PASSWORD, address, nowMillis);
    }

    private Verdict absent(@Nullable Trunk at, InetAddress address, long nowMillis) {
        if (at == null && rules.open()) {
            return anybody(address, nowMillis);
        }
        if (trunks.anyUserAt(address)) {
            return challenge(false, Refusal.CHALLENGED, address, nowMillis);
        }
        meters.refused(Trunk.NOBODY.name(), Refusal.UNKNOWN_SOURCE);
        return forbidden();
    }

    /** OPTIONS and what we don't serve anyway: answered to those that may call, and never at length to others. */
    private Verdict others(@Nullable Trunk at, InetAddress address, long nowMillis) {
        if (at != null || known.has(address, nowMillis)) {
            return new Welcome(at == null ? Trunk.NOBODY : at);
        }
        if (rules.open()) {
            return anybody(address, nowMillis);
        }
        meters.refused(Trunk.NOBODY.name(), Refusal.UNKNOWN_SOURCE);
        return forbidden();
    }

    private Verdict anybody(InetAddress address, long nowMillis) {
        if (address.isLoopbackAddress() || rate.take(address, nowMillis)) {
            return new Welcome(Trunk.NOBODY);
        }
        meters.refused(Trunk.NOBODY.name(), Refusal.IGNORED);
        return IGNORED;
    }

    private Refused challenge(boolean stale, Refusal why, InetAddress address, long nowMillis) {
        meters.refused(Trunk.NOBODY.name(), why);
        return new Refused(
                401,
                digest.challenges(stale, address, nowMillis).stream()
                        .map(value -> new Header(HeaderNames.WWW_AUTHENTICATE, value))
                        .toList());
    }

    private static Refused forbidden() {
        return new Refused(403, List.of());
    }

    private boolean isKnown(InetAddress address, long nowMillis) {
        return address.isLoopbackAddress() || at(address) != null || known.has(address, nowMillis);
    }

    /** By the settings, or because we are registered there. */
    private @Nullable Trunk at(InetAddress address) {
        Trunk listed = trunks.at(address);
        return listed == null ? board.registeredAt(address) : listed;
    }

    private Optional<String> password(String user) {
        return Optional.ofNullable(trunks.ofUser(user)).map(Trunk::password);
    }
}
