package dev.sotto.loadtest.acd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.phone.SipMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnsweringTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Answering answering =
            new Answering(request("INVITE", 1), "127.0.0.1:9000", "t9", sent::add, new Answering.Listener() {
                @Override
                public void connected() {
                    told.add("connected");
                }

                @Override
                public void over(Answering.Over how) {
                    told.add(how.name());
                }

                @Override
                public void forgotten() {
                    told.add("forgotten");
                }
            });

    private static SipMessage request(String method, int cseq) {
        return parse(method + " sip:people@127.0.0.1:9000 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:7000;branch=z9hG4bKx\r\nFrom: <sip:caller@127.0.0.1>;tag=c1\r\n"
                + "To: <sip:people@127.0.0.1:9000>\r\nCall-ID: call\r\nCSeq: " + cseq + " " + method
                + "\r\nContact: <sip:caller@127.0.0.1:7000>\r\n\r\n");
    }

    private static SipMessage parse(String text) {
        return SipMessage.parse(text).orElseThrow();
    }

    private List<String> lines() {
        return sent.stream().map(message -> message.split("\r\n", 2)[0]).toList();
    }

    private void connect() {
        answering.ring();
        answering.answer("v=0", 0);
        answering.on(request("ACK", 1), 0);
    }

    @Test
    void anAnswerIsRepeatedUntilItIsAcknowledged() {
        answering.ring();
        answering.answer("v=0", 0);
        answering.tick(SECOND / 2);
        answering.tick(SECOND);
        answering.tick(3 * SECOND / 2);
        answering.on(request("ACK", 1), 2 * SECOND);
        answering.tick(10 * SECOND);

        assertThat(lines())
                .containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 200 OK", "SIP/2.0 200 OK");
        assertThat(sent.get(1)).contains(";tag=t9\r\n").endsWith("\r\n\r\nv=0");
        assertThat(told).containsExactly("connected");
        assertThat(answering.connected()).isTrue();
    }

    @Test
    void theSameInviteAgainGetsTheSameAnswer() {
        connect();
        answering.on(request("INVITE", 1), 0);

        assertThat(sent.get(2)).isEqualTo(sent.get(1));
        assertThat(told).containsExactly("connected");
    }

    @Test
    void aRefreshedSessionGetsOurDescription() {
        connect();
        answering.on(request("INVITE", 2), 0);

        assertThat(sent.get(2))
                .startsWith("SIP/2.0 200 OK")
                .contains("cseq: 2 INVITE")
                .endsWith("v=0");
    }

    @Test
    void whoeverCancelsWhileItRingsGetsBothAnswers() {
        answering.ring();
        answering.on(request("CANCEL", 1), 0);
        answering.tick(SECOND);
        answering.on(request("ACK", 1), 2 * SECOND);
        answering.answer("v=0", 3 * SECOND);

        assertThat(lines())
                .containsExactly(
                        "SIP/2.0 180 Ringing",
                        "SIP/2.0 200 OK",
                        "SIP/2.0 487 Request Terminated",
                        "SIP/2.0 487 Request Terminated");
        assertThat(sent.get(1)).contains("cseq: 1 CANCEL");
        assertThat(sent.get(2)).contains("cseq: 1 INVITE");
        assertThat(told).containsExactly("CANCELLED", "forgotten");
    }

    @Test
    void aCancelThatCrossesTheAnswerChangesNothing() {
        answering.ring();
        answering.answer("v=0", 0);
        answering.on(request("CANCEL", 1), 0);
        answering.on(request("ACK", 1), 0);

        assertThat(told).containsExactly("connected");
        assertThat(lines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 200 OK");
    }

    @Test
    void theirGoodbyeIsAnsweredAndEndsIt() {
        connect();
        answering.on(request("BYE", 2), 0);

        assertThat(sent.get(2)).startsWith("SIP/2.0 200 OK").contains("cseq: 2 BYE");
        assertThat(told).containsExactly("connected", "THEY_HUNG_UP", "forgotten");
    }

    @Test
    void aGoodbyeBeforeTheAcknowledgementEndsItToo() {
        answering.ring();
        answering.answer("v=0", 0);
        answering.on(request("BYE", 2), 0);

        assertThat(told).containsExactly("THEY_HUNG_UP", "forgotten");
    }

    @Test
    void ourGoodbyeGoesToTheirContactUntilItIsAnswered() {
        connect();
        answering.hangUp(0);
        answering.tick(SECOND / 2);
        answering.on(parse("SIP/2.0 200 OK\r\nCall-ID: call\r\nCSeq: 1 BYE\r\n\r\n"), SECOND);
        answering.tick(2 * SECOND);

        assertThat(lines().subList(2, 4))
                .containsExactly("BYE sip:caller@127.0.0.1:7000 SIP/2.0", "BYE sip:caller@127.0.0.1:7000 SIP/2.0");
        assertThat(sent.get(2))
                .contains("From: <sip:people@127.0.0.1:9000>;tag=t9\r\n")
                .contains("To: <sip:caller@127.0.0.1>;tag=c1\r\n");
        assertThat(sent).hasSize(4);
        assertThat(told).containsExactly("connected", "WE_HUNG_UP", "forgotten");
    }

    @Test
    void goodbyesThatCrossEndItOnce() {
        connect();
        answering.hangUp(0);
        answering.on(request("BYE", 2), 0);

        assertThat(told).containsExactly("connected", "WE_HUNG_UP", "forgotten");
        assertThat(lines().get(3)).isEqualTo("SIP/2.0 200 OK");
    }

    @Test
    void anAnswerThatNobodyAcknowledgesIsGivenUp() {
        answering.ring();
        answering.answer("v=0", 0);
        answering.tick(32 * SECOND);
        answering.tick(64 * SECOND);

        assertThat(told).containsExactly("UNACKNOWLEDGED", "forgotten");
        assertThat(lines()).contains("BYE sip:caller@127.0.0.1:7000 SIP/2.0");
    }

    @Test
    void whatWeDoNotWantIsRefusedUntilItIsAcknowledged() {
        answering.refuse("488 Not Acceptable Here", 0);
        answering.tick(SECOND);
        answering.tick(32 * SECOND);

        assertThat(lines()).containsExactly("SIP/2.0 488 Not Acceptable Here", "SIP/2.0 488 Not Acceptable Here");
        assertThat(told).containsExactly("WE_REFUSED", "forgotten");
    }

    @Test
    void hangingUpWhileItRingsRefusesIt() {
        answering.ring();
        answering.hangUp(0);

        assertThat(lines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 480 Temporarily Unavailable");
        assertThat(told).containsExactly("WE_REFUSED");
    }
}
