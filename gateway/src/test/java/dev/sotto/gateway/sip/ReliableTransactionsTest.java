package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.TransportFailure;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over TCP nothing is sent again, and nothing is waited for that only UDP needs (RFC 3261, 17; RFC 6026). */
class ReliableTransactionsTest {
    private static final Hop PEER = Hop.of(Protocol.TCP, new InetSocketAddress("192.0.2.1", 5062));
    private static final TransportFailure REFUSED = new TransportFailure(TransportFailure.Kind.REFUSED, "refused");

    private final Wire wire = new Wire();
    private final TimerWheel wheel = new TimerWheel(0);
    private final TransactionContext context =
            new TransactionContext(SipTimers.DEFAULT, wheel, wire, new CountingMeters());
    private final List<String> heard = new ArrayList<>();
    private boolean terminated;

    private SipRequest message(String method) throws Exception {
        Caller caller = new Caller("reliable", "192.0.2.1", 5062, Protocol.TCP);
        String text = method.equals("INVITE") ? caller.invite() : caller.next(method, "", "");
        return (SipRequest) new SipParser(SipLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private IncomingRequest incoming(String method) throws Exception {
        return IncomingRequest.of(message(method), PEER);
    }

    private SipResponse response(IncomingRequest request, int status) {
        return new Responses(SipSettings.DEFAULT, wire).to(request, Reply.of(status), "tag");
    }

    private InviteClientTransaction invite() throws Exception {
        var client = new InviteClientTransaction(
                message("INVITE"), PEER, context, new HeardResponses(heard), () -> terminated = true);
        client.start();
        return client;
    }

    private NonInviteClientTransaction options() throws Exception {
        var client = new NonInviteClientTransaction(
                message("OPTIONS"), PEER, context, new HeardResponses(heard), () -> terminated = true);
        client.start();
        return client;
    }

    @Test
    void inviteIsSentOnceAndStillGivenUp() throws Exception {
        invite();
        wheel.advanceTo(31_990);
        assertThat(wire.take()).containsExactly("INVITE");
        wheel.advanceTo(32_100);
        assertThat(heard).containsExactly("timeout");
    }

    @Test
    void refusedInviteIsAcknowledgedAndForgotten() throws Exception {
        invite().onResponse(response(incoming("INVITE"), 486));
        assertThat(wire.take()).containsExactly("INVITE", "ACK");
        assertThat(heard).containsExactly("486");
        assertThat(terminated).isTrue();
    }

    @Test
    void answeredInviteStaysForFurtherAnswersAsOverUdp() throws Exception {
        invite().onResponse(response(incoming("INVITE"), 200));
        wheel.advanceTo(31_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(32_100);
        assertThat(terminated).isTrue();
    }

    @Test
    void requestIsSentOnceAndForgottenWithItsAnswer() throws Exception {
        NonInviteClientTransaction client = options();
        wheel.advanceTo(20_000);
        assertThat(wire.take()).containsExactly("OPTIONS");
        client.onResponse(response(incoming("OPTIONS"), 200));
        assertThat(heard).containsExactly("200");
        assertThat(terminated).isTrue();
    }

    @Test
    void failureOfTheTransportIsToldAtOnceAndOnce() throws Exception {
        InviteClientTransaction invite = invite();
        assertThat(invite.isWaiting()).isTrue();
        wire.watchers.get(0).onTransportFailure(REFUSED);
        wire.watchers.get(0).onTransportFailure(REFUSED);
        assertThat(heard).containsExactly("failed REFUSED");
        assertThat(terminated).isTrue();
        wheel.advanceTo(40_000);
        assertThat(heard).hasSize(1);
    }

    @Test
    void lostConnectionIsOfNoInterestOnceItRings() throws Exception {
        InviteClientTransaction invite = invite();
        invite.onResponse(response(incoming("INVITE"), 180));
        assertThat(invite.isWaiting()).isFalse();
        invite.onTransportFailure(REFUSED);
        assertThat(heard).containsExactly("180");
        NonInviteClientTransaction options = options();
        options.onResponse(response(incoming("OPTIONS"), 200));
        assertThat(options.isWaiting()).isFalse();
    }

    @Test
    void ourRefusalIsNotRepeatedAndItsAckEndsIt() throws Exception {
        IncomingRequest request = incoming("INVITE");
        InviteServerTransaction server = new InviteServerTransaction(request, context, () -> terminated = true);
        server.respond(response(request, 486));
        wheel.advanceTo(20_000);
        assertThat(wire.take()).containsExactly("486");
        server.onAck();
        assertThat(terminated).isTrue();
    }

    @Test
    void ourRefusalWithoutAckIsForgottenAfterTimerH() throws Exception {
        IncomingRequest request = incoming("INVITE");
        new InviteServerTransaction(request, context, () -> terminated = true).respond(response(request, 486));
        wheel.advanceTo(32_100);
        assertThat(terminated).isTrue();
    }

    @Test
    void ourAnswerToAnyOtherRequestEndsIt() throws Exception {
        IncomingRequest request = incoming("OPTIONS");
        NonInviteServerTransaction server = new NonInviteServerTransaction(request, context, () -> terminated = true);
        server.respond(response(request, 200));
        assertThat(terminated).isTrue();
        assertThat(wheel.running()).isZero();
    }

    @Test
    void answersGoBackOnTheConnectionElseToWhereTheViaSays() throws Exception {
        Hop.Connection connection = () -> true;
        Hop source = new Hop(Protocol.TCP, new InetSocketAddress("192.0.2.1", 40_000), connection);
        Hop back = IncomingRequest.of(message("OPTIONS"), source).responseHop();
        assertThat(back.connection()).isSameAs(connection);
        assertThat(back.address()).isEqualTo(new InetSocketAddress("192.0.2.1", 5062));
    }
}
