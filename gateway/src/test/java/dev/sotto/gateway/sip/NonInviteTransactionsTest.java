package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3261, figures 6 and 8. */
class NonInviteTransactionsTest {
    private static final Hop PEER = Hop.udp(new InetSocketAddress("192.0.2.1", 5062));

    private final Wire wire = new Wire();
    private final CountingMeters meters = new CountingMeters();
    private final TimerWheel wheel = new TimerWheel(0);
    private final TransactionContext context = new TransactionContext(SipTimers.DEFAULT, wheel, wire, meters);
    private final List<String> heard = new ArrayList<>();
    private IncomingRequest request;
    private NonInviteServerTransaction server;
    private NonInviteClientTransaction client;
    private boolean terminated;

    @BeforeEach
    void open() throws Exception {
        byte[] options =
                new Caller("nist", "192.0.2.1", 5062).next("OPTIONS", "", "").getBytes(StandardCharsets.UTF_8);
        SipRequest message = (SipRequest) new SipParser(SipLimits.DEFAULT).parse(options);
        request = IncomingRequest.of(message, PEER);
        server = new NonInviteServerTransaction(request, context, () -> terminated = true);
        client = new NonInviteClientTransaction(
                message, PEER, context, new HeardResponses(heard), () -> terminated = true);
    }

    private SipResponse response(String status) {
        return new Responses(SipSettings.DEFAULT, wire).to(request, Reply.of(Integer.parseInt(status)), "tag");
    }

    @ParameterizedTest
    @CsvSource({
        "TRYING,again,TRYING,",
        "TRYING,183,PROCEEDING,183",
        "TRYING,200,COMPLETED,200",
        "TRYING,404,COMPLETED,404",
        "PROCEEDING,again,PROCEEDING,183",
        "PROCEEDING,183,PROCEEDING,183",
        "PROCEEDING,200,COMPLETED,200",
        "PROCEEDING,404,COMPLETED,404",
        "COMPLETED,again,COMPLETED,200",
        "COMPLETED,183,COMPLETED,",
        "COMPLETED,200,COMPLETED,",
        "COMPLETED,404,COMPLETED,",
        "TERMINATED,again,TERMINATED,",
        "TERMINATED,183,TERMINATED,",
        "TERMINATED,200,TERMINATED,",
        "TERMINATED,404,TERMINATED,",
    })
    void everyEventInEveryServerState(
            NonInviteServerTransaction.State from, String event, NonInviteServerTransaction.State to, String sent) {
        switch (from) {
            case TRYING -> {}
            case PROCEEDING -> server.respond(response("183"));
            case COMPLETED -> server.respond(response("200"));
            case TERMINATED -> {
                server.respond(response("200"));
                wheel.advanceTo(40_000);
            }
        }
        wire.take();
        if (event.equals("again")) {
            server.onRetransmission();
        } else {
            server.respond(response(event));
        }
        assertThat(server.state()).isEqualTo(to);
        assertThat(wire.take()).isEqualTo(sent == null ? List.of() : List.of(sent));
    }

    @Test
    void timerJKeepsTheAnswerFor64T1() {
        server.respond(response("200"));
        wheel.advanceTo(31_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(32_040);
        assertThat(terminated).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "TRYING,100,PROCEEDING,100", "TRYING,200,COMPLETED,200", "TRYING,481,COMPLETED,481",
        "PROCEEDING,100,PROCEEDING,100", "PROCEEDING,200,COMPLETED,200", "PROCEEDING,481,COMPLETED,481",
        "COMPLETED,100,COMPLETED,", "COMPLETED,200,COMPLETED,", "COMPLETED,481,COMPLETED,",
        "TERMINATED,100,TERMINATED,", "TERMINATED,200,TERMINATED,", "TERMINATED,481,TERMINATED,",
    })
    void everyResponseInEveryClientState(
            NonInviteClientTransaction.State from, String event, NonInviteClientTransaction.State to, String up) {
        client.start();
        switch (from) {
            case TRYING -> {}
            case PROCEEDING -> client.onResponse(response("100"));
            case COMPLETED -> client.onResponse(response("200"));
            case TERMINATED -> wheel.advanceTo(40_000);
        }
        heard.clear();
        client.onResponse(response(event));
        assertThat(client.state()).isEqualTo(to);
        assertThat(heard).isEqualTo(up == null ? List.of() : List.of(up));
    }

    @Test
    void timersEAndFRepeatTheRequestElevenTimesAndGiveUp() {
        client.start();
        wheel.advanceTo(31_990);
        // 0, 0.5, 1.5, 3.5, 7.5, ... 31.5 s (17.1.2.2)
        assertThat(wire.take()).hasSize(11).containsOnly("OPTIONS");
        assertThat(heard).isEmpty();
        wheel.advanceTo(32_050);
        assertThat(heard).containsExactly("timeout");
        assertThat(wheel.running()).isZero();
    }

    @Test
    void afterA100TheRequestIsRepeatedEveryT2() {
        client.start();
        client.onResponse(response("100"));
        wheel.advanceTo(600);
        wire.take();
        wheel.advanceTo(4_400);
        assertThat(wire.take()).isEmpty();
        wheel.advanceTo(4_700);
        assertThat(wire.take()).hasSize(1);
    }

    @Test
    void timerKSwallowsLateResponsesForT4() {
        client.start();
        client.onResponse(response("200"));
        wheel.advanceTo(4_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(5_040);
        assertThat(terminated).isTrue();
        assertThat(wire.take()).as("no repetition after the answer").hasSize(1);
    }
}
