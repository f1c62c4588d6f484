package dev.sotto.gateway.sip.trunk;

import dev.sotto.config.Secret;
import dev.sotto.config.TrunkSettings;
import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PBX or carrier that calls come from and go to. Immutable, any thread. */
public final class Trunk {
    /** Who calls us without being known, where that is allowed. */
    public static final Trunk NOBODY = new Trunk(new TrunkSettings(
            "none",
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
            Integer.MAX_VALUE,
            "",
            Map.of(),
            false,
            Duration.ZERO));

    private final TrunkSettings settings;
    private final List<AddressBlock> addresses;
    private final NumberMap<String> tasks;
    private final NumberMap<Boolean> outgoing;
    private final @Nullable SipUri server;
    private final @Nullable SipUri proxy;

    /** Fails with {@link IllegalArgumentException} for what the reader of settings lets nobody write. */
    public Trunk(TrunkSettings settings) {
        this.settings = settings;
        addresses = settings.addresses().stream().map(AddressBlock::parse).toList();
        tasks = new NumberMap<>(settings.numbers());
        Map<String, Boolean> beginnings = new LinkedHashMap<>();
        settings.outgoing().forEach(number -> beginnings.put(number, true));
        outgoing = new NumberMap<>(beginnings);
        server = uri(settings.server(), settings.transport());
        proxy = uri(settings.proxy(), settings.transport());
    }

    public String name() {
        return settings.name();
    }

    /** False for {@link #NOBODY}. */
    public boolean isKnown() {
        return this != NOBODY;
    }

    /** Whether what it says about callers (P-Asserted-Identity and the like) is to be believed. */
    public boolean isTrusted() {
        return settings.trusted();
    }

    /** Codec names in order of preference, as {@code pcma}; empty: all of ours in our order. */
    public List<String> codecs() {
        return settings.codecs();
    }

    public int maxCalls() {
        return settings.maxCalls();
    }

    /** What our calls carry beside the usual headers. */
    public Map<String, String> headers() {
        return settings.headers();
    }

    public Duration ping() {
        return settings.ping();
    }

    public Optional<TrunkSettings.Registration> registration() {
        return settings.register();
    }

    /** Where requests of ours go: the Request-URI's host; empty for a trunk that only calls us. */
    public Optional<SipUri> server() {
        return Optional.ofNullable(server);
    }

    /** What stands before the server on the way there, as a loose route. */
    public Optional<SipUri> proxy() {
        return Optional.ofNullable(proxy);
    }

    /** What we answer its challenges with. */
    public Optional<Credentials> credentials() {
        return settings.ourUser().isEmpty()
                ? Optional.empty()
                : Optional.of(new Credentials(
                        settings.ourUser(), settings.ourPassword().value()));
    }

    /** The URI that our calls over it show as From; its host is the trunk's. Only where there is a server. */
    public Optional<String> callerId() {
        String shown = settings.callerId().isEmpty()
                ? settings.register().map(TrunkSettings.Registration::user).orElse(settings.ourUser())
                : settings.callerId();
        if (SipUri.isSip(shown)) {
            return Optional.of(shown);
        }
        return server().filter(there -> !shown.isEmpty()).map(there -> "sip:" + shown + "@" + there.host());
    }

    /** The Request-URI for a number over it; empty where there is no server. */
    public Optional<String> target(String number) {
        return server().map(there -> new SipUri(
                        there.scheme(), userOf(number), there.host(), there.port(), there.params(), null)
                .toString());
    }

    /** Which task answers when that number is called; empty: none is set, the number itself may name one. */
    public Optional<String> taskFor(String number) {
        return tasks.of(number).or(() -> Optional.of(settings.task()).filter(task -> !task.isEmpty()));
    }

    /** Whether that very number, or its beginning, has a task of its own. */
    public boolean knows(String number) {
        return tasks.of(number).isPresent();
    }

    boolean calls(String number) {
        return settings.server().isEmpty()
                ? false
                : settings.outgoing().isEmpty() || outgoing.of(number).isPresent();
    }

    /** Whether its calls must come with a password. */
    boolean authenticates() {
        return !settings.user().isEmpty();
    }

    String user() {
        return settings.user();
    }

    String password() {
        return settings.password().value();
    }

    /** Bits of the narrowest block of its that has this address; -1 for none. */
    int bitsAround(InetAddress address) {
        int most = -1;
        for (AddressBlock block : addresses) {
            if (block.bits() > most && block.contains(address)) {
                most = block.bits();
            }
        }
        return most;
    }

    boolean acceptsFrom(InetAddress address) {
        return addresses.isEmpty() || bitsAround(address) >= 0;
    }

    private static String userOf(String number) {
        return dev.sotto.gateway.sip.message.PercentEscapes.encodeUser(number);
    }

    /** A host, {@code host:port} or URI as a URI that says how to get there. */
    static @Nullable SipUri uri(String text, String transport) {
        if (text.isEmpty()) {
            return null;
        }
        String uri = SipUri.isSip(text) ? text : "sip:" + text;
        try {
            SipUri parsed = SipUri.parse(uri);
            boolean says = transport.equals("auto") || parsed.param("transport") != null;
            return says ? parsed : SipUri.parse(uri + ";transport=" + transport.toLowerCase(Locale.ROOT));
        } catch (SipSyntaxException e) {
            throw new IllegalArgumentException("no server: " + text + " (" + e.what() + ")", e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
