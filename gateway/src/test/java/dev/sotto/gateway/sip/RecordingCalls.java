package dev.sotto.gateway.sip;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes every call and writes down what happens to it. */
final class RecordingCalls implements SipListener {
    final List<IncomingCall> calls = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    volatile @Nullable String reofferAnswer = "v=0 again";
    private final Consumer<IncomingCall> onInvite;

    /** @param onInvite what to do with a new call */
    RecordingCalls(Consumer<IncomingCall> onInvite) {
        this.onInvite = onInvite;
    }

    IncomingCall last() {
        return calls.get(calls.size() - 1);
    }

    @Override
    public void onInvite(IncomingCall call) {
        calls.add(call);
        call.handler(new Recorder());
        onInvite.accept(call);
    }

    private final class Recorder implements CallHandler {
        @Override
        public void onAcknowledged(@Nullable String sdp) {
            events.add("acknowledged " + sdp);
        }

        @Override
        public void onCancelled() {
            events.add("cancelled");
        }

        @Override
        public void onHungUp(@Nullable String reason) {
            events.add("hung up " + reason);
        }

        @Override
        public @Nullable String onReoffer(@Nullable String sdp) {
            events.add("reoffer " + (sdp == null ? null : "sdp"));
            return reofferAnswer;
        }

        @Override
        public void onReofferAnswered(String sdp) {
            events.add("reoffer answered");
        }

        @Override
        public void onDigit(char digit) {
            events.add("digit " + digit);
        }

        @Override
        public void onLost(String reason) {
            events.add("lost " + reason);
        }
    }
}
