package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.SipEndpoint;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipRouter;
import dev.sotto.gateway.sip.transport.SipTarget;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.Locator;
import dev.sotto.gateway.sip.trunk.Registrations;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.TrunkBoard;
import dev.sotto.gateway.sip.trunk.TrunkLoad;
import dev.sotto.gateway.sip.trunk.TrunkMeters;
import dev.sotto.gateway.sip.trunk.Trunks;
import dev.sotto.media.sdp.FormatPreference;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The trunks of a telephone edge: who may call, and where we are registered. Made anywhere; {@code attach}, {@code start} and
 * {@code stop} are the edge's, on its loop; the board is for any thread.
 */
public final class Trunking {
    private final Gatekeeper.Rules rules;
    private final TrunkMeters meters;
    private final RandomGenerator random;
    private final TrunkLoad load;
    private final TrunkBoard board;
    private final Map<String, FormatPreference> formats = new HashMap<>();
    private SipRouter router = SipRouter.LITERALS;
    private @Nullable Registrations registrations;

    public Trunking(
            Trunks trunks, Gatekeeper.Rules rules, TrunkMeters meters, InstantSource clock, RandomGenerator random) {
        this.rules = rules;
        this.meters = meters;
        this.random = random;
        load = new TrunkLoad(meters);
        board = new TrunkBoard(trunks, load, clock);
        for (Trunk trunk : trunks.list()) {
            if (!trunk.codecs().isEmpty()) {
                formats.put(trunk.name(), FormatPreference.parse(String.join(", ", trunk.codecs())));
            }
        }
    }

    /** No trunks, and everybody may call. */
    public static Trunking open(RandomGenerator random) {
        return new Trunking(Trunks.NONE, Gatekeeper.Rules.OPEN, TrunkMeters.NONE, InstantSource.system(), random);
    }

    public TrunkBoard board() {
        return board;
    }

    /** Both ways: calls of ours are counted here, too. */
    public TrunkLoad load() {
        return load;
    }

    /** What sound that trunk is offered and allowed, in both directions; where it says nothing, the usual. */
    FormatPreference formats(Trunk trunk, FormatPreference usual) {
        return formats.getOrDefault(trunk.name(), usual);
    }

    void attach(SipEndpoint endpoint) {
        router = endpoint.router();
        endpoint.gate(new Gatekeeper(board, rules, meters, random));
    }

    /** Where a SIP URI is reached (RFC 3263), the best way first. */
    Future<List<Hop>> locate(SipUri uri) {
        return router.route(SipTarget.of(uri));
    }

    void start(SipEndpoint endpoint) {
        Locator locator = this::locate;
        Registrations all = new Registrations(board.trunks(), endpoint.line(), locator, board, meters);
        registrations = all;
        all.start();
    }

    Future<Void> stop() {
        Registrations all = registrations;
        return all == null ? Future.succeededFuture() : all.stop();
    }

    /**
     * Which task answers a call: that of the number that was called, as the Request-URI says, or as To does where a PBX calls the
     * Contact that we registered; else what the user part names.
     */
    static String taskFor(IncomingCall call) {
        return taskFor(call.trunk(), call.user(), call.header("To").orElse(""));
    }

    static String taskFor(Trunk trunk, String user, String to) {
        String called = userOf(to);
        String number = trunk.knows(user) || !trunk.knows(called) ? user : called;
        return trunk.taskFor(number).orElse(user);
    }

    private static String userOf(String to) {
        try {
            String uri = NameAddr.parse(to).uri();
            return SipUri.isSip(uri) ? SipUri.parse(uri).user() : uri.replaceFirst("(?i)^tel:", "");
        } catch (SipSyntaxException e) {
            return "";
        }
    }
}
