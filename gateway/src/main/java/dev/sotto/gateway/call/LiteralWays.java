package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ways without names: SIP addresses with a literal host are called there, numbers through one proxy. */
public final class LiteralWays implements Ways {
    private final String proxy;
    private final String from;
    private final Predicate<String> redirects;

    /**
     * @param proxy SIP address with a literal host, or empty
     * @param from who calls where the order doesn't say; empty: ourselves
     * @param redirects targets that a 3xx may lead to
     */
    public LiteralWays(String proxy, String from, Predicate<String> redirects) {
        this.proxy = proxy;
        this.from = from;
        this.redirects = redirects;
    }

    @Override
    public Future<CallPlan> to(Dial dial, String offer) {
        try {
            String uri = dial.target().startsWith("tel:") ? number(dial.target()) : dial.target();
            Hop hop = hop(uri);
            if (hop == null) {
                return Future.failedFuture("no way to that target");
            }
            CallPlan plan = CallPlan.to(uri, hop, offer, dial.answerWithin())
                    .with(other -> redirects.test(other) ? hopOrNull(other) : null);
            String caller = dial.callerId() == null ? from : dial.callerId();
            return Future.succeededFuture(caller.isEmpty() ? plan : plan.from("<" + caller + ">"));
        } catch (SipSyntaxException e) {
            return Future.failedFuture(e);
        }
    }

    private String number(String target) throws SipSyntaxException {
        if (proxy.isEmpty()) {
            throw new SipSyntaxException("no proxy for numbers", 0);
        }
        SipUri at = SipUri.parse(proxy);
        return "sip:" + target.substring("tel:".length()) + "@" + new HostPort(at.host(), at.port()) + ";user=phone";
    }

    private static @Nullable Hop hop(String uri) throws SipSyntaxException {
        SipUri parsed = SipUri.parse(uri);
        InetSocketAddress address = new HostPort(parsed.host(), parsed.port()).literalAddress();
        return address == null ? null : Hop.udp(address);
    }

    private static @Nullable Hop hopOrNull(String uri) {
        try {
            return SipUri.isSip(uri) ? hop(uri) : null;
        } catch (SipSyntaxException e) {
            return null;
        }
    }
}
