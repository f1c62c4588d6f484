package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real telephone edge on loopback, a phone that is to be put through, and a conversation that the test plays. */
class CallTransferIT {
    private static final String ID = StagedCall.ID;
    private static final String SDP = StagedCall.SDP;

    private StagedCall call;
    private SipPhone phone;

    @BeforeEach
    void callIsUp() throws Exception {
        call = new StagedCall(27_000, "transferred");
        phone = call.phone;
    }

    @AfterEach
    void close() throws Exception {
        call.close();
    }

    private void want(ToEdge message) {
        call.want(message);
    }

    private void transferAnnounced(String target) {
        want(new ToEdge.Say(ID, 1, Party.ASSISTANT, "I'll put you through.", false, Instant.EPOCH));
        want(new ToEdge.Transfer(ID, target, true, Map.of()));
    }

    private <T extends ToConversation> T await(Class<T> type) throws InterruptedException {
        return call.await(type);
    }

    @Test
    void callerIsPutThroughAfterTheAnnouncement() throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        assertThat(phone.awaitRefer("202 Accepted")).isEqualTo("<sip:desk@pbx.test>");
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isEqualTo(1);
        phone.report("180 Ringing");
        phone.report("200 OK");
        phone.awaitBye();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("transferred");
    }

    @Test
    void callerWhoIsTakenAwayWithoutAReportIsTransferredToo() throws Exception {
        transferAnnounced("7042");
        assertThat(phone.awaitRefer("202 Accepted")).isEqualTo("<sip:7042@caller.test>");
        await(ToConversation.SpeechFinished.class);
        phone.hangUp();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("transferred");
    }

    @ParameterizedTest
    @CsvSource({"603 Decline,", "202 Accepted,486 Busy Here"})
    void conversationGoesOnWhereItFails(String answer, String report) throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        phone.awaitRefer(answer);
        await(ToConversation.SpeechFinished.class);
        if (report != null) {
            phone.report(report);
        }
        assertThat(await(ToConversation.TransferFailed.class).target()).isEqualTo("sip:desk@pbx.test");
        want(new ToEdge.Say(ID, 2, Party.ASSISTANT, "I couldn't connect you.", true, Instant.EPOCH));
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isEqualTo(2);
        phone.hangUp();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("caller_hung_up");
    }

    @Test
    void targetThatIsNoneFailsWithoutARefer() throws Exception {
        transferAnnounced("the front desk");
        await(ToConversation.SpeechFinished.class);
        assertThat(await(ToConversation.TransferFailed.class).target()).isEqualTo("the front desk");
    }

    @Test
    void callerHearsAWordWhileItTakesLong() throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        phone.awaitRefer("202 Accepted");
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isEqualTo(1);
        assertThat(await(ToConversation.SpeechFinished.class).speechId()).isNegative();
    }

    @Test
    void conversationThatHangsUpMeanwhileIsObeyed() throws Exception {
        transferAnnounced("sip:desk@pbx.test");
        phone.awaitRefer("202 Accepted");
        await(ToConversation.SpeechFinished.class);
        want(new ToEdge.HangUp(ID, "ended_by_us"));
        phone.awaitBye();
        assertThat(await(ToConversation.Gone.class).termination()).isEqualTo("ended_by_us");
    }
}
