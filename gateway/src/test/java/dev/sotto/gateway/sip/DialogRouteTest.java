package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipRouter;
import dev.sotto.gateway.sip.transport.SipTarget;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which way our requests in a dialog go. */
class DialogRouteTest {
    private static final Hop FOUND = Hop.of(Protocol.TCP, new InetSocketAddress("192.0.2.77", 5060));

    private final List<SipTarget> asked = new ArrayList<>();
    private final SipRouter router = target -> {
        asked.add(target);
        return target.host().equals("known.test")
                ? Future.succeededFuture(List.of(FOUND))
                : Future.failedFuture("no such name");
    };
    private boolean open = true;

    private Hop flow(Protocol protocol) {
        Hop.Connection connection = () -> open;
        return new Hop(protocol, new InetSocketAddress("192.0.2.1", 40_000), protocol.reliable() ? connection : null);
    }

    /** @param lines Contact and Record-Route; each ends with CRLF */
    private List<Hop> hops(Hop flow, String lines) throws Exception {
        String text = new Caller("route", "192.0.2.1", 5062).request("INVITE", 1, 1, lines, "");
        SipRequest invite = (SipRequest) new SipParser(SipLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
        return DialogRoute.of(Dialog.ofUas(IncomingRequest.of(invite, flow), "tag"), router)
                .result();
    }

    @Test
    void openConnectionIsKeptWhateverTheContactSays() throws Exception {
        Hop flow = flow(Protocol.TCP);
        assertThat(hops(flow, "Contact: <sip:ann@known.test>\r\n")).containsExactly(flow);
        assertThat(asked).isEmpty();
    }

    @Test
    void lostConnectionIsOpenedAnewToTheContact() throws Exception {
        open = false;
        assertThat(hops(flow(Protocol.TCP), "Contact: <sip:ann@192.0.2.9:5070>\r\n"))
                .containsExactly(Hop.of(Protocol.TCP, new InetSocketAddress("192.0.2.9", 5070)));
    }

    @Test
    void nameIsLocatedAndTheWayBackIsTheLastResort() throws Exception {
        Hop flow = flow(Protocol.UDP);
        assertThat(hops(flow, "Contact: <sip:ann@known.test>\r\n")).containsExactly(FOUND, flow);
        assertThat(hops(flow, "Contact: <sip:ann@unknown.test>\r\n")).containsExactly(flow);
    }

    @Test
    void nameWithoutTransportMeansTheOneThatThePeerCameBy() throws Exception {
        open = false;
        hops(flow(Protocol.TCP), "Contact: <sip:ann@known.test>\r\n");
        hops(flow(Protocol.TCP), "Contact: <sip:ann@known.test;transport=udp>\r\n");
        assertThat(asked).extracting(SipTarget::transport).containsExactly("tcp", "udp");
    }

    @Test
    void routeGoesBeforeTheContact() throws Exception {
        String lines = "Record-Route: <sip:192.0.2.8;lr;transport=tcp>\r\nContact: <sip:ann@192.0.2.9>\r\n";
        assertThat(hops(flow(Protocol.UDP), lines))
                .extracting(Hop::protocol, Hop::address)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Protocol.TCP, new InetSocketAddress("192.0.2.8", 5060)));
    }

    @Test
    void sipsContactIsReachedByTls() throws Exception {
        assertThat(hops(flow(Protocol.UDP), "Contact: <sips:ann@192.0.2.9>\r\n"))
                .extracting(Hop::protocol, Hop::address)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Protocol.TLS, new InetSocketAddress("192.0.2.9", 5061)));
    }

    @Test
    void privateAddressFromOutsideIsNotBelieved() throws Exception {
        Hop flow = Hop.udp(new InetSocketAddress("203.0.113.5", 5060));
        assertThat(hops(flow, "Contact: <sip:ann@10.0.0.5>\r\n")).containsExactly(flow);
    }
}
