package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3261, 13.2 and 9.1, on virtual time. */
class UacCallTest {
    private static final Hop PHONE = Hop.udp(new InetSocketAddress("192.0.2.9", 5060));
    private static final Hop OTHER = Hop.udp(new InetSocketAddress("192.0.2.10", 5060));

    private final Scene scene = new Scene();
    private final Callee phone = new Callee("a", "sip:bob@192.0.2.9:5060");
    private final Callee fork = new Callee("b", "sip:bob@192.0.2.11:5060");
    private final List<String> heard = new ArrayList<>();
    private CallPlan plan;
    private OutgoingCall call;
    private SipRequest invite;

    @BeforeEach
    void plan() {
        plan = CallPlan.to("sip:bob@192.0.2.9", PHONE, "v=0 offer", Duration.ofSeconds(30))
                .with(uri -> uri.contains("192.0.2.10") ? OTHER : null);
    }

    private void dial() {
        call = scene.stack.ours().call(plan, new Recorder());
        invite = scene.wire.lastRequest();
    }

    private List<String> hear(String message) {
        return scene.hear(message);
    }

    @Test
    void inviteCarriesTheOfferAndWhoWeAre() throws Exception {
        dial();

        assertThat(invite.uri()).isEqualTo("sip:bob@192.0.2.9");
        assertThat(invite.bodyText()).isEqualTo("v=0 offer");
        assertThat(invite.headers().first("Contact")).isEqualTo("<sip:sotto@192.0.2.200:5060>");
        Essentials essentials = Essentials.of(invite.headers());
        assertThat(essentials.from().tag()).isNotEmpty();
        assertThat(essentials.to().tag()).isEmpty();
        assertThat(scene.wire.addresses).containsExactly(PHONE.address());
    }

    @Test
    void ringsIsAnsweredAndAcknowledged() throws Exception {
        dial();
        hear(phone.answer(invite, "100 Trying"));
        hear(phone.answer(invite, "180 Ringing"));
        hear(phone.answer(invite, "180 Ringing"));

        List<String> sent = hear(phone.answerWithSdp(invite, "200 OK"));

        assertThat(heard).containsExactly("ringing", "answered", "acknowledged");
        assertThat(sent).containsExactly("ACK");
        SipRequest ack = scene.wire.lastRequest();
        assertThat(ack.uri()).isEqualTo("sip:bob@192.0.2.9:5060");
        assertThat(Essentials.of(ack.headers()).to().tag()).isEqualTo("a");
        assertThat(Essentials.of(ack.headers()).topVia().branch())
                .isNotEqualTo(Essentials.of(invite.headers()).topVia().branch());
    }

    @Test
    void repeatedAnswerIsAcknowledgedAgainAndToldOnce() {
        answered();

        assertThat(hear(phone.answerWithSdp(invite, "200 OK"))).containsExactly("ACK");
        assertThat(heard).containsExactly("answered", "acknowledged");
    }

    @Test
    void peerHangsUp() {
        answered();

        assertThat(hear(phone.bye(invite))).containsExactly("200");
        assertThat(heard).endsWith("hung up");
    }

    @Test
    void weHangUp() {
        answered();

        call.hangUp("done");

        assertThat(scene.wire.take()).endsWith("BYE");
    }

    @Test
    void earlyMediaIsToldAndTheAnswerMayComeWithoutABody() {
        dial();
        hear(phone.answerWithSdp(invite, "183 Session Progress"));
        hear(phone.answer(invite, "200 OK"));

        assertThat(heard).containsExactly("early media", "answered", "acknowledged");
    }

    @Test
    void answerWithoutAnyDescriptionIsHungUpOn() {
        dial();

        assertThat(hear(phone.answer(invite, "200 OK"))).containsExactly("ACK", "BYE");
        assertThat(heard).containsExactly("REFUSED 488");
    }

    @ParameterizedTest
    @CsvSource({
        "486 Busy Here,BUSY 486",
        "600 Busy Everywhere,BUSY 600",
        "603 Decline,REFUSED 603",
        "404 Not Found,REFUSED 404",
        "503 Service Unavailable,UNREACHABLE 503",
        "480 Temporarily Unavailable,NO_ANSWER 480",
        "422 Too Small,REFUSED 422",
    })
    void refusals(String status, String told) {
        dial();
        hear(phone.answer(invite, "180 Ringing"));

        assertThat(hear(phone.answer(invite, status))).containsExactly("ACK");
        assertThat(heard).containsExactly("ringing", told);
        assertThat(scene.stack.ours().unanswered()).isZero();
        assertThat(scene.stack.calls().size()).isZero();
    }

