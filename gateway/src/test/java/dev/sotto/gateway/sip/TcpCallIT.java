package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls over TCP on loopback, also those that lose their connection. */
@Timeout(60)
class TcpCallIT {
    private static final SipSettings HASTY = SipSettings.DEFAULT.withT1(Duration.ofMillis(20));
    private volatile Consumer<IncomingCall> onInvite = call -> {
        call.ringing();
        call.answer(Caller.SDP);
    };
    private LiveEndpoint live;

    @BeforeEach
    void bind() throws Exception {
        live = new LiveEndpoint(HASTY, call -> onInvite.accept(call), "127.0.0.1", null);
    }

    @AfterEach
    void close() throws Exception {
        live.close();
    }

    @Test
    void callerIsAnsweredAndHangsUp() throws Exception {
        try (StreamPhone phone = new StreamPhone(live.address, "tcp")) {
            phone.say(phone.caller().invite());
            SipResponse ok = phone.hear(200);
            assertThat(ok.headers().first("Contact"))
                    .isEqualTo("<sip:sotto@127.0.0.1:" + live.address.getPort() + ";transport=tcp>");
            phone.say(phone.caller().heard(ok).ack());
            phone.hangUp();
        }
        assertThat(live.calls.events).containsExactly("acknowledged null", "hung up null");
    }

    @Test
    void ourByeGoesBackOverTheCallersConnection() throws Exception {
        try (StreamPhone phone = new StreamPhone(live.address, "ours")) {
            phone.call();
            live.eventually("acknowledged", () -> live.calls.events.contains("acknowledged " + null));
            live.onLoop(() -> live.calls.last().hangUp("done"));
            SipRequest bye = phone.hearRequest("BYE");
            assertThat(bye.headers().first("Via")).startsWith("SIP/2.0/TCP 127.0.0.1:" + live.address.getPort());
            phone.say(phone.caller().okTo(bye));
            live.eventually("ended", () -> live.endpoint.listening().size() == 2);
        }
        live.onLoop(() -> assertThat(live.meters.of("sent BYE")).isEqualTo(1));
    }

    @Test
    void cutBeforeTheAnswerBringsTheAnswerToWhereTheViaSays() throws Exception {
        onInvite = IncomingCall::ringing;
        try (ServerSocket home = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            home.setSoTimeout(10_000);
            StreamPhone phone = new StreamPhone(live.address, "moved");
            Caller caller = new Caller("moved", "127.0.0.1", home.getLocalPort(), Protocol.TCP);
            phone.say(caller.invite());
            phone.hear(180);
            phone.cut();
            live.eventually("cut", () -> live.meters.of(Protocol.TCP) == 0);
            live.onLoop(() -> live.calls.last().answer(Caller.SDP));
            try (StreamPhone again = new StreamPhone(home.accept(), "moved-2", Protocol.TCP)) {
                SipResponse ok = again.hear(200);
                again.say(caller.heard(ok).ack());
                again.say(caller.bye());
                again.hear(200);
            }
        }
        assertThat(live.calls.events).contains("acknowledged null", "hung up null");
    }

    @Test
    void cutBeforeTheAnswerForGoodEndsTheCall() throws Exception {
        onInvite = IncomingCall::ringing;
        StreamPhone phone = new StreamPhone(live.address, "gone");
        phone.say(phone.caller().invite());
        phone.hear(180);
        phone.cut();
        live.onLoop(() -> live.calls.last().answer(Caller.SDP));
        // 64 * T1 without an ACK
        live.eventually("lost", () -> live.calls.events.contains("lost no ACK"));
        live.eventually("no connection is left", () -> live.meters.of(Protocol.TCP) == 0);
    }

    @Test
    void cutInMidCallMakesOurByeFailAtOnce() throws Exception {
        StreamPhone phone = new StreamPhone(live.address, "midcall");
        phone.call();
        live.eventually("acknowledged", () -> live.calls.events.contains("acknowledged null"));
        phone.cut();
        live.eventually("cut", () -> live.meters.of(Protocol.TCP) == 0);
        live.onLoop(() -> live.calls.last().hangUp("done"));
        live.eventually("ended", () -> live.calls.events.contains("lost BYE not answered"));
    }

    @Test
    void cutWithOurByeUnderWayEndsTheCallAtOnce() throws Exception {
        StreamPhone phone = new StreamPhone(live.address, "bye");
        phone.call();
        live.eventually("acknowledged", () -> live.calls.events.contains("acknowledged null"));
        live.onLoop(() -> live.calls.last().hangUp("done"));
        phone.hearRequest("BYE");
        phone.cut();
        live.eventually("ended", () -> live.calls.events.contains("lost BYE not answered"));
    }

    @Test
    void callsOnOneConnectionShareIt() throws Exception {
        try (StreamPhone phone = new StreamPhone(live.address, "first")) {
            Caller second = new Caller("second", "127.0.0.1", phone.socket().getLocalPort(), Protocol.TCP);
            phone.say(phone.caller().invite() + second.invite());
            SipResponse one = phone.hear(200);
            SipResponse other = phone.hear(200);
            phone.say(phone.caller().heard(one).ack() + second.heard(other).ack() + second.bye());
            phone.hear(200);
            phone.hangUp();
            live.onLoop(() -> assertThat(live.meters.of("TCP by peer")).isEqualTo(1));
        }
    }

    @Test
    void keepAliveIsAnswered() throws Exception {
        try (StreamPhone phone = new StreamPhone(live.address, "ping")) {
            phone.say("\r\n\r\n");
            assertThat(phone.octet()).isEqualTo('\r');
            assertThat(phone.octet()).isEqualTo('\n');
            phone.call();
            phone.hangUp();
        }
    }

    @Test
    void tenMegabytesOfGarbageAreCutAndTheNextCallAnswered() throws Exception {
        byte[] garbage = new byte[10 << 20];
        new Random(7).nextBytes(garbage);
        garbage[0] = 'I';
        try (StreamPhone noise = new StreamPhone(live.address, "noise")) {
            try {
                noise.say(garbage);
            } catch (java.net.SocketException reset) {
                // cut while it was still talking
            }
            noise.awaitEnd();
        }
        live.eventually("cut", () -> live.meters.of(SipMeters.Cut.BROKEN) == 1 && live.meters.of(Protocol.TCP) == 0);
        try (StreamPhone phone = new StreamPhone(live.address, "after")) {
            phone.call();
            phone.hangUp();
        }
    }

    @Test
    void halfAMessageAtTheEndIsDroppedAndCounted() throws Exception {
        try (StreamPhone phone = new StreamPhone(live.address, "half")) {
            String invite = phone.caller().invite();
            phone.say(invite.substring(0, invite.length() / 2));
        }
        live.eventually("counted", () -> live.meters.of(SipMeters.Drop.TRUNCATED) == 1);
        assertThat(live.calls.calls).isEmpty();
    }

    @Test
    void requestWithoutContentLengthIsRefusedAndItsConnectionClosed() throws Exception {
        try (StreamPhone phone = new StreamPhone(live.address, "endless")) {
            phone.say(phone.caller().invite().replaceAll("Content-Length: \\d+\r\n", ""));
            assertThat(phone.hear(400).reason()).isEqualTo("Missing Content-Length");
            phone.awaitEnd();
        }
    }
}
