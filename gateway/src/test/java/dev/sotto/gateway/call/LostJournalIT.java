package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.SipPhone;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing can be written down any more: who is on the line hears it, who calls is told to try again. */
class LostJournalIT {
    private StagedCall call;

    @BeforeEach
    void callIsUp() throws Exception {
        call = new StagedCall(27_500, "lost");
    }

    @AfterEach
    void close() throws Exception {
        call.close();
    }

    @Test
    void aCallWhoseConversationIsGivenUpEndsWithWordsOfOurOwn() throws Exception {
        long began = System.nanoTime();
        call.want(new ToEdge.Say(StagedCall.ID, 1, Party.ASSISTANT, "Which order?", true, Instant.EPOCH));
        call.want(new ToEdge.HangUp(StagedCall.ID, "journal_unavailable"));

        ToConversation next = call.next();
        while (next instanceof ToConversation.SpeechFinished) {
            next = call.next();
        }

        assertThat(next).isInstanceOf(ToConversation.Gone.class);
        assertThat(((ToConversation.Gone) next).termination()).isEqualTo("journal_unavailable");
        assertThat(System.nanoTime() - began)
                .as("it was said before the line was closed")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void aNewCallIsRefusedWhileNothingCanBeKept() throws Exception {
        call.durable(false);
        try (SipPhone other = new SipPhone(call.address, "other")) {
            other.callRefused(StagedCall.SDP, 503);
        }
    }
}
