package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.TransportFailure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An INVITE of ours goes to the next server (RFC 3263, 4.3), and by TCP where it is long (RFC 3261, 18.1.1). */
class InviteFailOverTest {
    private static final TransportFailure REFUSED = new TransportFailure(TransportFailure.Kind.REFUSED, "refused");

    private final Scene scene = new Scene();
    private final Callee phone = new Callee("a", "sip:bob@192.0.2.9:5060");
    private final List<String> heard = new ArrayList<>();

    private static Hop hop(Protocol protocol, int last) {
        return Hop.of(protocol, new InetSocketAddress("192.0.2." + last, 5060));
    }

    private OutgoingCall dial(String offer, Hop... hops) {
        return dial(CallPlan.to("sip:bob@pbx.test", List.of(hops), offer, Duration.ofSeconds(90)));
    }

    private OutgoingCall dial(CallPlan plan) {
        return scene.stack.ours().call(plan, new OutgoingHandler() {
            @Override
            public void onAnswered(OutgoingCall call, String sdp) {
                heard.add("answered");
            }

            @Override
            public void onFailed(CallFailure failure) {
                heard.add(failure.kind() + " " + failure.status());
            }
        });
    }

    /** Every request that has left, by way and method. */
    private List<String> sent() {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < scene.wire.sent.size(); n++) {
            Hop to = scene.wire.hops.get(n);
            all.add(to.protocol() + " " + to.address().getAddress().getHostAddress() + " "
                    + Wire.brief(scene.wire.sent.get(n)));
        }
        return all;
    }

    private static String branch(SipRequest request) throws Exception {
        return String.valueOf(Essentials.of(request.headers()).topVia().branch());
    }

    @Test
    void unavailableServerLeadsToTheNextInATransactionOfItsOwn() throws Exception {
        dial("v=0 offer", hop(Protocol.UDP, 1), hop(Protocol.UDP, 2));
        SipRequest first = scene.wire.lastRequest();

        scene.hear(phone.answer(first, "503 Service Unavailable"));

        SipRequest second = scene.wire.lastRequest();
        assertThat(sent()).containsExactly("UDP 192.0.2.1 INVITE", "UDP 192.0.2.1 ACK", "UDP 192.0.2.2 INVITE");
        assertThat(branch(second)).isNotEqualTo(branch(first));
        assertThat(second.headers().first("Call-ID")).isEqualTo(first.headers().first("Call-ID"));
        scene.hear(phone.answerWithSdp(second, "200 OK"));
        assertThat(heard).containsExactly("answered");
    }

    @Test
    void deadConnectionLeadsToTheNextAndTheLastFailureIsTheCalls() {
        dial("v=0 offer", hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        scene.wire.watchers.get(0).onTransportFailure(REFUSED);
        assertThat(sent()).containsExactly("TCP 192.0.2.1 INVITE", "TCP 192.0.2.2 INVITE");

        scene.wire.watchers.get(1).onTransportFailure(REFUSED);

        assertThat(heard).hasSize(1);
        assertThat(scene.stack.ours().unanswered()).isZero();
    }

    @Test
    void silentServerLeadsToTheNext() {
        dial("v=0 offer", hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));

        scene.pass(32_100);

        assertThat(sent()).containsExactly("TCP 192.0.2.1 INVITE", "TCP 192.0.2.2 INVITE");
    }

    @Test
    void longInviteGoesByTcpAndByUdpWhereThatIsRefused() {
        dial("v=0 " + "x".repeat(1_300), hop(Protocol.UDP, 1));
        assertThat(sent()).containsExactly("TCP 192.0.2.1 INVITE");

        scene.wire.watchers.get(0).onTransportFailure(REFUSED);

        assertThat(sent()).containsExactly("TCP 192.0.2.1 INVITE", "UDP 192.0.2.1 INVITE");
    }

    @Test
    void cancelGoesWhereTheLastInviteWent() throws Exception {
        OutgoingCall call = dial("v=0 offer", hop(Protocol.UDP, 1), hop(Protocol.UDP, 2));
        scene.hear(phone.answer(scene.wire.lastRequest(), "503 Service Unavailable"));
        SipRequest second = scene.wire.lastRequest();
        scene.hear(phone.answer(second, "180 Ringing"));

        call.hangUp("never mind");

        assertThat(sent()).endsWith("UDP 192.0.2.2 CANCEL");
        assertThat(branch(scene.wire.lastRequest())).isEqualTo(branch(second));
    }

    @Test
    void callThatIsCalledOffIsNotTriedElsewhere() {
        OutgoingCall call = dial("v=0 offer", hop(Protocol.TCP, 1), hop(Protocol.TCP, 2));
        call.hangUp("never mind");

        scene.wire.watchers.get(0).onTransportFailure(REFUSED);

        assertThat(sent()).containsExactly("TCP 192.0.2.1 INVITE");
        assertThat(heard).containsExactly("CANCELLED 487");
    }

    @Test
    void passwordGoesToTheServerThatAskedForIt() {
        CallPlan plan = CallPlan.to(
                        "sip:bob@pbx.test",
                        List.of(hop(Protocol.UDP, 1), hop(Protocol.UDP, 2)),
                        "v=0 offer",
                        Duration.ofSeconds(90))
                .with((CallPlan.Credentials) (request, challenge) -> new Header("Authorization", "Digest x"));
        dial(plan);
        scene.hear(phone.answer(scene.wire.lastRequest(), "503 Service Unavailable"));

        scene.hear(phone.answer(scene.wire.lastRequest(), "401 Unauthorized"));

        assertThat(sent()).endsWith("UDP 192.0.2.2 ACK", "UDP 192.0.2.2 INVITE");
        assertThat(scene.wire.lastRequest().headers().first("Authorization")).isEqualTo("Digest x");
    }
}
