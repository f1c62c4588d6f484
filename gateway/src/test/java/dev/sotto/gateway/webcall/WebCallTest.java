package dev.sotto.gateway.webcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.CallHandler;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebCallTest {
    private final List<String> told = new ArrayList<>();
    private final WebCall call = new WebCall(
            "web-1", "refund", "v=0", InetSocketAddress.createUnresolved("192.0.2.1", 4000), new TellingVisitor());

    private final class TellingVisitor implements Visitor {
        @Override
        public void answered(String sdp) {
            told.add("answered " + sdp);
        }

        @Override
        public void refused(int status, String reason) {
            told.add("refused " + status);
        }

        @Override
        public void ended(String reason) {
            told.add("ended " + reason);
        }

        @Override
        public void joined(String conversationId) {
            told.add("joined " + conversationId);
        }

        @Override
        public void said(TranscriptLine line) {}

        @Override
        public void saying(String text) {}
    }

    private final class TellingHandler implements CallHandler {
        @Override
        public void onAcknowledged(@Nullable String sdp) {
            told.add("acknowledged");
        }

        @Override
        public void onCancelled() {
            told.add("cancelled");
        }

        @Override
        public void onHungUp(@Nullable String reason) {
            told.add("hung up");
        }

        @Override
        public @Nullable String onReoffer(@Nullable String sdp) {
            return null;
        }

        @Override
        public void onDigit(char digit) {}

        @Override
        public void onTransferFailed(int status, String reason) {
            told.add("transfer failed " + status);
        }

        @Override
        public void onLost(String reason) {
            told.add("lost");
        }
    }

    @SafeVarargs
    private List<String> after(Consumer<WebCall>... steps) {
        call.handler(new TellingHandler());
        for (Consumer<WebCall> step : steps) {
            step.accept(call);
        }
        return told;
    }

    private static final Consumer<WebCall> ANSWER = call -> call.answer("sdp");
    private static final Consumer<WebCall> CONNECT = WebCall::connected;
    private static final Consumer<WebCall> GO = WebCall::gone;
    private static final Consumer<WebCall> EXPIRE = WebCall::expired;
    private static final Consumer<WebCall> HANG_UP = call -> call.hangUp("goodbye");
    private static final Consumer<WebCall> REFUSE = call -> call.refuse(488, "no");

    @Test
    void connectedIsTheAcknowledgement() {
        assertThat(after(ANSWER, CONNECT, CONNECT, EXPIRE)).containsExactly("answered sdp", "acknowledged");
    }

    @Test
    void theBrowsersEndIsToldOnceAndEndsEverything() {
        assertThat(after(ANSWER, CONNECT, GO, GO, HANG_UP, CONNECT))
                .containsExactly("answered sdp", "acknowledged", "hung up");
    }

    @Test
    void ourEndIsToldTheBrowserOnly() {
        assertThat(after(ANSWER, CONNECT, HANG_UP, GO, HANG_UP))
                .containsExactly("answered sdp", "acknowledged", "ended goodbye");
    }

    @Test
    void whoNeverConnectsIsLost() {
        assertThat(after(ANSWER, EXPIRE, CONNECT, GO))
                .containsExactly("answered sdp", "ended no connection for the sound", "lost");
    }

    @Test
    void aBrowserThatIsGoneBeforeTheAnswerHearsNothing() {
        assertThat(after(GO, ANSWER, REFUSE, HANG_UP)).isEmpty();
    }

    @Test
    void aRefusalIsTheEnd() {
        assertThat(after(REFUSE, ANSWER, CONNECT, GO)).containsExactly("refused 488");
    }

    @Test
    void aBrowserCantBePutThrough() {
        assertThat(after(ANSWER, CONNECT, call -> call.refer("sip:a@b")))
                .containsExactly("answered sdp", "acknowledged", "transfer failed 501");
    }

    @Test
    void theTaskIsTheUserPart() {
        assertThat(call.user()).isEqualTo("refund");
        assertThat(call.requestUri()).hasToString("sip:refund@browser.invalid");
    }
}