    @Test
    void nothingComesBackAtAll() {
        dial();

        scene.pass(32_100);

        assertThat(heard).containsExactly("NO_ANSWER 487");
        assertThat(scene.stack.transactions().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void noAnswerInTimeIsCancelled() {
        dial();
        hear(phone.answer(invite, "180 Ringing"));
        scene.wire.take();

        scene.pass(30_050);
        assertThat(scene.wire.take()).containsExactly("CANCEL");
        hear(phone.answer(invite, "487 Request Terminated"));

        assertThat(heard).containsExactly("ringing", "NO_ANSWER 487");
    }

    @Test
    void cancelIsTheInviteButForItsMethod() throws Exception {
        dial();
        hear(phone.answer(invite, "180 Ringing"));
        call.hangUp("never mind");

        SipRequest cancel = scene.wire.lastRequest();
        Essentials was = Essentials.of(invite.headers());
        Essentials is = Essentials.of(cancel.headers());
        assertThat(cancel.uri()).isEqualTo(invite.uri());
        assertThat(is.topVia()).isEqualTo(was.topVia());
        assertThat(is.to()).isEqualTo(was.to());
        assertThat(is.cseq().number()).isEqualTo(was.cseq().number());
    }

    @Test
    void cancelWaitsForTheFirstProvisionalResponse() {
        dial();
        scene.wire.take();

        call.hangUp("never mind");
        assertThat(scene.wire.take()).isEmpty();

        assertThat(hear(phone.answer(invite, "100 Trying"))).containsExactly("CANCEL");
        hear(phone.answer(invite, "487 Request Terminated"));
        assertThat(heard).containsExactly("CANCELLED 487");
    }

    @Test
    void answerThatCrossesTheCancelIsAcknowledgedAndHungUpOn() {
        dial();
        hear(phone.answer(invite, "180 Ringing"));
        call.giveUp();

        assertThat(hear(phone.answerWithSdp(invite, "200 OK"))).containsExactly("ACK", "BYE");
        assertThat(heard).containsExactly("ringing", "NO_ANSWER 487");
    }

    @Test
    void peerThatForgetsTheCancelIsForgotten() {
        dial();
        hear(phone.answer(invite, "180 Ringing"));
        call.hangUp("never mind");
        hear(phone.answer(scene.wire.lastRequest(), "200 OK"));

        scene.pass(33_000);

        assertThat(heard).containsExactly("ringing", "CANCELLED 487");
        scene.pass(33_000);
        assertThat(scene.stack.transactions().size()).isZero();
        assertThat(scene.stack.calls().size()).isZero();
    }

    @Test
    void secondPhoneThatAnswersIsAcknowledgedAndHungUpOn() throws Exception {
        dial();
        hear(phone.answer(invite, "180 Ringing"));
        hear(fork.answer(invite, "180 Ringing"));
        assertThat(scene.stack.calls().size()).isEqualTo(2);
        hear(phone.answerWithSdp(invite, "200 OK"));
        assertThat(scene.stack.calls().size()).isEqualTo(1);

        List<String> sent = hear(fork.answerWithSdp(invite, "200 OK"));

        assertThat(sent).containsExactly("ACK", "BYE");
        SipRequest bye = scene.wire.lastRequest();
        assertThat(bye.uri()).isEqualTo("sip:bob@192.0.2.11:5060");
        assertThat(Essentials.of(bye.headers()).to().tag()).isEqualTo("b");
        assertThat(heard).containsExactly("ringing", "answered", "acknowledged");
        assertThat(hear(fork.answerWithSdp(invite, "200 OK"))).containsExactly("ACK");
    }

    @Test
    void challengeIsAnsweredOnceOrTwice() {
        plan = plan.with((request, challenge) -> new Header("Authorization", "Digest for " + challenge.status()));
        dial();

        assertThat(hear(phone.answer(invite, "401 Unauthorized"))).containsExactly("ACK", "INVITE");
        SipRequest second = scene.wire.lastRequest();
        assertThat(second.headers().first("Authorization")).isEqualTo("Digest for 401");
        assertThat(second.headers().first("CSeq")).isEqualTo("2 INVITE");
        assertThat(second.headers().first("Call-ID")).isEqualTo(invite.headers().first("Call-ID"));
        assertThat(hear(phone.answer(second, "401 Unauthorized"))).containsExactly("ACK", "INVITE");
        assertThat(hear(phone.answer(scene.wire.lastRequest(), "401 Unauthorized")))
                .containsExactly("ACK");
        assertThat(heard).containsExactly("REFUSED 401");
    }

    @Test
    void challengeWithoutCredentialsIsARefusal() {
        dial();

        hear(phone.answer(invite, "407 Proxy Authentication Required"));

        assertThat(heard).containsExactly("REFUSED 407");
    }

    @Test
    void shortSessionIntervalIsMadeLongerOnce() {
        dial();

        assertThat(hear(phone.answer(invite, "422 Session Interval Too Small", "Min-SE: 1800\r\n", "")))
                .containsExactly("ACK", "INVITE");
        SipRequest second = scene.wire.lastRequest();
        assertThat(second.headers().first("Session-Expires")).isEqualTo("1800");
        assertThat(hear(phone.answer(second, "422 Session Interval Too Small", "Min-SE: 3600\r\n", "")))
                .containsExactly("ACK");
        assertThat(heard).containsExactly("REFUSED 422");
    }

    @Test
    void reliableProvisionalResponseIsAcknowledgedOnce() {
        dial();
        String reliable = "Require: 100rel\r\nRSeq: 7\r\n";

        assertThat(hear(phone.answer(invite, "180 Ringing", reliable, ""))).containsExactly("PRACK");
        assertThat(scene.wire.lastRequest().headers().first("RAck"))
                .isEqualTo("7 " + invite.headers().first("CSeq"));
        assertThat(hear(phone.answer(invite, "180 Ringing", reliable, ""))).isEmpty();
        assertThat(heard).containsExactly("ringing");
    }

    @Test
    void sessionIsRefreshedAsTheAnswerSays() {
        dial();
        assertThat(invite.headers().first("Session-Expires")).isEqualTo("1800");
        hear(phone.answer(
                invite,
                "200 OK",
                "Session-Expires: 100;refresher=uac\r\nRequire: timer\r\nAllow: INVITE, ACK, BYE, UPDATE\r\n"
                        + "Content-Type: application/sdp\r\n",
                Callee.SDP));
        scene.wire.take();

        scene.pass(51_000);

        assertThat(scene.wire.take()).contains("UPDATE");
    }

    @Test
    void redirectionIsFollowedWhereItIsAllowedAndPreferredFirst() {
        dial();
        String contacts = "Contact: <sip:x@203.0.113.1>;q=0.9, <sip:bob@192.0.2.10>;q=0.5\r\n";

        assertThat(hear(phone.answer(invite, "302 Moved Temporarily", contacts, "")))
                .containsExactly("ACK", "INVITE");

        assertThat(scene.wire.lastRequest().uri()).isEqualTo("sip:bob@192.0.2.10");
        assertThat(scene.wire.addresses).endsWith(OTHER.address());
        hear(phone.answerWithSdp(scene.wire.lastRequest(), "200 OK"));
        assertThat(heard).containsExactly("answered", "acknowledged");
    }

    @Test
    void redirectionInACircleEnds() {
        dial();
        String contacts = "Contact: <sip:bob@192.0.2.10>\r\n";
        hear(phone.answer(invite, "302 Moved Temporarily", contacts, ""));

        hear(phone.answer(scene.wire.lastRequest(), "302 Moved Temporarily", contacts, ""));

        assertThat(heard).containsExactly("REFUSED 302");
    }

    @Test
    void requestPendingIsTriedAgainLater() {
        dial();
        hear(phone.answer(invite, "491 Request Pending"));
        scene.wire.take();

        scene.pass(2_000);
        assertThat(scene.wire.take()).isEmpty();
        scene.pass(2_100);
        assertThat(scene.wire.take()).contains("INVITE");
    }

    @Test
    void closingEndpointCancelsWhatRings() {
        dial();
        hear(phone.answer(invite, "180 Ringing"));

        scene.stack.ours().hangUpAll("going down");

        assertThat(scene.wire.take()).endsWith("CANCEL");
    }

    /** Every kind of response in every state: nothing throws, and there is one end. */
    @ParameterizedTest
    @CsvSource({"''", "180", "183", "cancel", "200", "486"})
    void everyResponseInEveryState(String before) {
        for (String status : new String[] {
            "100 Trying",
            "180 Ringing",
            "183 Progress",
            "200 OK",
            "302 Moved",
            "401 No",
            "422 No",
            "486 Busy",
            "487 Terminated",
            "491 Pending",
            "503 Down"
        }) {
            heard.clear();
            dial();
            if (before.equals("cancel")) {
                hear(phone.answer(invite, "180 Ringing"));
                call.hangUp("never mind");
            } else if (!before.isEmpty()) {
                hear(phone.answerWithSdp(invite, before + " X"));
            }
            hear(phone.answerWithSdp(invite, status));
            call.hangUp("end");
            scene.pass(70_000);
            assertThat(heard.stream().filter(end -> end.equals("answered") || Character.isUpperCase(end.charAt(0))))
                    .as(before + " then " + status)
                    .hasSize(1);
        }
        assertThat(scene.stack.ours().unanswered()).isZero();
    }

    private void answered() {
        dial();
        hear(phone.answerWithSdp(invite, "200 OK"));
    }

    /** What the handlers hear, in short. */
    private final class Recorder implements OutgoingHandler, CallHandler {
        @Override
        public void onRinging() {
            heard.add("ringing");
        }

        @Override
        public void onEarlyMedia(String sdp) {
            heard.add("early media");
        }

        @Override
        public void onAnswered(OutgoingCall answered, String sdp) {
            assertThat(sdp).contains("m=audio");
            answered.handler(this);
            heard.add("answered");
        }

        @Override
        public void onFailed(CallFailure failure) {
            heard.add(failure.kind() + " " + failure.status());
        }

        @Override
        public void onAcknowledged(@Nullable String sdp) {
            heard.add("acknowledged");
        }

        @Override
        public void onCancelled() {
            heard.add("cancelled");
        }

        @Override
        public void onHungUp(@Nullable String reason) {
            heard.add("hung up");
        }

        @Override
        public @Nullable String onReoffer(@Nullable String sdp) {
            return null;
        }

        @Override
        public void onDigit(char digit) {}

        @Override
        public void onLost(String reason) {
            heard.add("lost");
        }
    }
}
