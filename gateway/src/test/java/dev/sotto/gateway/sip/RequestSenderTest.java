package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipWriter;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipTarget;
import dev.sotto.gateway.sip.transport.TransportFailure;
import dev.sotto.gateway.sip.transport.UnroutableException;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fail-over (RFC 3263, 4.3) and requests too long for UDP (RFC 3261, 18.1.1). */
class RequestSenderTest {
    private static final CSeq CSEQ = new CSeq(7, "OPTIONS");
    private static final TransportFailure REFUSED = new TransportFailure(TransportFailure.Kind.REFUSED, "refused");

    private final Wire wire = new Wire();
    private final TimerWheel wheel = new TimerWheel(0);
    private final TransactionTable table =
            new TransactionTable(new TransactionContext(SipTimers.DEFAULT, wheel, wire, new CountingMeters()), 10);
    private final RequestSender sender = new RequestSender(wire, table, new SipIds(new Random(7)));
    private final List<String> heard = new ArrayList<>();

    private static Hop hop(Protocol protocol, int last) {
        return Hop.of(protocol, new InetSocketAddress("192.0.2." + last, 5060));
    }

    private void send(int bodyBytes, Hop... hops) {
        SipRequest request = new SipRequest("OPTIONS", "sip:pbx.test", Headers.of(h -> {}), new byte[bodyBytes]);
        sender.send(
                Future.succeededFuture(List.of(hops)),
                CSEQ,
                (via, to) -> request.withVia(via),
                new HeardResponses(heard));
    }

    /** Answers the newest request. */
    private void answer(int status) throws Exception {
        SipRequest last = wire.lastRequest();
        String via = String.valueOf(last.headers().first("Via"));
        TransactionKey key = TransactionKey.ofClient(dev.sotto.gateway.sip.message.Via.parse(via), CSEQ);
        table.client(key).onResponse(new SipResponse(status, "x", last.headers(), new byte[0]));
    }

    private List<String> tried() {
        return wire.hops.stream()
                .map(hop -> hop.protocol() + " " + hop.address().getAddress().getHostAddress())
                .toList();
    }

    @Test
    void viaIsOfTheHopsProtocol() {
        send(0, hop(Protocol.TLS, 1));
        assertThat(wire.lastRequest().headers().first("Via")).startsWith("SIP/2.0/TLS 192.0.2.200:5060;branch=z9hG4bK");
    }

    @Test
    void refusedHopLeadsToTheNextWithABranchOfItsOwn() throws Exception {
        send(0, hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        String first = wire.lastRequest().headers().first("Via");
        wire.watchers.get(0).onTransportFailure(REFUSED);
        assertThat(tried()).containsExactly("TCP 192.0.2.1", "TCP 192.0.2.2");
        assertThat(wire.lastRequest().headers().first("Via")).isNotEqualTo(first);
        answer(200);
        assertThat(heard).containsExactly("200");
        assertThat(table.size()).isZero();
    }

    @Test
    void unavailableServerLeadsToTheNextAndTheLastOnesAnswerCounts() throws Exception {
        send(0, hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        answer(503);
        assertThat(heard).isEmpty();
        answer(503);
        assertThat(heard).containsExactly("503");
    }

    @Test
    void otherRefusalsAreFinal() throws Exception {
        send(0, hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        answer(486);
        assertThat(heard).containsExactly("486");
        assertThat(tried()).hasSize(1);
    }

    @Test
    void silenceLeadsToTheNext() {
        send(0, hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        wheel.advanceTo(32_100);
        assertThat(tried()).hasSize(2);
        wheel.advanceTo(65_000);
        assertThat(heard).containsExactly("timeout");
    }

    @Test
    void silenceAfterAProvisionalAnswerIsFinal() throws Exception {
        send(0, hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        answer(100);
        wheel.advanceTo(32_100);
        assertThat(heard).containsExactly("100", "timeout");
        assertThat(tried()).hasSize(1);
    }

    @Test
    void whenAllAreRefusedTheLastFailureIsTold() {
        send(0, hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        wire.watchers.get(0).onTransportFailure(REFUSED);
        wire.watchers.get(1).onTransportFailure(new TransportFailure(TransportFailure.Kind.UNTRUSTED, ""));
        assertThat(heard).containsExactly("failed UNTRUSTED");
    }

    @Test
    void targetWithoutServersFails() {
        SipTarget target = new SipTarget("nobody.test", 0, null, false);
        sender.send(
                Future.failedFuture(new UnroutableException(target, "no address")),
                CSEQ,
                (via, to) -> {
                    throw new AssertionError("nothing to send");
                },
                new HeardResponses(heard));
        assertThat(heard).containsExactly("failed REFUSED");
    }

    @Test
    void longRequestGoesByTcpAndByUdpWhereThatIsRefused() throws Exception {
        send(1_300, hop(Protocol.UDP, 1));
        assertThat(wire.lastRequest().headers().first("Via")).startsWith("SIP/2.0/TCP");
        wire.watchers.get(0).onTransportFailure(REFUSED);
        assertThat(tried()).containsExactly("TCP 192.0.2.1", "UDP 192.0.2.1");
        assertThat(wire.lastRequest().headers().first("Via")).startsWith("SIP/2.0/UDP");
        answer(200);
        assertThat(heard).containsExactly("200");
    }

    @Test
    void longRequestThatTcpHasCarriedIsNotRepeatedByUdp() throws Exception {
        send(1_300, hop(Protocol.UDP, 1), hop(Protocol.UDP, 2));
        answer(503);
        assertThat(tried()).containsExactly("TCP 192.0.2.1", "TCP 192.0.2.2");
    }

    @Test
    void shortRequestStaysOnUdp() {
        send(200, hop(Protocol.UDP, 1));
        assertThat(SipWriter.length(wire.lastRequest())).isLessThan(RequestSender.MAX_UDP_BYTES);
        assertThat(tried()).containsExactly("UDP 192.0.2.1");
    }
}
