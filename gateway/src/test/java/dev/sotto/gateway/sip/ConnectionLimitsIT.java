package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.ConnectionLimits;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Peers that take more than their share, with real sockets. */
@Timeout(60)
class ConnectionLimitsIT {
    private static final ConnectionLimits USUAL = ConnectionLimits.DEFAULT;

    private static LiveEndpoint live(ConnectionLimits limits) throws Exception {
        SipSettings settings = SipSettings.DEFAULT.withTransports(TransportSettings.DEFAULT.withConnections(limits));
        return new LiveEndpoint(settings, call -> call.answer(Caller.SDP), "127.0.0.1", null);
    }

    private static ConnectionLimits counts(int most, int perAddress) {
        return new ConnectionLimits(
                most, perAddress, USUAL.setUp(), USUAL.firstMessage(), USUAL.oneMessage(), USUAL.idle(), 4096);
    }

    private static ConnectionLimits times(Duration firstMessage, Duration oneMessage) {
        return new ConnectionLimits(
                10, 10, USUAL.setUp(), firstMessage, oneMessage, Duration.ofMinutes(1), USUAL.queuedBytes());
    }

    @Test
    void oneAddressHasItsShareAndNoMore() throws Exception {
        try (LiveEndpoint live = live(counts(10, 2));
                StreamPhone first = new StreamPhone(live.address, "first");
                StreamPhone second = new StreamPhone(live.address, "second")) {
            first.call();
            second.call();
            try (StreamPhone third = new StreamPhone(live.address, "third")) {
                third.awaitEnd();
            }
            live.eventually("counted", () -> live.meters.of(SipMeters.Cut.TOO_MANY) == 1);
            first.hangUp();
            first.close();
            live.eventually("one place is free", () -> live.meters.of(Protocol.TCP) == 1);
            try (StreamPhone fourth = new StreamPhone(live.address, "fourth")) {
                fourth.call();
                fourth.hangUp();
            }
            second.hangUp();
        }
    }

    @Test
    void whoSaysOneOctetNowAndThenIsCutInTheMiddleOfItsMessage() throws Exception {
        try (LiveEndpoint live = live(times(Duration.ofSeconds(30), Duration.ofMillis(300)));
                StreamPhone slow = new StreamPhone(live.address, "slow")) {
            String invite = slow.caller().invite();
            slow.say(invite.substring(0, 1));
            live.eventually("cut", () -> {
                try {
                    slow.say("x");
                } catch (IOException cut) {
                    // it is
                }
                return live.meters.of(SipMeters.Cut.SLOW) == 1;
            });
            live.eventually("closed", () -> live.meters.of(Protocol.TCP) == 0);
        }
    }

    @Test
    void whoSaysNothingIsCut() throws Exception {
        try (LiveEndpoint live = live(times(Duration.ofMillis(100), Duration.ofSeconds(30)));
                StreamPhone silent = new StreamPhone(live.address, "silent")) {
            silent.awaitEnd();
            live.eventually("counted", () -> live.meters.of(SipMeters.Cut.IDLE) == 1);
        }
    }

    @Test
    void whoDoesNotReadIsCut() throws Exception {
        try (LiveEndpoint live = live(counts(10, 10));
                Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4096);
            deaf.connect(live.address);
            StreamPhone phone = new StreamPhone(deaf, "deaf", Protocol.TCP);
            String options = phone.caller().next("OPTIONS", "", "");
            int said = 0;
            try {
                // the system's buffers take some megabytes before ours is asked
                while (said < 200_000) {
                    phone.say(options.replace("z9hG4bK-deaf", "z9hG4bK-deaf" + said));
                    said++;
                }
            } catch (SocketException cut) {
                // as it should be
            }
            live.eventually("cut", () -> live.meters.of(SipMeters.Cut.OVERFLOW) == 1);
        }
    }

    @Test
    void manyCallersAtOnceLeaveNothingBehind() throws Exception {
        try (LiveEndpoint live = live(counts(200, 200))) {
            List<StreamPhone> phones = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                phones.add(new StreamPhone(live.address, "many-" + i));
            }
            for (StreamPhone phone : phones) {
                phone.call();
            }
            for (StreamPhone phone : phones) {
                phone.hangUp();
                phone.close();
            }
            live.eventually("closed", () -> live.meters.of(Protocol.TCP) == 0);
            assertThat(live.calls.events).filteredOn("hung up null"::equals).hasSize(50);
        }
    }

    @Test
    void ipv6IsListenedOnAndWrittenInBrackets() throws Exception {
        boolean there = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.equals(loopback6()));
        if (!there) {
            System.err.println("SKIPPED: this machine has no IPv6 loopback");
        }
        assumeTrue(there, "no IPv6");
        try (LiveEndpoint live = new LiveEndpoint(SipSettings.DEFAULT, call -> call.answer(Caller.SDP), "::1", null);
                StreamPhone phone = new StreamPhone(live.address, "six")) {
            phone.say(phone.caller().invite());
            SipResponse ok = phone.hear(200);
            assertThat(ok.headers().first("Contact"))
                    .isEqualTo("<sip:sotto@[::1]:" + live.address.getPort() + ";transport=tcp>");
            phone.say(phone.caller().heard(ok).ack());
            phone.hangUp();
        }
    }

    private static InetAddress loopback6() {
        try {
            return InetAddress.getByName("::1");
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
