package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.InviteServerTransaction.State;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipParser;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3261, figure 7, with RFC 6026's Accepted. */
class InviteServerTransactionTest {
    private final Wire wire = new Wire();
    private final CountingMeters meters = new CountingMeters();
    private final TimerWheel wheel = new TimerWheel(0);
    private final TransactionContext context = new TransactionContext(SipTimers.DEFAULT, wheel, wire, meters);
    private InviteServerTransaction transaction;
    private boolean terminated;
    private boolean cancelled;

    @BeforeEach
    void open() throws Exception {
        byte[] invite = new Caller("ist", "192.0.2.1", 5062).invite().getBytes(StandardCharsets.UTF_8);
        SipRequest request = (SipRequest) new SipParser(SipLimits.DEFAULT).parse(invite);
        IncomingRequest incoming = IncomingRequest.of(request, Hop.udp(new InetSocketAddress("192.0.2.1", 5062)));
        transaction = new InviteServerTransaction(incoming, context, () -> terminated = true);
        transaction.onCancel("tag", () -> cancelled = true);
    }

    private SipResponse response(int status) {
        return new Responses(SipSettings.DEFAULT, wire).to(transaction.request(), Reply.of(status), "tag");
    }

    private void reach(State state) {
        switch (state) {
            case PROCEEDING -> transaction.respond(response(180));
            case ACCEPTED -> transaction.respond(response(200));
            case COMPLETED -> transaction.respond(response(486));
            case CONFIRMED -> {
                transaction.respond(response(486));
                transaction.onAck();
            }
            case TERMINATED -> {
                transaction.respond(response(486));
                wheel.advanceTo(40_000);
            }
        }
        wire.take();
    }

    private void happen(String event) {
        switch (event) {
            case "INVITE" -> transaction.onRetransmission();
            case "ACK" -> transaction.onAck();
            case "CANCEL" -> transaction.cancel();
            default -> transaction.respond(response(Integer.parseInt(event)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROCEEDING,INVITE,PROCEEDING,180", "PROCEEDING,ACK,PROCEEDING,", "PROCEEDING,183,PROCEEDING,183",
        "PROCEEDING,200,ACCEPTED,200", "PROCEEDING,486,COMPLETED,486", "PROCEEDING,CANCEL,PROCEEDING,",
        "ACCEPTED,INVITE,ACCEPTED,", "ACCEPTED,ACK,ACCEPTED,", "ACCEPTED,183,ACCEPTED,",
        "ACCEPTED,200,ACCEPTED,200", "ACCEPTED,486,ACCEPTED,", "ACCEPTED,CANCEL,ACCEPTED,",
        "COMPLETED,INVITE,COMPLETED,486", "COMPLETED,ACK,CONFIRMED,", "COMPLETED,183,COMPLETED,",
        "COMPLETED,200,COMPLETED,", "COMPLETED,486,COMPLETED,", "COMPLETED,CANCEL,COMPLETED,",
        "CONFIRMED,INVITE,CONFIRMED,", "CONFIRMED,ACK,CONFIRMED,", "CONFIRMED,183,CONFIRMED,",
        "CONFIRMED,200,CONFIRMED,", "CONFIRMED,486,CONFIRMED,", "CONFIRMED,CANCEL,CONFIRMED,",
        "TERMINATED,INVITE,TERMINATED,", "TERMINATED,ACK,TERMINATED,", "TERMINATED,183,TERMINATED,",
        "TERMINATED,200,TERMINATED,", "TERMINATED,486,TERMINATED,", "TERMINATED,CANCEL,TERMINATED,",
    })
    void everyEventInEveryState(State from, String event, State to, String sent) {
        reach(from);
        happen(event);
        assertThat(transaction.state()).isEqualTo(to);
        assertThat(wire.take()).isEqualTo(sent == null ? List.of() : List.of(sent));
        assertThat(cancelled).isEqualTo(from == State.PROCEEDING && event.equals("CANCEL"));
    }

    @Test
    void timerGRepeatsTheRefusalAtGrowingIntervals() {
        reach(State.COMPLETED);
        assertThat(repetitionsUntil(480)).isZero();
        assertThat(repetitionsUntil(550)).isEqualTo(1); // 0.5 s
        assertThat(repetitionsUntil(1_600)).isEqualTo(1); // + 1 s
        assertThat(repetitionsUntil(3_650)).isEqualTo(1); // + 2 s
        assertThat(repetitionsUntil(7_700)).isEqualTo(1); // + 4 s
        assertThat(repetitionsUntil(11_750)).isEqualTo(1); // + T2
        assertThat(transaction.state()).isEqualTo(State.COMPLETED);
    }

    private int repetitionsUntil(long millis) {
        wheel.advanceTo(millis);
        return wire.take().size();
    }

    @Test
    void timerHGivesUpWithoutAck() {
        reach(State.COMPLETED);
        wheel.advanceTo(31_990);
        assertThat(transaction.state()).isEqualTo(State.COMPLETED);
        wheel.advanceTo(32_040);
        assertThat(transaction.state()).isEqualTo(State.TERMINATED);
        assertThat(terminated).isTrue();
        assertThat(wheel.running()).isZero();
    }

    @Test
    void timerIEndsAfterT4OfSwallowingAcks() {
        reach(State.CONFIRMED);
        wheel.advanceTo(4_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(5_040);
        assertThat(terminated).isTrue();
        assertThat(wire.take()).isEmpty();
    }

    @Test
    void timerLKeepsAcceptedFor64T1() {
        reach(State.ACCEPTED);
        wheel.advanceTo(31_990);
        assertThat(terminated).isFalse();
        wheel.advanceTo(32_040);
        assertThat(terminated).isTrue();
    }
}
