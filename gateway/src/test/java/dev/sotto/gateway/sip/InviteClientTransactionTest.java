package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.InviteClientTransaction.State;
import dev.sotto.gateway.sip.message.CSeq;
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

/** RFC 3261, figure 5, with RFC 6026's Accepted. */
class InviteClientTransactionTest {
    private static final Hop PEER = Hop.udp(new InetSocketAddress("192.0.2.1", 5062));

    private final Wire wire = new Wire();
    private final TimerWheel wheel = new TimerWheel(0);
    private final TransactionContext context =
            new TransactionContext(SipTimers.DEFAULT, wheel, wire, new CountingMeters());
    private final List<String> heard = new ArrayList<>();
    private IncomingRequest request;
    private InviteClientTransaction client;
    private boolean terminated;

    @BeforeEach
    void open() throws Exception {
        byte[] invite = new Caller("ict", "192.0.2.9", 5060).invite().getBytes(StandardCharsets.UTF_8);
        SipRequest message = (SipRequest) new SipParser(SipLimits.DEFAULT).parse(invite);
        request = IncomingRequest.of(message, PEER);
        client =
                new InviteClientTransaction(message, PEER, context, new HeardResponses(heard), () -> terminated = true);
        client.start();
    }

    private SipResponse response(String status) {
        return new Responses(SipSettings.DEFAULT, wire).to(request, Reply.of(Integer.parseInt(status)), "theirs");
    }

    @ParameterizedTest
    @CsvSource({
        "CALLING,180,PROCEEDING,180,", "CALLING,200,ACCEPTED,200,", "CALLING,486,COMPLETED,486,ACK",
        "PROCEEDING,180,PROCEEDING,180,", "PROCEEDING,200,ACCEPTED,200,", "PROCEEDING,486,COMPLETED,486,ACK",
        "ACCEPTED,180,ACCEPTED,,", "ACCEPTED,200,ACCEPTED,200,", "ACCEPTED,486,ACCEPTED,,",
        "COMPLETED,180,COMPLETED,,", "COMPLETED,200,COMPLETED,,", "COMPLETED,486,COMPLETED,,ACK",
        "TERMINATED,180,TERMINATED,,", "TERMINATED,200,TERMINATED,,", "TERMINATED,486,TERMINATED,,",
    })
    void everyResponseInEveryState(State from, String event, State to, String up, String sent) {
        switch (from) {
            case CALLING -> {}
            case PROCEEDING -> client.onResponse(response("180"));
            case ACCEPTED -> client.onResponse(response("200"));
            case COMPLETED -> client.onResponse(response("486"));
            case TERMINATED -> wheel.advanceTo(40_000);
        }
        heard.clear();
        wire.take();
        client.onResponse(response(event));
        assertThat(client.state()).isEqualTo(to);
        assertThat(heard).isEqualTo(up == null ? List.of() : List.of(up));
        assertThat(wire.take()).isEqualTo(sent == null ? List.of() : List.of(sent));
    }

    @Test
    void timersAAndBRepeatTheInviteSevenTimesAndGiveUp() {
        wheel.advanceTo(31_990);
        // 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s (17.1.1.2)
        assertThat(wire.take()).hasSize(7).containsOnly("INVITE");
        wheel.advanceTo(32_100);
        assertThat(heard).containsExactly("timeout");
        assertThat(terminated).isTrue();
    }

    @Test
    void ringingStopsTheRepetitionAndThePatience() {
        client.onResponse(response("180"));
        wire.take();
        wheel.advanceTo(100_000);
        assertThat(wire.take()).isEmpty();
        assertThat(client.state()).isEqualTo(State.PROCEEDING);
    }

    @Test
    void ackToARefusalHasTheInvitesBranchAndTheResponsesTag() throws Exception {
        client.onResponse(response("486"));
        SipRequest ack = wire.lastRequest();
        Essentials essentials = Essentials.of(ack.headers());
        assertThat(essentials.topVia()).isEqualTo(request.essentials().topVia());
        assertThat(essentials.to().tag()).isEqualTo("theirs");
        assertThat(essentials.cseq()).isEqualTo(new CSeq(1, "ACK"));
    }

    @Test
    void timerDSwallowsRepeatedRefusalsFor32Seconds() {
        client.onResponse(response("486"));
        wheel.advanceTo(31_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(32_040);
        assertThat(terminated).isTrue();
    }

    @Test
    void timerMEndsAccepted() {
        client.onResponse(response("200"));
        wheel.advanceTo(31_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(32_040);
        assertThat(terminated).isTrue();
    }
}
