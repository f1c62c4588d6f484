package dev.sotto.gateway.sip.trunk;

import dev.sotto.config.TrunkSettings;
import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.PercentEscapes;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a REGISTER of one account says, and what its responses mean (RFC 3261, 10.2 and 10.3). Immutable. */
final class RegisterDraft {
    private static final long A_DAY = 86_400;

    private final TrunkSettings.Registration account;
    private final SipUri registrar;
    private final @Nullable SipUri proxy;
    private final String callId;
    private final String tag;

    RegisterDraft(TrunkSettings.Registration account, String callId, String tag) {
        this.account = account;
        SipUri server = Trunk.uri(account.server(), account.transport());
        if (server == null) {
            throw new IllegalArgumentException("a registration without a server");
        }
        registrar = server;
        proxy = Trunk.uri(account.proxy(), account.transport());
        this.callId = callId;
        this.tag = tag;
    }

    /** Where it goes. */
    SipUri target() {
        return proxy == null ? registrar : proxy;
    }

    /** Our Contact at that address. */
    String contact(HostPort address, Hop to) {
        String way = to.protocol() == Protocol.UDP
                ? ""
                : ";transport=" + to.protocol().name().toLowerCase(Locale.ROOT);
        return "<sip:" + PercentEscapes.encodeUser(account.contact()) + "@" + address + way + ">";
    }

    /**
     * @param seconds 0: the binding is taken back
     * @param former a Contact of ours that is not to be there any more, or null
     */
    TrunkLine.Draft draft(String contact, @Nullable String former, long seconds) {
        String address = "<sip:" + PercentEscapes.encodeUser(account.user()) + "@" + registrar.host() + ">";
        List<Header> headers = new ArrayList<>();
        if (proxy != null) {
            headers.add(new Header(HeaderNames.ROUTE, "<" + loose(proxy) + ">"));
        }
        headers.add(new Header(HeaderNames.FROM, address + ";tag=" + tag));
        headers.add(new Header(HeaderNames.TO, address));
        headers.add(new Header(HeaderNames.CALL_ID, callId));
        headers.add(new Header(HeaderNames.CONTACT, contact + ";expires=" + seconds));
        if (former != null) {
            headers.add(new Header(HeaderNames.CONTACT, former + ";expires=0"));
        }
        headers.add(new Header(HeaderNames.EXPIRES, Long.toString(seconds)));
        headers.add(new Header(HeaderNames.SUPPORTED, "path"));
        headers.add(new Header(HeaderNames.ALLOW, String.join(", ", SipRequest.SUPPORTED_METHODS)));
        SipUri bare = new SipUri(registrar.scheme(), null, registrar.host(), registrar.port(), "", null);
        return new TrunkLine.Draft("REGISTER", bare.toString(), headers);
    }

    private static String loose(SipUri route) {
        return route.param("lr") == null ? route + ";lr" : route.toString();
    }

    /** How long the registrar keeps the binding: what it says of this Contact, else in general, else what was asked. */
    static long granted(SipResponse ok, String contact, long asked) {
        try {
            for (String value : ok.headers().values(HeaderNames.CONTACT)) {
                NameAddr listed = NameAddr.parse(value);
                String expires = listed.params().value("expires");
                if (expires != null
                        && isSame(listed.uri(), NameAddr.parse(contact).uri())) {
                    return seconds(expires, asked);
                }
            }
        } catch (SipSyntaxException e) {
            // some registrars list what others wrote; what ours gets, the header may still say
            return seconds(ok.headers().first(HeaderNames.EXPIRES), asked);
        }
        return seconds(ok.headers().first(HeaderNames.EXPIRES), asked);
    }

    private static boolean isSame(String listed, String ours) throws SipSyntaxException {
        if (!SipUri.isSip(listed)) {
            return false;
        }
        SipUri one = SipUri.parse(listed);
        SipUri other = SipUri.parse(ours);
        return one.user().equals(other.user())
                && one.host().equalsIgnoreCase(other.host())
                && new HostPort(one.host(), one.port()).portOrDefault()
                        == new HostPort(other.host(), other.port()).portOrDefault();
    }

    /** Seconds of a header; a nonsensical value is taken for what was expected. */
    static long seconds(@Nullable String value, long otherwise) {
        if (value == null) {
            return otherwise;
        }
        String digits = value.trim().split("[ ;(\t]", 2)[0];
        long seconds = Decimal.parse(digits, Integer.MAX_VALUE);
        return seconds < 0 ? otherwise : Math.min(seconds, A_DAY);
    }

    /** Our address as the registrar saw it (RFC 3581), or null. */
    static @Nullable HostPort observed(SipResponse response) {
        try {
            String line = response.headers().first(HeaderNames.VIA);
            Via via = line == null ? null : Via.parse(line);
            String received = via == null ? null : via.params().value("received");
            String port = via == null ? null : via.params().value("rport");
            if (via == null || port == null) {
                return null;
            }
            String host = received == null ? via.sentBy().host() : received;
            return HostPort.parse(
                    (host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port);
        } catch (SipSyntaxException e) {
            return null;
        }
    }

    static List<String> serviceRoute(SipResponse ok) {
        try {
            return ok.headers().values(HeaderNames.SERVICE_ROUTE);
        } catch (SipSyntaxException e) {
            return List.of();
        }
    }
}
