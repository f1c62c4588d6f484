package dev.sotto.loadtest.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialogTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Dialog.Line LINE =
            new Dialog.Line("shop", "127.0.0.1:5060", "127.0.0.1:7000", "c1", "t1", "b1");

    private final List<String> sent = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Dialog dialog = new Dialog(LINE, sent::add, new Dialog.Listener() {
        @Override
        public void answered(String sdp) {
            told.add("answered " + sdp);
        }

        @Override
        public void over(Dialog.Over how, int status, String reason) {
            told.add(how + " " + status + " " + reason);
        }

        @Override
        public boolean referred(Referral to) {
            told.add("referred " + to.user() + " " + to.address().getPort() + " " + to.headers());
            return willing;
        }
    });
    private boolean willing = true;

    private List<String> methods() {
        return sent.stream().map(message -> message.split(" ", 2)[0]).toList();
    }

    private void receive(String status, String method) {
        String text = "SIP/2.0 " + status + "\r\nv: SIP/2.0/UDP 127.0.0.1:7000;branch=z9hG4bKb1\r\n"
                + "From: <sip:caller@127.0.0.1>;tag=t1\r\nTo: <sip:shop@127.0.0.1>;tag=s9\r\nCall-ID: c1\r\n"
                + "CSeq: 1 " + method + "\r\nContact: <sip:edge@127.0.0.1:5061>\r\n\r\nv=0";
        dialog.on(SipMessage.parse(text).orElseThrow(), 0);
    }

    private void ask(String method) {
        String text =
                method + " sip:caller@127.0.0.1:7000 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKx\r\n"
                        + "From: <sip:shop@127.0.0.1>;tag=s9\r\nTo: <sip:caller@127.0.0.1>;tag=t1\r\nCall-ID: c1\r\nCSeq: 7 "
                        + method + "\r\n\r\n";
        dialog.on(SipMessage.parse(text).orElseThrow(), 0);
    }

    @Test
    void anAnswerIsAcknowledgedAtItsContactEveryTimeItComes() {
        dialog.invite("offer", 0);
        receive("100 Trying", "INVITE");
        receive("200 OK", "INVITE");
        receive("200 OK", "INVITE");

        assertThat(methods()).containsExactly("INVITE", "ACK", "ACK");
        assertThat(sent.get(1))
                .startsWith("ACK sip:edge@127.0.0.1:5061 ")
                .contains("tag=s9")
                .contains("CSeq: 1 ACK");
        assertThat(told).containsExactly("answered v=0");
    }

    @Test
    void anInviteIsRepeatedAtDoublingDistancesUntilSomebodyAnswers() {
        dialog.invite("offer", 0);
        for (long millis = 0; millis <= 3_600; millis += 20) {
            dialog.tick(millis * 1_000_000);
        }
        assertThat(methods()).containsExactly("INVITE", "INVITE", "INVITE", "INVITE");

        receive("100 Trying", "INVITE");
        dialog.tick(20 * SECOND);

        assertThat(methods()).hasSize(4);
    }

    @Test
    void nobodyThereMeansUnanswered() {
        dialog.invite("offer", 0);
        dialog.tick(33 * SECOND);

        assertThat(told).containsExactly("UNANSWERED 0 nobody answers");
    }

    @Test
    void aRefusalIsAcknowledgedAndEndsIt() {
        dialog.invite("offer", 0);
        receive("503 All lines are busy", "INVITE");
        receive("503 All lines are busy", "INVITE");

        assertThat(methods()).containsExactly("INVITE", "ACK", "ACK");
        assertThat(told).containsExactly("REFUSED 503 All lines are busy");
    }

    @Test
    void cancelWaitsForAProvisionalAnswer() {
        dialog.invite("offer", 0);
        dialog.hangUp(0);
        assertThat(methods()).containsExactly("INVITE");

        receive("100 Trying", "INVITE");
        receive("200 OK", "CANCEL");
        receive("487 Request Terminated", "INVITE");

        assertThat(methods()).containsExactly("INVITE", "CANCEL", "ACK");
        assertThat(told).containsExactly("CANCELLED 487 Request Terminated");
    }

    @Test
    void anAnswerThatCrossesCancelIsAcknowledgedAndEndedWithBye() {
        dialog.invite("offer", 0);
        receive("100 Trying", "INVITE");
        dialog.hangUp(0);
        receive("200 OK", "INVITE");
        receive("200 OK", "BYE");

        assertThat(methods()).containsExactly("INVITE", "CANCEL", "ACK", "BYE");
        assertThat(told).containsExactly("WE_HUNG_UP 0 ");
    }

    @Test
    void theirByeIsAnsweredAndEndsIt() {
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        ask("BYE");
        ask("BYE");

        assertThat(methods()).containsExactly("INVITE", "ACK", "SIP/2.0", "SIP/2.0");
        assertThat(sent.get(2)).contains("branch=z9hG4bKx").contains("cseq: 7 BYE");
        assertThat(told).containsExactly("answered v=0", "THEY_HUNG_UP 0 ");
    }

    @Test
    void aRefreshedSessionGetsOurDescriptionAgain() {
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        ask("INVITE");

        assertThat(sent.get(2)).startsWith("SIP/2.0 200").endsWith("\r\n\r\noffer");
        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsNoSipIsNoMessage() {
        assertThat(SipMessage.parse("hello")).isEmpty();
        assertThat(SipMessage.parse("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
        assertThat(SipMessage.parse("SIP/2.0 200 OK\r\nno colon\r\n\r\n")).isEmpty();
    }

    private void refer(int number, String target) {
        String text = "REFER sip:caller@127.0.0.1:7000 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKr\r\n"
                + "From: <sip:shop@127.0.0.1>;tag=s9\r\nTo: <sip:caller@127.0.0.1>;tag=t1\r\nCall-ID: c1\r\nCSeq: "
                + number
                + " REFER\r\nRefer-To: <" + target + ">\r\nb: <sip:shop@127.0.0.1>\r\n\r\n";
        dialog.on(SipMessage.parse(text).orElseThrow(), 0);
    }

    private void answerNotify(int number) {
        String text = "SIP/2.0 200 OK\r\nCall-ID: c1\r\nCSeq: " + number + " NOTIFY\r\n\r\n";
        dialog.on(SipMessage.parse(text).orElseThrow(), 0);
    }

    @Test
    void aReferIsAcceptedReportedStepByStepAndFollowedByBye() {
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        refer(7, "sip:queue@127.0.0.1:6060?X-Order=48%2029&X-Bad%0A=1&Subject=no");

        assertThat(told)
                .element(1)
                .asString()
                .isEqualTo("referred queue 6060 {X-Order=48 29, Referred-By=<sip:shop@127.0.0.1>}");
        assertThat(sent.get(2)).startsWith("SIP/2.0 202");
        assertThat(sent.get(3))
                .startsWith("NOTIFY sip:edge@127.0.0.1:5061")
                .contains("CSeq: 2 NOTIFY", "Event: refer;id=7", "active;expires", "message/sipfrag")
                .endsWith("SIP/2.0 100 Trying\r\n");
        dialog.report(200, "OK", true, 0);
        dialog.leaveOnceReported(0);
        assertThat(sent).as("one at a time").hasSize(4);
        answerNotify(2);
        assertThat(sent.get(4)).contains("CSeq: 3 NOTIFY", "terminated;reason=noresource", "SIP/2.0 200 OK");
        answerNotify(3);
        assertThat(sent.get(5)).startsWith("BYE ").contains("CSeq: 4 BYE");
    }

    @Test
    void aReportThatNobodyAnswersIsRepeatedAndDoesNotEndTheCall() {
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        refer(7, "sip:127.0.0.1");
        dialog.tick(SECOND);
        assertThat(methods()).endsWith("NOTIFY", "NOTIFY");

        dialog.tick(40 * SECOND);

        assertThat(dialog.talking()).isTrue();
    }

    @Test
    void whatCannotBeFollowedIsRefusedAndARepeatedReferIsNotFollowedTwice() {
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        refer(7, "sip:queue@elsewhere.example");
        assertThat(sent.get(2)).startsWith("SIP/2.0 400");
        refer(8, "sip:queue@127.0.0.1:6060");
        refer(8, "sip:queue@127.0.0.1:6060");
        refer(9, "sip:queue@127.0.0.1:6061");

        assertThat(told).filteredOn(line -> line.startsWith("referred")).hasSize(1);
        assertThat(sent).last().asString().startsWith("SIP/2.0 491");
    }

    @Test
    void whoWillNotGoSaysSo() {
        willing = false;
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        refer(7, "sip:queue@127.0.0.1:6060");
        answerNotify(2);

        assertThat(sent).last().asString().contains("terminated", "SIP/2.0 603 Decline");
    }

    /** Our two legs and a peer of each, in one thread. */
    @Test
    void theSecondDialogIsOneOfItsOwn() {
        dialog.invite("offer", 0);
        receive("200 OK", "INVITE");
        refer(7, "sip:queue@127.0.0.1:6060?X-Order=482913");
        List<String> there = new ArrayList<>();
        Dialog.Line line = new Dialog.Line(
                "queue", "127.0.0.1:6060", "127.0.0.1:7000", "c2", "t2", "b2", Map.of("X-Order", "482913"));
        Dialog second = new Dialog(line, there::add, new Dialog.Listener() {
            @Override
            public void answered(String sdp) {
                dialog.report(200, "OK", true, 0);
                dialog.leaveOnceReported(0);
            }

            @Override
            public void over(Dialog.Over how, int status, String reason) {
                told.add("second " + how);
            }
        });

        second.invite("offer", 0);
        String ok = "SIP/2.0 200 OK\r\nTo: <sip:queue@127.0.0.1>;tag=q\r\nCall-ID: c2\r\nCSeq: 1 INVITE\r\n\r\nv=0";
        second.on(SipMessage.parse(ok).orElseThrow(), 0);
        answerNotify(2);
        answerNotify(3);
        receive("200 OK", "BYE");

        assertThat(there.get(0)).contains("X-Order: 482913\r\n");
        assertThat(there.get(1)).startsWith("ACK ").doesNotContain("X-Order");
        assertThat(dialog.isOver()).isTrue();
        assertThat(second.talking()).isTrue();
    }
}
