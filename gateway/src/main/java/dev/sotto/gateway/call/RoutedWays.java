package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.CallPlan;
import dev.sotto.gateway.sip.auth.Credentials;
import dev.sotto.gateway.sip.auth.DigestClient;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.HostPort;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.trunk.Trunk;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers go over the trunk that the order names, else the first whose numbers they are, else through the proxy; SIP addresses are
 * called where they say, found by DNS. A trunk's challenges are answered with its password.
 */
public final class RoutedWays implements Ways {
    private final Trunking trunking;
    private final String proxy;
    private final String from;
    private final Predicate<String> redirects;
    private final DigestClient digest;

    /**
     * @param proxy SIP address that numbers without a trunk go through, or empty
     * @param from who calls where neither the order nor a trunk says; empty: ourselves
     * @param redirects targets that a 3xx may lead to
     */
    public RoutedWays(
            Trunking trunking, String proxy, String from, Predicate<String> redirects, RandomGenerator random) {
        this.trunking = trunking;
        this.proxy = proxy;
        this.from = from;
        this.redirects = redirects;
        digest = new DigestClient(random);
    }

    @Override
    public Future<CallPlan> to(Dial dial, String offer) {
        try {
            String number = number(dial);
            Optional<Trunk> trunk = trunk(dial, number);
            if (trunk.isPresent()) {
                return over(trunk.get(), dial, number, offer);
            }
            if (dial.trunk() != null) {
                return Future.failedFuture("no trunk named " + dial.trunk() + " with a server");
            }
            return direct(dial, number, offer);
        } catch (SipSyntaxException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Trunk trunkOf(Dial dial) {
        return trunk(dial, number(dial)).orElse(Trunk.NOBODY);
    }

    private static String number(Dial dial) {
        return dial.target().startsWith("tel:") ? dial.target().substring("tel:".length()) : "";
    }

    private Optional<Trunk> trunk(Dial dial, String number) {
        if (dial.trunk() != null) {
            return trunking.board()
                    .trunks()
                    .named(dial.trunk())
                    .filter(named -> named.server().isPresent());
        }
        return number.isEmpty() ? Optional.empty() : trunking.board().trunks().forOutgoing(number);
    }

    private Future<CallPlan> over(Trunk trunk, Dial dial, String number, String offer) throws SipSyntaxException {
        String uri = number.isEmpty()
                ? dial.target()
                : trunk.target(number).orElseThrow(() -> new SipSyntaxException("trunk without a server", 0));
        List<String> routes = new ArrayList<>();
        trunk.proxy().ifPresent(first -> routes.add("<" + first + ";lr>"));
        routes.addAll(trunking.board().serviceRoute(trunk));
        SipUri next = trunk.proxy().orElse(trunk.server().orElse(SipUri.parse(uri)));
        String caller =
                dial.callerId() != null ? dial.callerId() : trunk.callerId().orElse(from);
        List<Header> headers = trunk.headers().entrySet().stream()
                .map(field -> new Header(field.getKey(), field.getValue()))
                .toList();
        return plan(uri, next, dial, offer, caller)
                .map(plan -> plan.over(trunk, routes, headers).with(credentials(trunk)));
    }

    private Future<CallPlan> direct(Dial dial, String number, String offer) throws SipSyntaxException {
        String uri = dial.target();
        if (!number.isEmpty()) {
            if (proxy.isEmpty()) {
                return Future.failedFuture("no trunk and no proxy for numbers");
            }
            SipUri at = SipUri.parse(proxy);
            uri = "sip:" + number + "@" + new HostPort(at.host(), at.port()) + ";user=phone";
        }
        return plan(uri, SipUri.parse(uri), dial, offer, dial.callerId() == null ? from : dial.callerId());
    }

    private Future<CallPlan> plan(String uri, SipUri next, Dial dial, String offer, String caller) {
        return trunking.locate(next).map(hops -> {
            CallPlan plan = CallPlan.to(uri, hops, offer, dial.answerWithin())
                    .with(other -> redirects.test(other) ? literal(other) : null);
            return caller.isEmpty() ? plan : plan.from("<" + caller + ">");
        });
    }

    private CallPlan.Credentials credentials(Trunk trunk) {
        Credentials known = trunk.credentials().orElse(null);
        return known == null ? CallPlan.Credentials.NONE : (request, challenge) -> answer(request, challenge, known);
    }

    private @Nullable Header answer(SipRequest request, SipResponse challenge, Credentials known) {
        String name = challenge.status() == 407 ? HeaderNames.PROXY_AUTHORIZATION : HeaderNames.AUTHORIZATION;
        return digest.authorize(request, challenge, known)
                .map(answered -> answered.headers().first(name))
                .map(value -> new Header(name, value))
                .orElse(null);
    }

    /** Where a 3xx leads is not looked up: a name there is not called. */
    private static @Nullable Hop literal(String uri) {
        try {
            SipUri parsed = SipUri.parse(uri);
            InetSocketAddress address = new HostPort(parsed.host(), parsed.port()).literalAddress();
            return address == null ? null : Hop.udp(address);
        } catch (SipSyntaxException e) {
            return null;
        }
    }
}
