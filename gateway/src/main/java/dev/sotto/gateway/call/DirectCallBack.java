package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.NameAddr;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls back a phone that called us directly (its Contact is where the INVITE came from), or else who the caller is said to be: a
 * number, or a SIP address. Only where the settings allow calls to there.
 */
public final class DirectCallBack implements CallBackRule {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,20}");

    private final Predicate<String> allowed;

    /** @param allowed says of a {@code sip:} or {@code tel:} address whether it may be called */
    public DirectCallBack(Predicate<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public String addressOf(IncomingCall call) {
        String direct = contact(call);
        if (direct != null) {
            return allowed.test(direct) ? direct : "";
        }
        String caller =
                call.header("P-Asserted-Identity").flatMap(DirectCallBack::uri).orElse(call.fromUri());
        String number = number(caller);
        if (!number.isEmpty() && allowed.test("tel:" + number)) {
            return "tel:" + number;
        }
        return SipUri.isSip(caller) && allowed.test(caller) ? caller : "";
    }

    /** The Contact of a phone that speaks to us without anybody between; else null. */
    private static @Nullable String contact(IncomingCall call) {
        if (call.header(HeaderNames.RECORD_ROUTE).isPresent()) {
            return null;
        }
        String uri =
                call.header(HeaderNames.CONTACT).flatMap(DirectCallBack::uri).orElse("");
        try {
            SipUri parsed = SipUri.parse(uri);
            InetSocketAddress literal = new HostPort(parsed.host(), parsed.port()).literalAddress();
            return call.remote().equals(literal) ? uri : null;
        } catch (SipSyntaxException e) {
            return null;
        }
    }

    private static Optional<String> uri(String nameAddr) {
        try {
            return Optional.of(NameAddr.parse(nameAddr).uri());
        } catch (SipSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String number(String uri) {
        String user = uri;
        if (uri.startsWith("tel:")) {
            user = uri.substring("tel:".length());
        } else if (SipUri.isSip(uri) && uri.indexOf('@') > 0) {
            user = uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
        }
        return NUMBER.matcher(user).matches() ? user : "";
    }
}
