package dev.sotto.gateway.sip;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes every call and writes down what happens to it. */
final class RecordingCalls implements SipListener {
    final List<IncomingCall> calls = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    volatile @Nullable String reofferAnswer = "v=0 again";
    private final Consumer<IncomingCall> onInvite;

    /** @param onInvite what to do with a new call */
    RecordingCalls(Consumer<IncomingCall> onInvite) {
        this.onInvite = onInvite;
    }

    IncomingCall last() {
        return calls.get(calls.size() - 1);
    }

    /** The next event that wasn't asked for yet; null where none comes in 10 s. */
    @Nullable
    String next() throws InterruptedException {
        return unread.poll(10, TimeUnit.SECONDS);
    }

    private void note(String event) {
        events.add(event);
        unread.add(event);
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
            note("acknowledged " + sdp);
        }

        @Override
        public void onCancelled() {
            note("cancelled");
        }

        @Override
        public void onHungUp(@Nullable String reason) {
            note("hung up " + reason);
        }

        @Override
        public @Nullable String onReoffer(@Nullable String sdp) {
            note("reoffer " + (sdp == null ? null : "sdp"));
            return reofferAnswer;
        }

        @Override
        public void onReofferAnswered(String sdp) {
            note("reoffer answered");
        }

        @Override
        public void onDigit(char digit) {
            note("digit " + digit);
        }

        @Override
        public void onTransferred() {
            note("transferred");
        }

        @Override
        public void onTransferFailed(int status, String reason) {
            note("transfer failed " + status + " " + reason);
        }

        @Override
        public void onLost(String reason) {
            note("lost " + reason);
        }
    }
}
